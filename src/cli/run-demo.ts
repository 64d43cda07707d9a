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
import { addressesText, whatNext } from './demo-text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { withStore } from './open-store.ts';
import { performScan } from './perform-scan.ts';
import { databaseFlag, note } from './print.ts';
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
  note(context, addressesText(targets));
  return performScan(context, {
    kind: 'demo',
    title: flags.after === true ? 'map demo --after' : 'map demo',
    scope: targets.map(({ host }) => host),
    label: flags.after === true ? 'after' : 'before',
    targets,
    options: scanOptionsOf({ ...scanDefaults, sudo: 'auto', deadline: 5 }),
    connectors: { ssh: connect(fleet, port, directory, context) },
  });
}

/** Writes the newest snapshot as a page; gives the number of snapshots there are. */
async function writePage(context: Context, page: string): Promise<number> {
  const { html, snapshots } = await withStore(context, async (store) => {
    const snapshot = readStoredSnapshot(context, store, 'latest');
    const rendered = await findExporter('html')?.render({ snapshot, witnessLines: readWitnessLines(store, snapshot) });
    return { html: rendered, snapshots: store.snapshots().length };
  });
  if (html !== undefined) writeWholeFile(page, html);
  return snapshots;
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
    const snapshots = await writePage(context, page);
    const failed = snapshot.coverage.failed.length;
    const flag = databaseFlag(context);
    for (const line of whatNext({ db, flag, page, after: flags.after === true, failed, snapshots })) note(context, line);
    // Hosts that fail are part of the show: the demo itself went well.
    return exitCodes.done;
  } finally {
    await fleet?.close();
    await rm(directory, { recursive: true, force: true });
  }
}
