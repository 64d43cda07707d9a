import type { Dependency, Host, Service, Snapshot } from '../../src/model/snapshot.ts';
import { type ConfiguredEdge, type Edge, ipv4Of, ipv6Of, type LabHost } from './topology.ts';

/** One dependency of a snapshot, with its ends written as hosts of the lab. */
interface Found {
  readonly dependency: Dependency;
  readonly client: string;
  readonly server: string;
  readonly from: Service | undefined;
  readonly to: Service | undefined;
}

export interface Score {
  readonly expected: number;
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  readonly missing: readonly Edge[];
  readonly unexpected: readonly Found[];
  /** Expected edges that only IPv6 carries, and those of them found. */
  readonly ipv6: { readonly expected: number; readonly found: number };
  /** Dependencies whose process name is not the true one; an unknown name is not a wrong one. */
  readonly wrongProcess: readonly string[];
  /** Dependencies with an unknown process at an end where one could be seen. */
  readonly unnamed: readonly string[];
  /** Dependencies with another systemd unit at an end than the true one; an unknown unit is not a wrong one. */
  readonly wrongUnit: readonly string[];
  /** Dependencies with an unknown unit at an end where one could be seen, if the host has units. */
  readonly noUnit: readonly string[];
  /** Dependencies with another container at an end than the true one. */
  readonly wrongContainer: readonly string[];
  /** Dependencies with an unknown container at an end that is in one, and those with its number in place of its name. */
  readonly noContainer: readonly string[];
  readonly namelessContainer: readonly string[];
  /** Dependencies that went another way than the true one. */
  readonly wrongWay: readonly string[];
  /** What is written down and not used: apart from everything above. */
  readonly configured: ConfiguredScore;
}

export interface ConfiguredScore {
  readonly expected: number;
  readonly found: number;
  readonly missing: readonly string[];
  readonly unexpected: readonly Found[];
}

interface Truth {
  readonly hosts: readonly LabHost[];
  readonly edges: readonly Edge[];
  readonly configured: readonly ConfiguredEdge[];
  /** Names of the containers, by the number a host shows where it does not show the name. */
  readonly containers: ReadonlyMap<string, string>;
  /** Address whose connections are the scan's own. */
  readonly scanner: readonly string[];
  /** Hosts whose processes this scan can see, and those whose units: an agent tells of the one and not of the other. */
  readonly showProcesses: ReadonlySet<string>;
  readonly showUnits: ReadonlySet<string>;
}

const keyOf = (client: string, server: string, port: number, protocol: string): string =>
  `${client} -> ${server}:${port}/${protocol}`;
export const edgeKey = (edge: Edge): string => keyOf(edge.client, edge.server, edge.port, edge.protocol);
const configuredKey = (one: ConfiguredEdge): string =>
  keyOf(one.clientUnit === undefined ? one.client : `${one.client}/${one.clientUnit}`, one.server, one.port, one.protocol);
export const foundKey = ({ client, server, dependency }: Found): string =>
  keyOf(client, server, dependency.port, dependency.protocol);

/** A host of the lab is the host that has its address, whatever it is called; any other keeps the snapshot's name for it. */
export function placeOf(host: Host | undefined, truth: Pick<Truth, 'hosts' | 'scanner'>): string {
  if (host === undefined) return 'no host';
  if (truth.scanner.some((address) => host.addresses.includes(address))) return 'scanner';
  const own = truth.hosts.find(({ number }) =>
    [ipv4Of(number), ipv6Of(number)].some((address) => host.addresses.includes(address)),
  );
  return own?.name ?? `${host.kind} host ${host.name}`;
}

/** Names of a service's processes; empty where it is not known. */
const namesOf = (service: Service | undefined): readonly string[] => [
  ...new Set((service?.processes ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]))),
];

function readDependencies(snapshot: Snapshot, truth: Truth): readonly Found[] {
  const hosts = new Map(snapshot.hosts.map((host) => [host.id, host]));
  const services = new Map(snapshot.services.map((service) => [service.id, service]));
  const all = snapshot.dependencies.map((dependency) => ({
    dependency,
    client: placeOf(hosts.get(dependency.from.host), truth),
    server: placeOf(hosts.get(dependency.to.host), truth),
    from: services.get(dependency.from.service ?? ''),
    to: services.get(dependency.to.service ?? ''),
  }));
  return all.filter(({ client, server }) => client !== 'scanner' && server !== 'scanner');
}

/** One end of a dependency beside what should be there. */
interface End {
  readonly text: string;
  readonly service: Service | undefined;
  readonly processes: readonly string[];
  readonly unit: string | undefined;
  readonly container: string | undefined;
  /** No tool can see the process behind a connection that is in TIME-WAIT. */
  readonly visible: boolean;
  readonly unitVisible: boolean;
}

function endsOf(found: Found, edge: Edge, { showProcesses, showUnits }: Truth): readonly End[] {
  const lasts = edge.traffic !== 'momentary';
  const shown = (host: string) => ({ visible: showProcesses.has(host), unitVisible: showUnits.has(host) });
  const [clientShown, serverShown] = [shown(edge.client), shown(edge.server)];
  const text = foundKey(found);
  const { clientProcess, serverProcess, clientContainer, serverContainer } = edge;
  const [from, to] = [
    { processes: clientProcess, unit: edge.clientUnit, container: clientContainer },
    { processes: serverProcess, unit: edge.serverUnit, container: serverContainer },
  ];
  return [
    {
      text: `${text}: client`,
      service: found.from,
      ...from,
      visible: lasts && clientShown.visible,
      unitVisible: lasts && clientShown.unitVisible,
    },
    { text: `${text}: server`, service: found.to, ...to, ...serverShown },
  ];
}

type ContainerScore = Pick<Score, 'wrongContainer' | 'noContainer' | 'namelessContainer'>;

function judgeContainers(ends: readonly End[], { containers }: Truth): ContainerScore {
  const told = ends.flatMap((end) => {
    const shown = end.service?.container;
    return [{ ...end, shown, name: shown === undefined ? undefined : (containers.get(shown) ?? shown) }];
  });
  const wrong = told.filter(({ name, container }) => name !== undefined && name !== container);
  return {
    wrongContainer: wrong.map(({ text, name, container }) => `${text} is in ${name}, not ${container ?? 'in a container'}`),
    noContainer: told.filter(({ name, container }) => container !== undefined && name === undefined).map(({ text }) => text),
    namelessContainer: told.filter(({ shown, name }) => shown !== name).map(({ text, shown }) => `${text} is in ${shown}`),
  };
}

function judgeWay({ dependency }: Found, edge: Edge, nameOf: (host: string) => string): readonly string[] {
  const way = dependency.via.map(nameOf).sort().join(' ');
  const right = [...(edge.via ?? [])].sort().join(' ');
  return way === right ? [] : [`${edgeKey(edge)} went over ${way || 'nobody'}, not ${right || 'nobody'}`];
}

/** A job is the service of its unit; a setting of the host is nobody's. */
const writtenKey = (one: Found): string =>
  one.from === undefined
    ? foundKey(one)
    : keyOf(`${one.client}/${one.from.unit ?? one.from.name}`, one.server, one.dependency.port, one.dependency.protocol);

function scoreConfigured(written: readonly Found[], { configured }: Truth): ConfiguredScore {
  const keys = new Set(written.map(writtenKey));
  const expected = configured.map(configuredKey);
  return {
    expected: expected.length,
    found: expected.filter((key) => keys.has(key)).length,
    missing: expected.filter((key) => !keys.has(key)),
    unexpected: written.filter((one) => !expected.includes(writtenKey(one))),
  };
}

function judgeEnds(ends: readonly End[]): Pick<Score, 'wrongProcess' | 'unnamed' | 'wrongUnit' | 'noUnit'> {
  const told = ends.map((end) => ({ ...end, names: namesOf(end.service), told: end.service?.unit }));
  return {
    wrongProcess: told
      .filter(({ names, processes }) => names.some((name) => !processes.includes(name)))
      .map(({ text, names, processes }) => `${text} is ${names.join('+')}, not ${processes[0]}`),
    unnamed: told
      .filter(({ names, visible, processes }) => visible && processes.length > 0 && names.length === 0)
      .map(({ text }) => text),
    wrongUnit: told
      .filter((end) => end.told !== undefined && end.told !== end.unit)
      .map((end) => `${end.text} is ${end.told}, not ${end.unit ?? 'of a unit'}`),
    noUnit: told.filter((end) => end.unitVisible && end.unit !== undefined && end.told === undefined).map(({ text }) => text),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/**
 * Holds a snapshot against the truth. Precision counts every dependency of the snapshot but the scan's own
 * logins, also those to hosts that are not of the lab: an invented peer is a false arrow. What is configured and
 * was not seen in use is held against a truth of its own.
 */
export function scoreSnapshot(snapshot: Snapshot, truth: Truth): Score {
  const all = readDependencies(snapshot, truth);
  const seen = all.filter(({ dependency }) => dependency.state !== 'configured');
  const hostsById = new Map(snapshot.hosts.map((host) => [host.id, host]));
  const nameOf = (id: string): string => placeOf(hostsById.get(id), truth);
  const seenKeys = new Set(seen.map(foundKey));
  const expected = new Map(truth.edges.map((edge) => [edgeKey(edge), edge]));
  const found = truth.edges.filter((edge) => seenKeys.has(edgeKey(edge)));
  const onlyIpv6 = (edge: Edge): boolean => edge.families.join() === 'ipv6';
  const known = seen.flatMap((one) => {
    const edge = expected.get(foundKey(one));
    return edge === undefined ? [] : [{ one, edge }];
  });
  const ends = known.flatMap(({ one, edge }) => endsOf(one, edge, truth));
  return {
    expected: truth.edges.length,
    found: found.length,
    precision: share([...seenKeys].filter((key) => expected.has(key)).length, seenKeys.size),
    recall: share(found.length, truth.edges.length),
    missing: truth.edges.filter((edge) => !seenKeys.has(edgeKey(edge))),
    unexpected: seen.filter((one) => !expected.has(foundKey(one))),
    ipv6: { expected: truth.edges.filter(onlyIpv6).length, found: found.filter(onlyIpv6).length },
    ...judgeEnds(ends),
    ...judgeContainers(ends, truth),
    wrongWay: known.flatMap(({ one, edge }) => judgeWay(one, edge, nameOf)),
    configured: scoreConfigured(
      all.filter(({ dependency }) => dependency.state === 'configured'),
      truth,
    ),
  };
}
