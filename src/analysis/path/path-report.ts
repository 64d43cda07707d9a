import type { Report, ReportTable } from '../../model/report.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { stateColumn } from '../arrow-state.ts';
import { count, type Estate, endName, hostName, indexEstate, serverName } from '../estate.ts';
import type { Node } from '../select.ts';
import { type PathDocument, path } from './path.ts';
import type { RoutedStop } from './routed-way.ts';

const numbered = (rows: readonly (readonly string[])[]): string[][] => rows.map((row, index) => [String(index + 1), ...row]);
const step = { name: 'step', align: 'right' } as const;

function dependencyTable(estate: Estate, { dependencies, a, b }: PathDocument): ReportTable[] {
  if (dependencies === undefined || dependencies.steps.length === 0) return [];
  const rows = dependencies.steps.map((arrow) => [
    endName(estate, arrow.from),
    serverName(estate, arrow),
    arrow.via.map((host) => hostName(estate, host)).join(', '),
    stateColumn(estate, arrow),
    arrow.confidence.toFixed(2),
  ]);
  const [client, server] = dependencies.direction === 'forward' ? [a, b] : [b, a];
  const columns = [
    step,
    { name: 'client', shrink: 1 },
    { name: 'server', shrink: 1 },
    { name: 'via', shrink: 2, optional: 1 },
    { name: 'state' },
    { name: 'sure', align: 'right' as const },
  ];
  return [{ title: `Dependencies: ${client.name} needs ${server.name}`, columns, rows: numbered(rows) }];
}

function cableTable(estate: Estate, { cables }: PathDocument): ReportTable[] {
  if (cables === undefined || cables.length === 0) return [];
  const rows = cables.map(({ link, from, to }) => [
    hostName(estate, from.host),
    from.port ?? '?',
    hostName(estate, to.host),
    to.port ?? '?',
    `${link.protocols.join(', ')}${link.shared === true ? ' (shared port)' : ''}`,
    link.confidence.toFixed(2),
  ]);
  const columns = [
    step,
    { name: 'from', shrink: 1 },
    { name: 'port', shrink: 2 },
    { name: 'to', shrink: 1 },
    { name: 'its port', shrink: 2 },
    { name: 'told by', shrink: 3 },
    { name: 'sure', align: 'right' as const },
  ];
  return [{ title: 'Cables', columns, rows: numbered(rows) }];
}

function stopCells(estate: Estate, stop: RoutedStop): [string, string, string] {
  if (stop.kind === 'router') return ['router', hostName(estate, stop.host), ''];
  if (stop.kind === 'link') return ['router', hostName(estate, stop.host), `neighbor by ${stop.link.protocols.join(', ')}`];
  const { cidr, vlan, vlanName } = stop.network;
  return ['network', cidr, vlan === undefined ? '' : `VLAN ${vlan}${vlanName === undefined ? '' : ` (${vlanName})`}`];
}

function routedTable(estate: Estate, { routed }: PathDocument): ReportTable[] {
  if (routed === undefined || routed.length === 0) return [];
  const columns = [step, { name: 'kind' }, { name: 'name', shrink: 1 }, { name: 'note', shrink: 2, wrap: true }];
  return [{ title: 'Networks and routers', columns, rows: numbered(routed.map((stop) => stopCells(estate, stop))) }];
}

function summaryOf({ a, b, dependencies, cables, routed }: PathDocument): string[] {
  const routers = routed?.filter(({ kind }) => kind !== 'network').length ?? 0;
  if (a.id === b.id) return ['both are the same'];
  return [
    ...(dependencies === undefined ? [`neither needs the other, as far as is known: ${a.name}, ${b.name}`] : []),
    ...(cables === undefined ? ['no way over cables is known: map links tells what is, map coverage what was not read'] : []),
    ...(routed === undefined ? ['no way through networks and routers is known'] : []),
    ...(routed !== undefined && routed.length > 0
      ? [routers === 0 ? 'in one network' : `${count(routers, 'router')} in between`]
      : []),
  ];
}

/** `map path`: how two nodes are connected, from the services down to the ports. */
export function reportPath(snapshot: Snapshot, a: Node, b: Node): Report {
  const estate = indexEstate(snapshot);
  const document = path(estate, a, b);
  return {
    title: `From ${document.a.name} to ${document.b.name}`,
    summary: summaryOf(document),
    tables: [...dependencyTable(estate, document), ...cableTable(estate, document), ...routedTable(estate, document)],
    document,
    findings: false,
  };
}
