import { stringify } from 'csv-stringify/sync';
import type { Dependency, DependencyEnd, Host, Service, Snapshot } from '../model/snapshot.ts';
import type { Exporter } from './exporter.ts';
import { sortBy } from './order.ts';
import { plain } from './plain.ts';

/** Excel cuts a cell here. */
const cellLimit = 32_000;

interface Indexes {
  readonly hosts: ReadonlyMap<string, Host>;
  readonly services: ReadonlyMap<string, Service>;
}

interface EndCells {
  readonly host: string;
  readonly address: string;
  readonly kind: string;
  readonly service: string;
  readonly processes: string;
}

function endCells(end: DependencyEnd, { hosts, services }: Indexes): EndCells {
  const host = hosts.get(end.host);
  const service = services.get(end.service ?? '');
  const names = new Set((service?.processes ?? []).flatMap(({ name }) => (name === undefined ? [] : [name])));
  return {
    host: host?.name ?? end.host,
    address: host?.addresses[0] ?? '',
    kind: host?.kind ?? '',
    service: service?.name ?? '',
    processes: [...names].join(' '),
  };
}

/** The columns in their order; new ones are added at the end. Empty means not known. */
function toRow(dependency: Dependency, indexes: Indexes): Record<string, string | number> {
  const from = endCells(dependency.from, indexes);
  const to = endCells(dependency.to, indexes);
  const shared = [dependency.from, dependency.to].find(({ service }) => indexes.services.get(service ?? '')?.shared);
  return {
    from_host: from.host,
    from_address: from.address,
    from_kind: from.kind,
    from_service: from.service,
    from_processes: from.processes,
    to_host: to.host,
    to_address: to.address,
    to_kind: to.kind,
    to_service: to.service,
    to_processes: to.processes,
    protocol: dependency.protocol,
    port: dependency.port,
    state: dependency.silent === true ? 'silent' : dependency.state,
    seen_from: dependency.seenFrom,
    direction_rule: dependency.directionRule,
    confidence: dependency.confidence,
    connections: dependency.connections,
    samples_seen: dependency.samples.seen,
    samples_total: dependency.samples.total,
    first_seen: dependency.firstSeen,
    last_seen: dependency.lastSeen,
    bytes: dependency.bytes ?? '',
    rtt_ms: dependency.rttMs ?? '',
    via: dependency.via.map((id) => indexes.hosts.get(id)?.name ?? id).join(' '),
    shared: shared === undefined ? '' : (indexes.services.get(shared.service ?? '')?.shared?.reason ?? ''),
    id: dependency.id,
  };
}

const columns = [
  ...['from_host', 'from_address', 'from_kind', 'from_service', 'from_processes'],
  ...['to_host', 'to_address', 'to_kind', 'to_service', 'to_processes', 'protocol', 'port', 'state', 'seen_from'],
  ...['direction_rule', 'confidence', 'connections', 'samples_seen', 'samples_total', 'first_seen', 'last_seen'],
  ...['bytes', 'rtt_ms', 'via', 'shared', 'id'],
];

/**
 * The dependency list as RFC 4180 text with a header row and LF line ends. A cell that a spreadsheet
 * would run as a formula gets an apostrophe in front.
 */
function renderCsv(snapshot: Snapshot): string {
  const indexes = {
    hosts: new Map(snapshot.hosts.map((host) => [host.id, host])),
    services: new Map(snapshot.services.map((service) => [service.id, service])),
  };
  const rows = sortBy(snapshot.dependencies, ({ id }) => id).map((dependency) => toRow(dependency, indexes));
  const cast = { string: (text: string) => plain(text, cellLimit) };
  return stringify(rows, { header: true, columns, escape_formulas: true, cast });
}

export const csvExporter: Exporter = {
  name: 'csv',
  description: 'the list of dependencies, for spreadsheets',
  extension: 'csv',
  render: ({ snapshot }) => renderCsv(snapshot),
};
