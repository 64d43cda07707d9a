import { meaningOf, remedyOf } from '../model/failure.ts';
import type { Report, ReportTable } from '../model/report.ts';
import type { Dependency, Host, Link, Service, Snapshot } from '../model/snapshot.ts';
import { stateColumn } from './arrow-state.ts';
import { compareText, type Estate, endName, hostName, indexEstate, portText, serviceName } from './estate.ts';
import { hypervisorOf, openGuests } from './guests.ts';
import { type Node, nodeName } from './select.ts';
import { keptByText, listensText, processesText, softwareText } from './service-text.ts';
import { clockAndAge } from './time-text.ts';

/** What `map show NODE --json` prints: the node, what runs there, and every arrow and link that touches it. */
export interface NodeDocument {
  readonly format: 'map.node';
  readonly version: 1;
  readonly kind: Node['kind'];
  readonly host: Host;
  /** Of a host all of them, of a service itself. */
  readonly services: readonly Service[];
  readonly outgoing: readonly Dependency[];
  readonly incoming: readonly Dependency[];
  readonly links: readonly Link[];
}

/** Every arrow and link that touches a node. */
export function neighbors(estate: Estate, node: Node): NodeDocument {
  const { host } = node;
  const at = node.kind === 'host' ? undefined : node.service.id;
  const touches = (service: string | undefined): boolean => at === undefined || service === at;
  return {
    format: 'map.node',
    version: 1,
    kind: node.kind,
    host,
    services: node.kind === 'host' ? estate.servicesOf(host.id) : [node.service],
    outgoing: estate.outgoing(host.id).filter(({ from }) => touches(from.service)),
    incoming: estate.incoming(host.id).filter(({ to }) => touches(to.service)),
    links: at === undefined ? estate.snapshot.links.filter(({ a, b }) => a.host === host.id || b.host === host.id) : [],
  };
}

function evidenceText({ kind, evidence, listed }: Host, peerText: string, now: Date): string {
  if (evidence === undefined)
    return listed === undefined && kind === 'virtual-address' ? 'shared address of other hosts' : `never looked at, ${peerText}`;
  const when = clockAndAge(evidence.at, now);
  if (evidence.status === 'collected') return evidence.stale ? `${when} (not in the last scan)` : when;
  return `${when}; the last visit failed: ${evidence.status}, ${meaningOf(evidence.status)}; ${remedyOf(evidence.status)}`;
}

const line = (name: string, value: string | undefined): string[] =>
  value === undefined || value === '' ? [] : [`${name}: ${value}`];

/** How there comes to be a host nobody looked at. */
function peerText(estate: Estate, host: Host): string {
  const arrows = [...estate.incoming(host.id), ...estate.outgoing(host.id)];
  if (host.listed !== undefined) return 'only listed';
  if (arrows.some(({ state }) => state !== 'configured')) return 'seen as a peer';
  if (arrows.length > 0) return 'known only from configurations';
  if (hypervisorOf(host) !== undefined) return 'known only from its hypervisor';
  return host.tags['neighbor'] === undefined ? 'seen as a peer' : 'known only from its neighbors';
}

/** Tags that have lines of their own. */
const toldElsewhere: ReadonlySet<string> = new Set(['hypervisor', 'platform', 'neighbor', 'capabilities']);

/** `aws i-1, csv db1 in owners`: which inventories list it, and what they call it. */
const listedText = ({ listed = [] }: Host): string =>
  listed.map((key) => key.replace(':', ' ').replace('@inventory:', ' in ')).join(', ');

const tagsText = ({ tags, listed }: Host): string =>
  listed === undefined
    ? ''
    : Object.entries(tags)
        .filter(([key]) => !toldElsewhere.has(key))
        .map(([key, value]) => (value === 'true' ? key : `${key}=${value}`))
        .join(', ');

function hostLines(estate: Estate, host: Host, now: Date): string[] {
  return [
    ...line('kind', host.kind),
    ...line('id', host.id),
    ...line('names', host.names.join(', ')),
    ...line('addresses', host.addresses.join(', ')),
    ...line('system', [host.os?.name, host.os?.version].filter(Boolean).join(' ')),
    ...line('device', [host.device?.vendor, host.device?.model, host.device?.version].filter(Boolean).join(' ')),
    ...line('serial number', host.device?.serial),
    ...line('platform', host.tags['platform']),
    ...line('does', host.device?.roles?.join(', ') ?? host.tags['capabilities']),
    ...line('told of by', host.evidence === undefined ? host.tags['neighbor'] : undefined),
    ...line('runs on', hypervisorOf(host)),
    ...line('listed by', listedText(host)),
    ...line('tags', tagsText(host)),
    ...line('looked at', evidenceText(host, peerText(estate, host), now)),
  ];
}

function serviceLines(estate: Estate, service: Service): string[] {
  return [
    ...line('host', hostName(estate, service.host)),
    ...line('id', service.id),
    ...line('software', softwareText(service)),
    ...line('listens', listensText(service)),
    ...line('processes', processesText(service)),
    ...line('unit', service.unit),
    ...line('container', service.container),
    ...line('named by', service.namedBy),
    ...line('shared', service.shared?.reason),
  ];
}

function serviceTable(services: readonly Service[]): ReportTable[] {
  if (services.length === 0) return [];
  const columns = [
    { name: 'service' },
    { name: 'listens', shrink: 2 },
    { name: 'processes', shrink: 1 },
    { name: 'unit or container', shrink: 2, optional: 1 },
    { name: 'software', shrink: 2, optional: 2 },
  ];
  const rows = services.map((service) => [
    ...[service.name, listensText(service), processesText(service)],
    ...[keptByText(service), softwareText(service)],
  ]);
  return [{ title: 'Services', columns, rows }];
}

/** The machines that run on a host, as its hypervisor told. */
function guestTable(estate: Estate, host: Host): ReportTable[] {
  const guests = openGuests(estate)(host.id).flatMap((id) => estate.hosts.get(id) ?? []);
  if (guests.length === 0) return [];
  const columns = [
    { name: 'guest', shrink: 1 },
    { name: 'addresses', shrink: 2 },
    { name: 'MAC addresses', shrink: 3 },
    { name: 'status' },
  ];
  const rows = guests.map(({ name, addresses, macs, evidence }) => [
    ...[name, addresses.join(', '), macs.join(', '), evidence?.status ?? 'not looked at'],
  ]);
  return [{ title: 'Guests', columns, rows: rows.sort((a, b) => compareText(a[0] ?? '', b[0] ?? '')) }];
}

/** Arrows on one side of the node: the own end is told only where it is not the node itself. */
function arrowTable(
  estate: Estate,
  node: Node,
  title: string,
  side: 'from' | 'to',
  arrows: readonly Dependency[],
): ReportTable[] {
  if (arrows.length === 0) return [];
  const own = side === 'from' ? 'to' : 'from';
  const whole = node.kind === 'host';
  const rows = arrows.map((arrow) => [
    endName(estate, arrow[side]),
    portText(arrow),
    ...(whole ? [endName(estate, arrow[own])] : []),
    stateColumn(estate, arrow),
    arrow.seenFrom,
    arrow.confidence.toFixed(2),
  ]);
  const columns = [
    { name: side === 'from' ? 'client' : 'server', shrink: 1 },
    { name: 'port', align: 'right' as const },
    ...(whole ? [{ name: side === 'from' ? 'uses' : 'used by', shrink: 1 }] : []),
    { name: 'state' },
    { name: 'seen from' },
    { name: 'confidence', align: 'right' as const },
  ];
  return [{ title, columns, rows: rows.sort((a, b) => compareText(a[0] ?? '', b[0] ?? '')) }];
}

function linkTable(estate: Estate, host: Host, links: readonly Link[]): ReportTable[] {
  if (links.length === 0) return [];
  const rows = links.map((link) => {
    const [near, far] = link.a.host === host.id ? [link.a, link.b] : [link.b, link.a];
    return [
      ...[near.port ?? '', hostName(estate, far.host), far.port ?? '', String(link.layer)],
      ...[link.protocols.join(', '), link.confidence.toFixed(2)],
    ];
  });
  const columns = [
    ...[{ name: 'port' }, { name: 'neighbor', shrink: 1 }, { name: 'its port' }, { name: 'layer', align: 'right' as const }],
    ...[{ name: 'told by' }, { name: 'sure', align: 'right' as const }],
  ];
  return [{ title: 'Links', columns, rows: rows.sort((a, b) => compareText(a.join(' '), b.join(' '))) }];
}

/** `map show`: one node and its neighbours, who uses it before what it uses. */
export function reportNode(snapshot: Snapshot, node: Node, now: Date): Report {
  const estate = indexEstate(snapshot);
  const document = neighbors(estate, node);
  const { incoming, outgoing } = document;
  return {
    title: node.kind === 'host' ? nodeName(estate, node) : serviceName(estate, node.service),
    summary: [
      ...(node.kind === 'host' ? hostLines(estate, node.host, now) : serviceLines(estate, node.service)),
      ...(incoming.length + outgoing.length === 0 ? ['no dependency of it was seen'] : []),
    ],
    tables: [
      ...(node.kind === 'host' ? [...serviceTable(document.services), ...guestTable(estate, node.host)] : []),
      ...arrowTable(estate, node, 'Used by', 'from', incoming),
      ...arrowTable(estate, node, 'Uses', 'to', outgoing),
      ...linkTable(estate, node.host, document.links),
    ],
    document,
    findings: false,
  };
}
