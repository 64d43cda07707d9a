import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../config/secret.ts';
import { demoHosts } from '../demo/demo-hosts.ts';
import { type Fleet, startFleet } from '../demo/fleet.ts';
import { findExporter } from '../export/registry.ts';
import type { Target } from '../model/target.ts';
import { createConnector } from '../transports/connector.ts';
import type { ShellConnector } from '../transports/types.ts';
import type { Context } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { withStore } from './open-store.ts';
import { performScan } from './perform-scan.ts';
import { note } from './print.ts';
import { refuseRealMap } from './refuse-mix.ts';
import { readStoredSnapshot } from './resolve-snapshot.ts';
import { scanDefaults } from './scan-flags.ts';
import { scanOptionsOf } from './scan-job.ts';
import { readWitnessLines } from './witness-lines.ts';
import { writeWholeFile } from './write-file.ts';

export interface DemoFlags {
  readonly after?: boolean;
  readonly page?: string;
}

/** Where every host has its own address one port serves all, and the address alone names it from one demo to the next. */
function targetsOf(fleet: Fleet): { readonly targets: readonly Target[]; readonly port?: number } {
  const ports = new Set(fleet.hosts.map(({ port }) => port));
  const [port] = ports;
  if (ports.size === 1 && port !== undefined) {
    return { targets: fleet.hosts.map(({ address }) => ({ host: address, origin: 'listed' })), port };
  }
  return { targets: fleet.hosts.map((host) => ({ host: host.address, port: host.port, origin: 'listed' })) };
}

function connect(fleet: Fleet, port: number | undefined, directory: string, context: Context): ShellConnector {
  return createConnector({
    user: fleet.login.user,
    password: new Secret(fleet.login.password),
    ...(port === undefined ? {} : { port }),
    hostKeys: 'strict',
    ownKnownHosts: join(directory, 'own_known_hosts'),
    knownHosts: [join(directory, 'known_hosts')],
    timeoutMs: scanDefaults.timeout * 1000,
    // The simulated hosts are nobody's business but the demo's: no key, agent or file of the user is touched.
    useSshConfig: false,
    env: context.io.env,
    warn: (message) => note(context, message),
  });
}

async function scanFleet(context: Context, fleet: Fleet, directory: string, flags: DemoFlags) {
  await writeFile(join(directory, 'known_hosts'), fleet.knownHosts);
  const { targets, port } = targetsOf(fleet);
  note(context, `${fleet.hosts.length} simulated hosts on loopback, each a real SSH server; scanning them as any other subnet`);
  return performScan(context, {
    kind: 'demo',
    title: flags.after === true ? 'map demo --after' : 'map demo',
    scope: targets.map(({ host }) => host),
    label: flags.after === true ? 'after' : 'before',
    targets,
    options: scanOptionsOf({ ...scanDefaults, sudo: 'auto', deadline: 5 }),
    connector: connect(fleet, port, directory, context),
  });
}

async function writePage(context: Context, page: string): Promise<void> {
  const html = await withStore(context, (store) => {
    const snapshot = readStoredSnapshot(context, store, 'latest');
    return findExporter('html')?.render({ snapshot, witnessLines: readWitnessLines(store, snapshot) });
  });
  if (html !== undefined) writeWholeFile(page, html);
}

/** Commands to look around with, in two columns. */
function whatNext(db: string, page: string, after: boolean, failed: number): readonly string[] {
  const flag = db === './map.db' ? '' : ` --db ${db}`;
  const steps: readonly (readonly [command: string, why: string])[] = [
    [`map dependencies${flag}`, 'who depends on whom'],
    [`map explain app1 db1${flag}`, 'how we know, down to the raw lines'],
    [`map impact db1${flag}`, 'what breaks if db1 goes'],
    after
      ? [`map diff latest~1 latest${flag}`, 'what changed in a week']
      : [`map demo --after${flag}`, `the same estate a week later; then map diff latest~1 latest${flag}`],
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  return [
    '',
    `The map is in ${db}, and as a page in ${page}. ${failed} hosts failed on purpose: they refuse the login, or are down.`,
    'Look around:',
    ...steps.map(([command, why]) => `  ${command.padEnd(width)}   ${why}`),
  ];
}

/** One `map demo`: fleet up, scanned, page written, fleet down. */
export async function runDemo(context: Context, flags: DemoFlags): Promise<ExitCode> {
  refuseRealMap(context);
  const { db } = context.options;
  const page = flags.page ?? `${db.replace(/\.db$/, '')}.html`;
  const directory = await mkdtemp(join(tmpdir(), 'map-demo-'));
  let fleet: Fleet | undefined;
  try {
    fleet = await startFleet(demoHosts(flags.after === true ? 'after' : 'before'));
    const { code, snapshot } = await scanFleet(context, fleet, directory, flags);
    if (snapshot === undefined || code === exitCodes.interrupted) return code;
    await writePage(context, page);
    const { failed } = snapshot.coverage;
    for (const line of whatNext(db, page, flags.after === true, failed.length)) note(context, line);
    // Hosts that fail are part of the show: the demo itself went well.
    return exitCodes.done;
  } finally {
    await fleet?.close();
    await rm(directory, { recursive: true, force: true });
  }
}
