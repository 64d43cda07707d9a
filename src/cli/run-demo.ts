import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../config/secret.ts';
import { demoHosts } from '../demo/demo-hosts.ts';
import { startDemoNetwork } from '../demo/demo-network.ts';
import { type Fleet, startFleet } from '../demo/fleet.ts';
import type { RunningNetwork } from '../demo/network/start-network.ts';
import { findExporter } from '../export/registry.ts';
import { succeed } from '../model/failure.ts';
import { type Target, targetKey } from '../model/target.ts';
import { createConnector } from '../transports/connector.ts';
import { createSnmpConnector } from '../transports/snmp/connector.ts';
import type { SnmpConnector } from '../transports/snmp/types.ts';
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

/** Everything simulated that runs for one demo. */
interface Stage {
  readonly fleet: Fleet;
  readonly network: RunningNetwork;
  readonly community: string;
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

/** The agents by target: each is asked where it listens, and nobody else is asked. */
function askAgents({ network, community }: Stage, targets: readonly Target[]): SnmpConnector {
  const ports = new Map(targets.map((target, index) => [targetKey(target), network.agents[index]?.port]));
  const credential = { name: 'demo', version: '2c', community: new Secret(community) } as const;
  return {
    ...createSnmpConnector({ credentialsFor: () => [credential], timeoutMs: scanDefaults.timeout * 1000 }),
    route: (target) => {
      const port = ports.get(targetKey(target));
      return Promise.resolve(port === undefined ? undefined : succeed({ target, address: target.host, port }));
    },
  };
}

async function scanStage(context: Context, stage: Stage, directory: string, flags: DemoFlags) {
  const { fleet, network } = stage;
  await writeFile(join(directory, 'known_hosts'), fleet.knownHosts);
  const { targets: hosts, port } = targetsOf(fleet);
  const devices = network.agents.map(
    (agent): Target => ({ host: agent.address, origin: 'listed', ...(port === undefined ? { port: agent.port } : {}) }),
  );
  const targets = [...devices, ...hosts];
  const counts = `${hosts.length} simulated hosts on loopback, each a real SSH server, and ${devices.length} network devices that answer over real SNMP`;
  note(context, `${counts}; scanning them as any other subnet`);
  note(context, addressesText(targets));
  return performScan(context, {
    kind: 'demo',
    title: flags.after === true ? 'map demo --after' : 'map demo',
    scope: targets.map(({ host }) => host),
    label: flags.after === true ? 'after' : 'before',
    targets,
    options: scanOptionsOf({ ...scanDefaults, sudo: 'auto', deadline: 30 }),
    connectors: { ssh: connect(fleet, port, directory, context), snmp: askAgents(stage, devices) },
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

/** Where the fleet has addresses of its own, the devices have, too. */
const hasAliases = ({ hosts }: Fleet): boolean => new Set(hosts.map(({ address }) => address)).size > 1;

/** One `map demo`: fleet up, scanned, page written, fleet down. */
export async function runDemo(context: Context, flags: DemoFlags): Promise<ExitCode> {
  await refuseRealMap(context);
  const { db } = context.options;
  const page = flags.page ?? `${db.replace(/\.db$/, '')}.html`;
  const state = flags.after === true ? 'after' : 'before';
  const directory = await mkdtemp(join(tmpdir(), 'map-demo-'));
  const community = randomBytes(18).toString('base64url');
  let fleet: Fleet | undefined;
  let network: RunningNetwork | undefined;
  try {
    fleet = await startFleet(demoHosts(state));
    network = await startDemoNetwork(state, community, hasAliases(fleet));
    const { code, snapshot } = await scanStage(context, { fleet, network, community }, directory, flags);
    if (snapshot === undefined || code === exitCodes.interrupted) return code;
    const snapshots = await writePage(context, page);
    const failed = snapshot.coverage.failed.length;
    const flag = databaseFlag(context);
    for (const line of whatNext({ db, flag, page, after: flags.after === true, failed, snapshots })) note(context, line);
    // Hosts that fail are part of the show: the demo itself went well.
    return exitCodes.done;
  } finally {
    await Promise.all([fleet?.close(), network?.close()]);
    await rm(directory, { recursive: true, force: true });
  }
}
