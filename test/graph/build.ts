import { derive } from '../../src/graph/derive.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { FourTuple } from '../../src/model/evidence.ts';
import type { ProcessRef, SocketFact } from '../../src/model/fact.ts';
import type { Attempt, Derivation, DeriveInput, Observation, ToldReference } from '../../src/model/observation.ts';
import type { ReferenceFact } from '../../src/model/reference-fact.ts';
import type { Dependency, Host, Service, Snapshot, SnapshotHeader } from '../../src/model/snapshot.ts';

/** `10.0.0.1:80` or `[::1]:80`. */
function endpoint(text: string): Endpoint {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
}

/** `nginx/100` is the process nginx with pid 100; several are separated by blanks. */
const processes = (text: string | undefined): ProcessRef[] =>
  (text ?? '').split(' ').flatMap((part) => {
    const slash = part.lastIndexOf('/');
    return slash === -1 ? [] : [{ name: part.slice(0, slash), pid: Number(part.slice(slash + 1)) }];
  });

type SocketOptions = Partial<Omit<SocketFact, 'fact' | 'local' | 'remote' | 'processes'>>;

/** A listening socket. */
export const listen = (local: string, by?: string, options: SocketOptions = {}): SocketFact => ({
  fact: 'socket',
  protocol: 'tcp',
  state: options.protocol === 'udp' ? 'unconnected' : 'listen',
  local: endpoint(local),
  processes: processes(by),
  ...options,
});

/** A socket with a peer. */
export const socket = (local: string, remote: string, by?: string, options: SocketOptions = {}): SocketFact => ({
  fact: 'socket',
  protocol: 'tcp',
  state: 'established',
  local: endpoint(local),
  remote: endpoint(remote),
  processes: processes(by),
  ...options,
});

export const timeWait = (local: string, remote: string): SocketFact => socket(local, remote, undefined, { state: 'time-wait' });

type OtherFact = Observation['facts'][number];

export interface VisitOptions {
  readonly target?: string;
  readonly address?: string;
  readonly at?: string;
  readonly stale?: boolean;
  readonly status?: Observation['status'];
  /** Host name the system itself reports. */
  readonly name?: string;
  readonly givenName?: string;
  readonly machineId?: string;
  readonly bootId?: string;
  readonly uuid?: string;
  readonly serial?: string;
  readonly hostKey?: string;
  readonly loginKey?: string;
  /** `10.0.0.1/24`, or `docker0 172.17.0.1/16`. */
  readonly addresses?: readonly string[];
  /** `52:54:…`, or `docker0 02:42:…`. */
  readonly macs?: readonly string[];
  readonly own?: FourTuple;
  readonly facts?: readonly OtherFact[];
  readonly sockets?: readonly SocketFact[];
  /** Instead of `sockets`: one list a sample. */
  readonly samples?: readonly (readonly SocketFact[])[];
  /** Sockets of other network namespaces, in every sample. */
  readonly inside?: readonly SocketFact[];
  /** What is configured; absent where nobody looked. */
  readonly references?: readonly Omit<ReferenceFact, 'fact' | 'kind' | 'source'>[];
  /** Not all of it could be read. */
  readonly partial?: true;
  readonly neighborTables?: Observation['neighborTables'];
}

const words = (text: string, first: string): [string, string] => {
  const [a = '', b] = text.split(' ');
  return b === undefined ? [first, a] : [a, b];
};

function identityFacts(options: VisitOptions): OtherFact[] {
  const kinds = {
    machineId: 'machine-id',
    bootId: 'boot-id',
    uuid: 'smbios-uuid',
    serial: 'smbios-serial',
    hostKey: 'host-key',
  } as const;
  return (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((key): OtherFact[] => {
    const value = options[key];
    return value === undefined ? [] : [{ fact: 'identity', kind: kinds[key], value }];
  });
}

function networkFacts({ addresses = [], macs = [] }: VisitOptions): OtherFact[] {
  return [
    ...addresses.map((text): OtherFact => {
      const [name, cidr] = words(text, 'eth0');
      const [address = '', prefix] = cidr.split('/');
      return { fact: 'address', interface: name, address, ...(prefix === undefined ? {} : { prefix: Number(prefix) }) };
    }),
    ...macs.map((text): OtherFact => {
      const [name, mac] = words(text, 'eth0');
      return { fact: 'interface', name, mac };
    }),
  ];
}

export const firstScan = '2026-03-01T10:00:00.000Z';
export const secondScan = '2026-03-02T10:00:00.000Z';

const told = (reference: Omit<ReferenceFact, 'fact' | 'kind' | 'source'>, index: number): ToldReference => ({
  collector: 'linux.config',
  reference: { fact: 'reference', kind: 'other', source: '/etc/app.conf', line: index + 1, ...reference },
});

const insideTable = (sockets: readonly SocketFact[]) => ({
  collector: 'linux.namespace-sockets',
  sockets: sockets.map((fact, line) => ({ ...fact, line: line + 1 })),
});

/** One visit. Numbers the socket lines from 1, as a parser would. */
export function visit(options: VisitOptions = {}): Observation {
  const target = options.target ?? options.address ?? options.addresses?.[0]?.split('/')[0] ?? '10.0.0.1';
  const address = options.address ?? (options.target === undefined ? target : undefined);
  return {
    target,
    ...(address === undefined ? {} : { address }),
    ...(options.givenName === undefined ? {} : { name: options.givenName }),
    origin: 'listed',
    method: 'ssh',
    at: options.at ?? firstScan,
    fresh: options.stale !== true,
    status: options.status ?? 'collected',
    ...(options.loginKey === undefined ? {} : { hostKey: options.loginKey }),
    ...(options.own === undefined ? {} : { ownConnection: options.own }),
    samples: (options.samples ?? [options.sockets ?? []]).map((sockets, index) => ({
      sample: index + 1,
      collector: 'linux.ss',
      sockets: sockets.map((fact, line) => ({ ...fact, line: line + 1 })),
      ...(options.inside === undefined ? {} : { inside: insideTable(options.inside) }),
    })),
    ...(options.references === undefined ? {} : { references: options.references.map(told) }),
    ...(options.partial === undefined ? {} : { referencesPartial: options.partial }),
    facts: [
      ...(options.name === undefined ? [] : [{ fact: 'system', name: options.name } as const]),
      ...identityFacts(options),
      ...networkFacts(options),
      ...(options.facts ?? []),
    ],
    skippedLines: 0,
    ...(options.neighborTables === undefined ? {} : { neighborTables: options.neighborTables }),
  };
}

/** A machine with everything that identifies it derived from its number. */
export const machine = (number: number, options: VisitOptions = {}): Observation =>
  visit({
    name: `host${number}`,
    machineId: `${number}`.padStart(32, 'a'),
    bootId: `0000000${number}-b007-4000-8000-000000000001`,
    uuid: `0000000${number}-5a5a-4000-8000-00000000000${number}`,
    hostKey: `SHA256:key${number}`,
    addresses: [`10.0.0.${number}/24`],
    macs: [`52:54:00:00:00:0${number}`],
    ...options,
  });

export const header: SnapshotHeader = { id: '1', takenAt: firstScan, toolVersion: '0.1.0', scope: ['10.0.0.0/24'] };

export const failure = (target: string, status: Exclude<Attempt['status'], 'collected'> = 'unanswered'): Attempt => ({
  target,
  status,
  message: `${target}: ${status}`,
  origin: 'listed',
});

/** Derives, with everything that is not said left as in a scan that went well. */
export const run = (observations: readonly Observation[], options: Partial<DeriveInput> = {}): Derivation =>
  derive({ header, observations, attempts: [], targetCount: observations.length, unansweredCount: 0, ...options });

export const snapshotOf = (observations: readonly Observation[], options: Partial<DeriveInput> = {}): Snapshot =>
  run(observations, options).snapshot;

/** The same visits as the last evidence there is, in a scan that did not look again. */
export const aged = (observations: readonly Observation[]): Observation[] =>
  observations.map((observation) => ({ ...observation, fresh: false }));

export function hostNamed(snapshot: Snapshot, name: string): Host {
  const found = snapshot.hosts.filter((host) => host.name === name);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} hosts are called ${name}`);
  return found[0];
}

export function serviceNamed(snapshot: Snapshot, host: string, name: string): Service {
  const { id } = hostNamed(snapshot, host);
  const found = snapshot.services.filter((service) => service.host === id && service.name === name);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} services of ${host} are called ${name}`);
  return found[0];
}

/** Arrows as people read them: `web/nginx -> app/java tcp/8080`; `?` is a service nobody knows. */
export function arrows(snapshot: Snapshot): string[] {
  const hosts = new Map(snapshot.hosts.map(({ id, name }) => [id, name]));
  const services = new Map(snapshot.services.map(({ id, name }) => [id, name]));
  const end = ({ host, service }: Dependency['from']): string =>
    `${hosts.get(host) ?? host}/${service === undefined ? '?' : (services.get(service) ?? service)}`;
  return snapshot.dependencies
    .map((dependency) => `${end(dependency.from)} -> ${end(dependency.to)} ${dependency.protocol}/${dependency.port}`)
    .sort();
}

/** The only dependency there is. */
export function onlyDependency(snapshot: Snapshot): Dependency {
  const [only, ...more] = snapshot.dependencies;
  if (only === undefined || more.length > 0) throw new Error(`not one dependency: ${arrows(snapshot).join(', ')}`);
  return only;
}
