import type { Dependency, Host, Service, Snapshot } from '../../src/model/snapshot.ts';
import { type Edge, ipv4Of, ipv6Of, type LabHost } from './topology.ts';

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
}

interface Truth {
  readonly hosts: readonly LabHost[];
  readonly edges: readonly Edge[];
  /** Address whose connections are the scan's own. */
  readonly scanner: readonly string[];
}

const keyOf = (client: string, server: string, port: number, protocol: string): string =>
  `${client} -> ${server}:${port}/${protocol}`;
export const edgeKey = (edge: Edge): string => keyOf(edge.client, edge.server, edge.port, edge.protocol);
export const foundKey = ({ client, server, dependency }: Found): string =>
  keyOf(client, server, dependency.port, dependency.protocol);

/** A host of the lab is the host that has its address, whatever it is called; any other keeps the snapshot's name for it. */
function placeOf(host: Host | undefined, truth: Truth): string {
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
  /** No tool can see the process behind a connection that is in TIME-WAIT. */
  readonly visible: boolean;
}

function endsOf(found: Found, edge: Edge): readonly End[] {
  const visible = edge.traffic !== 'momentary';
  const text = foundKey(found);
  return [
    { text: `${text}: client`, service: found.from, processes: edge.clientProcess, unit: edge.clientUnit, visible },
    { text: `${text}: server`, service: found.to, processes: edge.serverProcess, unit: edge.serverUnit, visible: true },
  ];
}

function judgeEnds(ends: readonly End[]): Pick<Score, 'wrongProcess' | 'unnamed' | 'wrongUnit' | 'noUnit'> {
  const told = ends.map((end) => ({ ...end, names: namesOf(end.service), told: end.service?.unit }));
  return {
    wrongProcess: told
      .filter(({ names, processes }) => names.some((name) => !processes.includes(name)))
      .map(({ text, names, processes }) => `${text} is ${names.join('+')}, not ${processes[0]}`),
    unnamed: told.filter(({ names, visible }) => visible && names.length === 0).map(({ text }) => text),
    wrongUnit: told
      .filter((end) => end.told !== undefined && end.told !== end.unit)
      .map((end) => `${end.text} is ${end.told}, not ${end.unit ?? 'of a unit'}`),
    noUnit: told.filter((end) => end.visible && end.unit !== undefined && end.told === undefined).map(({ text }) => text),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/**
 * Holds a snapshot against the truth. Precision counts every dependency of the snapshot but the scan's own
 * logins, also those to hosts that are not of the lab: an invented peer is a false arrow.
 */
export function scoreSnapshot(snapshot: Snapshot, truth: Truth): Score {
  const seen = readDependencies(snapshot, truth);
  const seenKeys = new Set(seen.map(foundKey));
  const expected = new Map(truth.edges.map((edge) => [edgeKey(edge), edge]));
  const found = truth.edges.filter((edge) => seenKeys.has(edgeKey(edge)));
  const onlyIpv6 = (edge: Edge): boolean => edge.families.join() === 'ipv6';
  const ends = seen.flatMap((one) => {
    const edge = expected.get(foundKey(one));
    return edge === undefined ? [] : endsOf(one, edge);
  });
  return {
    expected: truth.edges.length,
    found: found.length,
    precision: share([...seenKeys].filter((key) => expected.has(key)).length, seenKeys.size),
    recall: share(found.length, truth.edges.length),
    missing: truth.edges.filter((edge) => !seenKeys.has(edgeKey(edge))),
    unexpected: seen.filter((one) => !expected.has(foundKey(one))),
    ipv6: { expected: truth.edges.filter(onlyIpv6).length, found: found.filter(onlyIpv6).length },
    ...judgeEnds(ends),
  };
}
