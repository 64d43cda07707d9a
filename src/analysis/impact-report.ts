import { affectedAmount } from '../model/affected-amount.ts';
import type { Report } from '../model/report.ts';
import type { Dependency, Snapshot } from '../model/snapshot.ts';
import { stateText } from './direction-text.ts';
import { count, type Estate, hostName, indexEstate, serverName, serviceName } from './estate.ts';
import { type Affected, impact } from './impact.ts';
import type { Node } from './select.ts';

/** `->`, and what is to be known of an arrow that nobody saw in use now. */
function shaft(dependency: Dependency): string {
  const state = stateText(dependency);
  return state === 'active' ? '->' : `-(${state})->`;
}

/** `plugged into sw1 port 7`: where the end of a path hung. */
function plugText(estate: Estate, ids: readonly string[], nodes: ReadonlySet<string>): string {
  const links = new Set(ids);
  const far = estate.snapshot.links.flatMap(({ id, a, b }) => (links.has(id) ? [nodes.has(a.host) ? a : b] : []));
  const texts = far.map(({ host, port }) => `${hostName(estate, host)}${port === undefined ? '' : ` port ${port}`}`);
  return `plugged into ${[...new Set(texts)].join(' and ')}`;
}

/** `-> app1/shop:8080 -> db1/postgresql:5432`; after the arrows `runs on hv1`, `is plugged into sw1 port 7`. */
function pathText(estate: Estate, { because, runsOn = [], pluggedInto, cutOff }: Affected, nodes: ReadonlySet<string>): string {
  const steps = because.flatMap((id) => estate.dependencies.get(id) ?? []);
  const texts = steps.map((step) => {
    const via = step.via.map((host) => ` via ${hostName(estate, host)}`).join('');
    return `${shaft(step)} ${serverName(estate, step)}${via}`;
  });
  const ends = runsOn.map((host) => `runs on ${hostName(estate, host)}`);
  const plug = pluggedInto === undefined ? [] : [plugText(estate, pluggedInto, nodes)];
  // Alone it says what the host is, behind a path what the one before is.
  const verb = texts.length + ends.length > 0 ? 'is ' : '';
  const places = [...ends, ...plug.map((text) => `${verb}${text}`)].join(', which ');
  const cut = cutOff === true ? ', and no other cable is known between the two' : '';
  const comma = texts.length > 0 && places !== '' ? ', which ' : '';
  return `${texts.join(' ')}${comma}${places}${cut}`;
}

/**
 * The affected without what says nothing new to a person: hosts that only stand for a service in the list, and the services of a
 * host that is affected as a whole.
 */
function telling(estate: Estate, affected: readonly Affected[]): readonly Affected[] {
  const clientOf = ({ because: [first] }: Affected) => estate.dependencies.get(first ?? '')?.from;
  const whole = new Set(affected.flatMap((one) => (one.kind === 'host' && clientOf(one)?.service === undefined ? [one.id] : [])));
  return affected.filter(({ kind, id }) => (kind === 'host' ? whole.has(id) : !whole.has(estate.services.get(id)?.host ?? '')));
}

function noteText(estate: Estate, { shared, through }: Affected): string {
  const names = (through ?? []).flatMap((id) => estate.services.get(id) ?? []).map((service) => serviceName(estate, service));
  return [
    ...(shared === undefined ? [] : [`shared: ${shared.reason}`]),
    ...(names.length === 0 ? [] : [`by way of shared ${names.join(', ')}`]),
  ].join('; ');
}

function sharedNotes(estate: Estate, nodes: readonly Node[]): string[] {
  const services = nodes.flatMap((node) => (node.kind === 'service' ? [node.service] : estate.servicesOf(node.host.id)));
  return services.flatMap((service) =>
    service.shared === undefined
      ? []
      : [
          `${serviceName(estate, service)} is shared infrastructure (${service.shared.reason}): expect that nearly everything uses it`,
        ],
  );
}

/** What the map does not know about the nodes, so that a short list is not taken for a safe one. */
function blindNotes(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ host }) => {
    if (host.evidence === undefined) return [`${host.name} was never looked at: only what its peers told is known`];
    return host.evidence.status === 'collected' ? [] : [`${host.name} could not be looked at (${host.evidence.status})`];
  });
}

/** What goes over a network device and is not in the list, so that nobody takes the list for all of it. */
function networkNotes(estate: Estate, nodes: readonly Node[], affected: readonly Affected[]): string[] {
  const gone = new Set(nodes.flatMap((node) => (node.kind === 'host' ? [node.host.id] : [])));
  const listed = new Set(affected.map(({ id }) => id));
  const neighbors = estate.snapshot.links.flatMap(({ layer, a, b }) =>
    layer === 2 && gone.has(a.host) !== gone.has(b.host) ? [gone.has(a.host) ? b.host : a.host] : [],
  );
  const elsewhere = new Set(neighbors.filter((id) => estate.hosts.get(id)?.kind === 'server' && !listed.has(id)));
  const { networks = [] } = estate.snapshot;
  const routed = nodes.flatMap(({ host }) => {
    const cidrs = networks.flatMap(({ cidr, gateways }) => (gateways.includes(host.id) ? [cidr] : []));
    return cidrs.length === 0 || !gone.has(host.id)
      ? []
      : [`${host.name} is a gateway of ${cidrs.join(', ')}: what goes over it to other networks is not counted`];
  });
  return [
    ...(elsewhere.size === 0 ? [] : [`${count(elsewhere.size, 'host')} plugged in there and elsewhere too: not counted`]),
    ...routed,
  ];
}

/** `affected: 2 services on 1 host, and 1 host without a known service; the nearest first`. */
function amountText(estate: Estate, affected: readonly Affected[]): string {
  const ids = (wanted: Affected['kind']): string[] => affected.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
  const serving = ids('service').flatMap((id) => estate.services.get(id)?.host ?? []);
  const hasServices = (host: string): boolean => estate.servicesOf(host).length > 0;
  return `affected: ${affectedAmount({ serving, hosts: ids('host'), hasServices }, count)}; the nearest first`;
}

/** `map impact`: what is affected when the nodes fail or change, nearest first, each with the path. */
export function reportImpact(snapshot: Snapshot, nodes: readonly Node[]): Report {
  const estate = indexEstate(snapshot);
  const document = impact(estate, nodes);
  const { affected } = document;
  const asked = new Set(document.nodes.map(({ id }) => id));
  const rows = telling(estate, affected).map((item) => [
    String(item.distance),
    item.name,
    pathText(estate, item, asked),
    noteText(estate, item),
  ]);
  const withNotes = rows.some((row) => row.at(-1) !== '');
  return {
    title: `Impact of ${document.nodes.map(({ name }) => name).join(', ')}`,
    summary: [
      affected.length === 0 ? 'nothing is known to depend on it' : amountText(estate, affected),
      ...sharedNotes(estate, nodes),
      ...networkNotes(estate, nodes, affected),
      ...blindNotes(nodes),
    ],
    tables: [
      {
        columns: [
          { name: 'steps', align: 'right' },
          { name: 'affected', shrink: 1 },
          { name: 'path', shrink: 2, wrap: true },
          ...(withNotes ? [{ name: 'note', shrink: 2, wrap: true }] : []),
        ],
        rows: rows.map((row) => (withNotes ? row : row.slice(0, -1))),
      },
    ],
    document,
    findings: affected.length > 0,
  };
}
