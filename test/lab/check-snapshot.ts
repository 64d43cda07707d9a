import type { Coverage, Snapshot } from '../../src/model/snapshot.ts';
import type { CheckList } from './check-list.ts';
import { containerIds } from './features.ts';
import type { Lab } from './lab.ts';
import { agentWords, database, map, mapOutput, readSnapshot, scanWords } from './map-command.ts';
import { edgeKey, foundKey, type Score, scoreSnapshot } from './score.ts';
import {
  type Edge,
  hosts,
  ipv4Of,
  ipv6Of,
  type LabHost,
  openHosts,
  overSsh,
  scannerNumber,
  subnet,
  type Variant,
} from './topology.ts';
import { configuredEdges, edgesFor } from './variant-edges.ts';

/** Over SSH alone, beside SNMP, or SNMP alone. */
type Ways = 'ssh' | 'both' | 'snmp';

interface SnapshotChecks {
  /** Scans as `user` into the database `db`, and holds the snapshot against the truth. */
  readonly checkScan: (user: string, db: string, sudo: boolean, ways?: Ways) => Promise<void>;
  /** Holds `map coverage` against the snapshot of the same database. */
  readonly checkCoverage: (db: string) => Promise<void>;
}

const ratio = (value: number): string => value.toFixed(2);

function tableRow(title: string, score: Score, extra: string): string {
  return [
    title.padEnd(24),
    `${score.found}/${score.expected}`.padStart(7),
    ratio(score.precision).padStart(11),
    ratio(score.recall).padStart(8),
    `${score.ipv6.found}/${score.ipv6.expected}`.padStart(7),
    `${score.configured.found}/${score.configured.expected}`.padStart(10),
    extra,
  ].join('  ');
}

const tableHead = [
  'scan'.padEnd(24),
  'edges'.padStart(7),
  'precision'.padStart(11),
  'recall'.padStart(8),
  'IPv6'.padStart(7),
  'configured'.padStart(10),
  'processes unknown, wrong',
].join('  ');

/** Every host that was looked at is in the snapshot once, under its own name. */
function hostComplaints(snapshot: Snapshot, looked: readonly LabHost[]): readonly string[] {
  return looked.flatMap(({ name, number }) => {
    const own = snapshot.hosts.filter(({ addresses }) => [ipv4Of(number), ipv6Of(number)].some((one) => addresses.includes(one)));
    const [first] = own;
    if (own.length !== 1 || first === undefined) return [`${name} is ${own.length} hosts: ${own.map(({ id }) => id).join(' ')}`];
    const both = first.addresses.includes(ipv4Of(number)) && first.addresses.includes(ipv6Of(number));
    return [
      ...(first.name === name ? [] : [`${name} is called ${first.name}`]),
      ...(both ? [] : [`${name} has only ${first.addresses.join(' ')}`]),
      ...(first.evidence?.status === 'collected' ? [] : [`${name} is ${first.evidence?.status ?? 'not looked at'}`]),
    ];
  });
}

/** What the operator would look at next: the arrow explained. */
async function explained(lab: Lab, db: string, { unexpected }: Pick<Score, 'unexpected'>): Promise<readonly string[]> {
  const answers = unexpected.map(async (one) => {
    const { from, to } = one.dependency;
    const { stdout, stderr } = await map(lab, ['explain', from.host, to.host, '--db', database(lab, db)]);
    return [foundKey(one), ...`${stdout}${stderr}`.trimEnd().split('\n')];
  });
  return (await Promise.all(answers)).flat();
}

const agents = hosts.filter(({ agent }) => agent !== undefined);
const lookedAt: Readonly<Record<Ways, readonly LabHost[]>> = {
  ssh: openHosts,
  both: [...openHosts, ...agents.filter((host) => !openHosts.includes(host))],
  snmp: agents,
};

/** An agent is at one of its ends. */
const isWatched = ({ client, server }: Edge): boolean => agents.some(({ name }) => name === client || name === server);

const titleOf = (sudo: boolean, ways: Ways): string =>
  ways === 'snmp' ? 'SNMP alone' : `${sudo ? 'with sudo' : 'without sudo'}${ways === 'both' ? ' and SNMP' : ''}`;

const wordsOf = (ways: Ways): readonly [readonly string[], readonly string[]] => {
  if (ways === 'ssh') return [overSsh, []];
  return [[subnet], ways === 'both' ? agentWords : [...agentWords, '--no-ssh']];
};

export function openSnapshotChecks(lab: Lab, variant: Variant, list: CheckList, print: (line: string) => void): SnapshotChecks {
  let headed = false;
  const truthOf = (sudo: boolean, ways: Ways) => ({
    hosts,
    edges: edgesFor(variant, sudo ? 'sudo' : 'plain').filter((edge) => ways !== 'snmp' || isWatched(edge)),
    configured: ways === 'snmp' ? [] : configuredEdges,
    showProcesses: new Set(lookedAt[ways].map(({ name }) => name)),
    showUnits: new Set(ways === 'snmp' ? [] : openHosts.map(({ name }) => name)),
    containers: containerIds(lab),
    scanner: [ipv4Of(scannerNumber), ipv6Of(scannerNumber)],
  });
  const checkScan = async (user: string, db: string, sudo: boolean, ways: Ways = 'ssh'): Promise<void> => {
    const as = titleOf(sudo, ways);
    const { code, stderr } = await map(lab, scanWords(lab, user, db, ...wordsOf(ways)));
    // SNMP alone: the hosts that have no agent are failures.
    const end = ways === 'snmp' ? 3 : 0;
    list.check(`scan ${as} ends with ${end}`, code === end ? [] : [`exit ${code}: ${stderr.trim()}`]);
    const snapshot = await readSnapshot(lab, db);
    const score = scoreSnapshot(snapshot, truthOf(sudo, ways));
    if (!headed) print(tableHead);
    headed = true;
    print(tableRow(ways === 'ssh' ? `${user}, ${as}` : as, score, `${score.unnamed.length}, ${score.wrongProcess.length}`));
    list.check(`${as}: each host is one host under its name`, hostComplaints(snapshot, lookedAt[ways]));
    list.check(`${as}: recall ${ratio(score.recall)}`, score.missing.map(edgeKey));
    list.check(`${as}: precision ${ratio(score.precision)}`, await explained(lab, db, score));
    list.check(`${as}: no process name is wrong`, score.wrongProcess);
    if (sudo || ways === 'snmp') list.check(`${as}: every process name that can be seen is known`, score.unnamed);
    list.check(`${as}: every configured dependency is told`, score.configured.missing);
    list.check(`${as}: no other configured dependency is told`, await explained(lab, db, score.configured));
    list.check(`${as}: who translated addresses on the way is right`, score.wrongWay);
    list.check(`${as}: no container is wrong`, score.wrongContainer);
    if (sudo) list.check(`${as}: every container has its name`, [...score.noContainer, ...score.namelessContainer]);
    if (!lab.units) return;
    list.check(`${as}: no systemd unit is wrong`, score.wrongUnit);
    list.check(`${as}: every systemd unit is known`, score.noUnit);
    if (!sudo && ways !== 'snmp') list.check(`${as}: every container is known, by name or number`, score.noContainer);
  };
  const checkCoverage = async (db: string): Promise<void> => {
    const snapshot = await readSnapshot(lab, db);
    const coverage = JSON.parse(await mapOutput(lab, ['coverage', '--json', '--db', database(lab, db)])) as Coverage;
    const known = new Set(snapshot.services.filter(({ processes }) => processes.length > 0).map(({ id }) => id));
    const seen = snapshot.dependencies.filter(({ state }) => state !== 'configured');
    const unnamed = (side: 'from' | 'to') => seen.filter((one) => !known.has(one[side].service ?? ''));
    const named = seen.filter(({ from, to }) => known.has(from.service ?? '') && known.has(to.service ?? ''));
    const wrong = (what: string, told: number, found: readonly unknown[]): readonly string[] =>
      told === found.length ? [] : [`${what}: ${told}, not ${found.length}`];
    list.check('map coverage counts the process names that could not be seen', [
      ...wrong('dependencies', coverage.edges, seen),
      ...wrong('without a client process', coverage.edgesWithoutClientProcess, unnamed('from')),
      ...wrong('without a server process', coverage.edgesWithoutServerProcess, unnamed('to')),
      ...wrong('with both processes', coverage.edgesWithBothProcesses, named),
      ...(coverage.edgesWithoutClientProcess > 0 ? [] : ['none at all, but client1 runs a program that only root can name']),
    ]);
  };
  return { checkScan, checkCoverage };
}
