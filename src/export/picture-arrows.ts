import type { Dependency, DependencyEnd, Host, Service, Snapshot } from '../model/snapshot.ts';
import { findBackground } from './background.ts';
import type { PictureLevel } from './exporter.ts';
import { groupBy, sortBy } from './order.ts';
import type { ArrowState, PictureArrow } from './picture.ts';
import { plain } from './plain.ts';

/** A snapshot with the indexes a picture needs. */
export interface Estate {
  readonly snapshot: Snapshot;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly services: ReadonlyMap<string, Service>;
  /** Hosts that have rows: looked at, with services. */
  readonly furnished: ReadonlySet<string>;
}

/** The arrows that are drawn, and how many of each shared service are not, by service id. */
export interface Selection {
  readonly arrows: readonly PictureArrow[];
  readonly hidden: ReadonlyMap<string, number>;
  readonly hiddenTotal: number;
  /** Arrows left out because they only stand in configurations. */
  readonly hiddenConfigured: number;
}

/** What a picture leaves out unless it is asked for. */
export interface Included {
  /** Arrows of shared infrastructure. */
  readonly includeShared: boolean;
  /** Arrows that only stand in configurations and would cover the rest, see `findBackground`. */
  readonly includeConfigured: boolean;
}

/** Seen as a peer only, so that what runs on it is not known. */
const isPeer = (host: Host): boolean => host.kind === 'unknown' || host.kind === 'external';

export function indexEstate(snapshot: Snapshot): Estate {
  const hosts = new Map(snapshot.hosts.map((host) => [host.id, host]));
  const services = new Map(snapshot.services.map((service) => [service.id, service]));
  const furnished = new Set(
    snapshot.services
      .map((service) => service.host)
      .filter((id) => {
        const host = hosts.get(id);
        return host !== undefined && !isPeer(host);
      }),
  );
  return { snapshot, hosts, services, furnished };
}

/** Where an arrow ends at this level: a service, the unnamed row of a host, or the host. */
function anchorOf(end: DependencyEnd, level: PictureLevel, estate: Estate): string {
  if (level === 'hosts' || !estate.furnished.has(end.host)) return end.host;
  return end.service !== undefined && estate.services.has(end.service) ? end.service : `${end.host}?`;
}

const isShared = (end: DependencyEnd, estate: Estate): boolean =>
  end.service !== undefined && estate.services.get(end.service)?.shared !== undefined;

const stateOf = (dependency: Dependency): ArrowState => (dependency.silent === true ? 'silent' : dependency.state);

/** The strongest state says how an arrow for several dependencies is drawn. */
const strength: readonly ArrowState[] = ['active', 'attempted', 'configured', 'silent'];

/** A port as it is read aloud: TCP goes without saying. */
export const portText = (protocol: string, port: number): string =>
  protocol === 'tcp' ? String(port) : `${port}/${plain(protocol, 8)}`;

/** At most three ports, and how many more. */
export function portList(ports: readonly { readonly protocol: string; readonly port: number }[]): string {
  const sorted = [...ports].sort((a, b) => a.port - b.port);
  const texts = [...new Set(sorted.map(({ protocol, port }) => portText(protocol, port)))];
  return texts.length <= 3 ? texts.join(', ') : `${texts.slice(0, 2).join(', ')} +${texts.length - 2}`;
}

function toArrow(from: string, to: string, dependencies: readonly Dependency[]): PictureArrow {
  const states = new Set(dependencies.map(stateOf));
  return {
    from,
    to,
    label: portList(dependencies),
    state: strength.find((state) => states.has(state)) ?? 'active',
    dependencies: sortBy(dependencies, ({ id }) => id).map(({ id }) => id),
  };
}

/** The arrows of a picture: dependencies between the same two ends are one. */
export function selectArrows(estate: Estate, level: PictureLevel, { includeShared, includeConfigured }: Included): Selection {
  const hidden = new Map<string, number>();
  const background = includeConfigured ? new Set() : findBackground(estate.snapshot);
  let hiddenTotal = 0;
  const drawn = estate.snapshot.dependencies.flatMap((dependency) => {
    const from = anchorOf(dependency.from, level, estate);
    const to = anchorOf(dependency.to, level, estate);
    if (from === to || !estate.hosts.has(dependency.from.host) || !estate.hosts.has(dependency.to.host)) return [];
    if (background.has(dependency.id)) return [];
    const shared = includeShared ? [] : [dependency.from, dependency.to].filter((end) => isShared(end, estate));
    for (const { service = '' } of shared) hidden.set(service, (hidden.get(service) ?? 0) + 1);
    hiddenTotal += shared.length > 0 ? 1 : 0;
    return shared.length > 0 ? [] : [{ from, to, dependency }];
  });
  const groups = sortBy(
    groupBy(drawn, ({ from, to }) => JSON.stringify([from, to])),
    ([key]) => key,
  );
  const arrows = groups.flatMap(([, group]) => {
    const [first] = group;
    const dependencies = group.map(({ dependency }) => dependency);
    return first === undefined ? [] : [toArrow(first.from, first.to, dependencies)];
  });
  return { arrows, hidden, hiddenTotal, hiddenConfigured: background.size };
}
