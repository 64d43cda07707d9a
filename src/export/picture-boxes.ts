import type { Host, Service } from '../model/snapshot.ts';
import type { PictureLevel } from './exporter.ts';
import { compareText, groupBy, sortBy } from './order.ts';
import type { PictureBox, PictureNode, Sight } from './picture.ts';
import { type Estate, portList, type Selection } from './picture-arrows.ts';
import { plain } from './plain.ts';

const sightOf = ({ evidence }: Host): Sight => {
  if (evidence === undefined) return 'peer';
  if (evidence.stale) return 'stale';
  return evidence.status === 'collected' ? 'fresh' : 'failed';
};

/** What stands under the name: the first address, and why not more is known. */
function hostDetails(host: Host, shared: readonly Service[]): string[] {
  const sight = sightOf(host);
  const address = host.addresses[0] === host.name ? undefined : host.addresses[0];
  const words = {
    fresh: undefined,
    stale: `last read ${host.evidence?.at.slice(0, 10) ?? ''}`,
    failed: host.evidence?.status,
    peer: host.kind === 'external' ? 'outside' : 'not looked at',
  }[sight];
  const roles = shared.map((service) => `shared: ${service.name}`);
  return [address, words, ...roles].filter((part) => part !== undefined).map((part) => plain(part));
}

function toNode(service: Service, hidden: number): PictureNode {
  const row = { id: service.id, title: plain(service.name).trim() || 'unnamed', ports: portList(service.endpoints) };
  if (service.shared === undefined) return { ...row, note: '', look: 'service' };
  const left = hidden === 0 ? '' : `, ${hidden} ${hidden === 1 ? 'arrow' : 'arrows'} not drawn`;
  return { ...row, note: `shared${left}`, look: 'shared' };
}

/** The rows of one host: services with an arrow, drawn or left out, and the unnamed end where one is used. */
function toNodes(
  host: Host,
  services: readonly Service[],
  ends: ReadonlySet<string>,
  hidden: Selection['hidden'],
): PictureNode[] {
  const shown = services.filter(({ id }) => ends.has(id) || hidden.has(id));
  const rows = shown
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
    .map((service) => toNode(service, hidden.get(service.id) ?? 0));
  const unnamed = `${host.id}?`;
  if (!ends.has(unnamed)) return rows;
  return [...rows, { id: unnamed, title: 'process not known', ports: '', note: '', look: 'unnamed' }];
}

/** The boxes of a picture, by name then id: every host that was looked at, and peers with an arrow. */
export function buildBoxes(estate: Estate, level: PictureLevel, { arrows, hidden }: Selection): PictureBox[] {
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const byHost = groupBy(estate.snapshot.services, ({ host }) => host);
  const boxes = estate.snapshot.hosts.flatMap((host) => {
    if (host.evidence === undefined && !ends.has(host.id)) return [];
    const services = estate.furnished.has(host.id) ? (byHost.get(host.id) ?? []) : [];
    const nodes = level === 'hosts' ? [] : toNodes(host, services, ends, hidden);
    const shared = level === 'hosts' ? services.filter((service) => service.shared !== undefined) : [];
    const title = plain(host.name).trim() || plain(host.addresses[0] ?? host.id);
    return [{ id: host.id, title, details: hostDetails(host, shared), kind: host.kind, sight: sightOf(host), nodes }];
  });
  return sortBy(boxes, ({ title, id }) => `${title}\u0000${id}`);
}
