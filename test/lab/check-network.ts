import type { PathDocument } from '../../src/analysis/path/path.ts';
import type { Coverage, Link, Snapshot } from '../../src/model/snapshot.ts';
import { findSecrets, readDatabase, readFiles } from '../secrets/look-everywhere.ts';
import { type Cable, cablesOverSsh, switches } from './cables.ts';
import { checkRebuild, checkRepeat } from './check-again.ts';
import { checkAgents } from './check-agents.ts';
import type { CheckList } from './check-list.ts';
import { openSnapshotChecks } from './check-snapshot.ts';
import type { Lab } from './lab.ts';
import { agentWords, database, map, mapOutput, readSnapshot, scanWords } from './map-command.ts';
import { placeOf } from './score.ts';
import { scoreLinks } from './score-links.ts';
import { hosts, ipv4Of, subnet, users, type Variant } from './topology.ts';

const unless = (right: boolean, complaint: string): readonly string[] => (right ? [] : [complaint]);
const collected = ({ hosts: all }: Snapshot) => all.filter(({ evidence }) => evidence?.status === 'collected');
const nameOf = (host: Snapshot['hosts'][number]): string => placeOf(host, { hosts, scanner: [] });

/** Every cable is a link and every link a cable; one cable is one link. */
async function checkLinks(
  lab: Lab,
  list: CheckList,
  print: (line: string) => void,
  [db, as]: readonly [db: string, as: string],
  only?: readonly Cable[],
): Promise<void> {
  const snapshot = await readSnapshot(lab, db);
  const links = JSON.parse(await mapOutput(lab, ['links', '--json', '--db', database(lab, db)])) as readonly Link[];
  const score = scoreLinks(snapshot, links, collected(snapshot).map(nameOf), only);
  const figures = `${score.found}/${score.expected}, precision ${score.precision.toFixed(2)}, recall ${score.recall.toFixed(2)}`;
  print(`${`links, ${as}`.padEnd(24)}  ${figures}`);
  list.check(`${as}: every cable that can be known is a link: the hosts on their switch ports, the trunk`, score.missing);
  list.check(`${as}: no other link is told, and none twice`, score.wrong);
}

async function checkKinds(lab: Lab, list: CheckList): Promise<void> {
  const complaints = collected(await readSnapshot(lab, 'network')).flatMap((host) => {
    const right = switches.some(({ name }) => name === nameOf(host)) ? 'network-device' : 'server';
    return unless(host.kind === right, `${host.name} is ${host.kind}, not ${right}`);
  });
  list.check('switches are network devices, hosts are servers', complaints);
}

/** Port by port from one host to another, across both switches. */
async function checkPath(lab: Lab, list: CheckList): Promise<void> {
  const snapshot = await readSnapshot(lab, 'network');
  const printed = await mapOutput(lab, ['path', 'web1', 'db1', '--json', '--db', database(lab, 'network')]);
  const { cables = [] } = JSON.parse(printed) as PathDocument;
  const names = new Map(snapshot.hosts.map((host) => [host.id, nameOf(host)]));
  const told = cables.map(({ from, to }) => `${names.get(from.host)} ${from.port} - ${names.get(to.host)} ${to.port}`).join(', ');
  const right = 'web1 eth0 - sw1 swp2, sw1 swp24 - sw2 swp23, sw2 swp4 - db1 eth0';
  list.check(`map path web1 db1: ${right}`, unless(told === right, told));
}

async function checkCoverage(lab: Lab, list: CheckList): Promise<void> {
  const printed = await mapOutput(lab, ['coverage', '--json', '--db', database(lab, 'network')]);
  const { overSnmpOnly = [] } = JSON.parse(printed) as Coverage;
  const told = overSnmpOnly.map(({ target, status }) => `${target} ${status}`).sort();
  const right = hosts.filter(({ refusesSsh }) => refusesSsh).map(({ number }) => `${ipv4Of(number)} refused`);
  list.check(
    'map coverage tells who was read over SNMP only, and why',
    unless(told.join() === right.sort().join(), `${told.join(', ')}, not ${right.join(', ')}`),
  );
}

/** What opens the agents is in no database, output or file of the one who scans. */
async function checkAgentSecrets(lab: Lab, list: CheckList): Promise<void> {
  const db = ['--db', database(lab, 'network')];
  const words = [
    [...scanWords(lab, users.sudo, 'network-debug', [subnet], [...agentWords, '--verbose', '--debug'])],
    ...['json', 'html'].map((format) => ['export', '-f', format, ...db]),
    ...['hosts', 'links', 'services', 'coverage'].map((name) => [name, ...db]),
    ['show', 'legacy1', ...db],
    ['explain', 'legacy1', 'db1', '--verbose', ...db],
  ];
  const outputs = await Promise.all(
    words.map(async (one) => {
      const { stdout, stderr } = await map(lab, one);
      return { place: `map ${one.join(' ')}`, text: `${stdout}\n${stderr}` };
    }),
  );
  const names = ['network', 'network-alone', 'network-stopped'];
  const stored = names.flatMap((name) => readDatabase(database(lab, name)));
  const secrets = Object.entries(lab.agentSecrets).map(([name, secret]) => ({ name, secrets: [secret], servers: [] }));
  const all = [...outputs, ...stored, ...readFiles(lab.home)];
  list.check(
    `no community and no passphrase of SNMP in ${outputs.length} outputs, ${stored.length} tables and texts, and every file`,
    findSecrets(secrets, all),
  );
}

/** The network and its agents: SNMP beside SSH, SNMP alone, where everybody is plugged in. */
export async function checkNetwork(lab: Lab, variant: Variant, list: CheckList, print: (line: string) => void): Promise<void> {
  const { checkScan } = openSnapshotChecks(lab, variant, list, print);
  await list.part('links of SSH alone', () => checkLinks(lab, list, print, ['sudo', 'SSH alone'], cablesOverSsh));
  await list.part('scan with sudo and SNMP', () => checkScan(users.sudo, 'network', true, 'both'));
  await list.part('links', () => checkLinks(lab, list, print, ['network', 'SSH and SNMP']));
  await list.part('kinds', () => checkKinds(lab, list));
  await list.part('path', () => checkPath(lab, list));
  await list.part('coverage of SNMP', () => checkCoverage(lab, list));
  const again: CheckList = { ...list, check: (name, complaints) => list.check(`with SNMP: ${name}`, complaints) };
  await list.part('second scan with SNMP', () =>
    checkRepeat(lab, again, 'network', scanWords(lab, users.sudo, 'network', [subnet], agentWords)),
  );
  await list.part('rebuild with SNMP', () => checkRebuild(lab, again, 'network'));
  await list.part('SNMP alone', () => checkScan(users.plain, 'network-alone', false, 'snmp'));
  await list.part('links of SNMP alone', () => checkLinks(lab, list, print, ['network-alone', 'SNMP alone']));
  await checkAgents(lab, list);
  await list.part('secrets of SNMP', () => checkAgentSecrets(lab, list));
}
