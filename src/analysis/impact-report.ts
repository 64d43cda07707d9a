import type { Report } from '../model/report.ts';
import type { Dependency, Snapshot } from '../model/snapshot.ts';
import { stateText } from './direction-text.ts';
import { count, type Estate, endName, hostName, indexEstate, portText, serviceName } from './estate.ts';
import { type Affected, impact } from './impact.ts';
import type { Node } from './select.ts';

/** The client the path begins at: `web1/nginx`, or a host where its process is not known. */
const firstName = (estate: Estate, { name, because }: Affected): string => {
  const first = estate.dependencies.get(because[0] ?? '');
  return first === undefined ? name : endName(estate, first.from);
};

/** `->`, and what is to be known of an arrow that nobody saw in use now. */
function shaft(dependency: Dependency): string {
  const state = stateText(dependency);
  return state === 'active' ? '->' : `-(${state})->`;
}

/** `-> app1/shop:8080 -> db1/postgresql:5432`; after the arrows `runs on hv1`. */
function pathText(estate: Estate, { because, runsOn = [] }: Affected): string {
  const steps = because.flatMap((id) => estate.dependencies.get(id) ?? []);
  const texts = steps.map((step) => {
    const via = step.via.map((host) => ` via ${hostName(estate, host)}`).join('');
    return `${shaft(step)} ${endName(estate, step.to)}:${portText(step)}${via}`;
  });
  const machines = runsOn.map((host) => `runs on ${hostName(estate, host)}`).join(', which ');
  const comma = texts.length > 0 && machines !== '' ? ', which ' : '';
  return `${texts.join(' ')}${comma}${machines}`;
}

/**
 * The affected without what says nothing new to a person: hosts that only stand for a service in the list, and the services of a
 * guest that goes down as a whole.
 */
function telling(affected: readonly Affected[]): readonly Affected[] {
  const byServices = new Set(affected.flatMap(({ kind, because }) => (kind === 'service' ? because.slice(0, 1) : [])));
  return affected.filter(({ kind, because: [first] }) =>
    first === undefined ? kind === 'host' : kind === 'service' || !byServices.has(first),
  );
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

/** `map impact`: what is affected when the nodes fail or change, nearest first, each with the path. */
export function reportImpact(snapshot: Snapshot, nodes: readonly Node[]): Report {
  const estate = indexEstate(snapshot);
  const document = impact(estate, nodes);
  const { affected } = document;
  const amount = (kind: Affected['kind']): number => affected.filter((item) => item.kind === kind).length;
  const rows = telling(affected).map((item) => [
    String(item.distance),
    firstName(estate, item),
    pathText(estate, item),
    noteText(estate, item),
  ]);
  const withNotes = rows.some((row) => row.at(-1) !== '');
  return {
    title: `Impact of ${document.nodes.map(({ name }) => name).join(', ')}`,
    summary: [
      affected.length === 0
        ? 'nothing is known to depend on it'
        : `${count(amount('service'), 'service')} on ${count(amount('host'), 'host')} affected, the nearest first`,
      ...sharedNotes(estate, nodes),
      ...blindNotes(nodes),
    ],
    tables: [
      {
        columns: [
          { name: 'steps', align: 'right' },
          { name: 'affected', shrink: 1 },
          { name: 'path', shrink: 2 },
          ...(withNotes ? [{ name: 'note', shrink: 2 }] : []),
        ],
        rows: rows.map((row) => (withNotes ? row : row.slice(0, -1))),
      },
    ],
    document,
    findings: affected.length > 0,
  };
}
