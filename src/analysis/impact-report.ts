import type { Report } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { count, type Estate, endName, indexEstate, portText, serviceName } from './estate.ts';
import { type Affected, impact } from './impact.ts';
import type { Node } from './select.ts';

/** `web1/nginx -> app1/shop:8080 -> db1/postgresql:5432`, silent arrows marked. */
function pathText(estate: Estate, because: readonly string[]): string {
  const steps = because.flatMap((id) => estate.dependencies.get(id) ?? []);
  const first = steps[0] === undefined ? '' : endName(estate, steps[0].from);
  const rest = steps.map((step) => {
    const via = step.via.map((host) => ` via ${estate.hosts.get(host)?.name ?? host}`).join('');
    return ` ${step.silent === true ? '-(silent)->' : '->'} ${endName(estate, step.to)}:${portText(step)}${via}`;
  });
  return first + rest.join('');
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
  const notes = affected.map((item) => noteText(estate, item));
  const rows = affected.map((item, index) => [
    String(item.distance),
    item.kind,
    item.name,
    pathText(estate, item.because),
    notes[index] ?? '',
  ]);
  const withNotes = notes.some((note) => note !== '');
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
          { name: 'kind' },
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
