import type { SocketFact } from '../../src/model/fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import { firstScan } from './build.ts';

export interface EstateSize {
  readonly hosts: number;
  /** Each stands in the tables of two hosts. */
  readonly connections: number;
  readonly samples?: number;
}

interface Program {
  readonly name: string;
  readonly unit: string;
  readonly pid: number;
  readonly port: number;
}

/** Every host runs these; a third of the estate is of each tier. */
const programs: readonly Program[] = [
  { name: 'nginx', unit: 'nginx.service', pid: 900, port: 80 },
  { name: 'java', unit: 'shop.service', pid: 1200, port: 8080 },
  { name: 'postgres', unit: 'postgresql@15-main.service', pid: 1500, port: 5432 },
];

const addressOf = (host: number): string => `10.${host >> 16}.${(host >> 8) & 255}.${host & 255}`;

const programOf = (host: number): Program =>
  programs[host % programs.length] ?? { name: 'x', unit: 'x.service', pid: 1, port: 1 };

interface Row {
  readonly host: number;
  readonly local: readonly [host: number, port: number];
  readonly remote: readonly [host: number, port: number];
}

function socketOf({ host, local, remote }: Row, line: number): SocketFact {
  const { name, pid, unit } = programOf(host);
  return {
    fact: 'socket',
    protocol: 'tcp',
    state: 'established',
    local: { address: addressOf(local[0]), port: local[1] },
    remote: { address: addressOf(remote[0]), port: remote[1] },
    processes: [{ name, pid }],
    inode: line + 1,
    uid: 33,
    cgroup: `/system.slice/${unit}`,
    bytesSent: 1000 + line,
    bytesReceived: 2000,
    rttMs: 0.25,
    line,
  };
}

/** Each host calls some ten others of the next tier, spread by a fixed stride; ports go up from 32768. */
function rowsByHost({ hosts, connections }: EstateSize): Row[][] {
  const rows: Row[][] = Array.from({ length: hosts }, () => []);
  for (let index = 0; index < connections; index++) {
    const client = index % hosts;
    const round = Math.floor(index / hosts);
    const server = (client + 1 + 3 * ((client * 7 + round) % 10)) % hosts;
    const local: readonly [number, number] = [client, 32768 + round];
    const remote: readonly [number, number] = [server, programOf(server).port];
    rows[client]?.push({ host: client, local, remote });
    rows[server]?.push({ host: server, local: remote, remote: local });
  }
  return rows;
}

function factsOf(host: number): Observation['facts'] {
  const { name, pid, unit } = programOf(host);
  const hex = host.toString(16).padStart(6, '0');
  return [
    { fact: 'system', name: `host${host}`, osName: 'Debian GNU/Linux', osVersion: '12' },
    { fact: 'identity', kind: 'machine-id', value: hex.padStart(32, 'b') },
    { fact: 'identity', kind: 'boot-id', value: `${hex}00-0000-4000-8000-000000000001` },
    { fact: 'identity', kind: 'host-key', value: `SHA256:key${host}` },
    { fact: 'interface', name: 'eth0', mac: `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}` },
    { fact: 'address', interface: 'lo', address: '127.0.0.1', prefix: 8 },
    { fact: 'address', interface: 'docker0', address: '172.17.0.1', prefix: 16 },
    { fact: 'address', interface: 'eth0', address: addressOf(host), prefix: 16 },
    { fact: 'unit', name: unit, active: 'active', mainPid: pid },
    // What else runs: read and never asked for.
    ...Array.from(
      { length: 120 },
      (_, index) =>
        ({ fact: 'process', pid: 2000 + index, ppid: 1, name: `worker${index}`, args: `/usr/bin/worker${index} -d` }) as const,
    ),
    { fact: 'process', pid, ppid: 1, user: 'app', name, args: `/usr/bin/${name}` },
    { fact: 'cgroup', pid, path: `/system.slice/${unit}` },
  ];
}

/** A large estate as it looks after parsing: three tiers, ten partners a host, many connections a partner. */
export function generateObservations(size: EstateSize): Observation[] {
  return rowsByHost(size).map((rows, host) => {
    const { name, pid, port } = programOf(host);
    const listener: SocketFact = {
      fact: 'socket',
      protocol: 'tcp',
      state: 'listen',
      local: { address: '0.0.0.0', port },
      processes: [{ name, pid }],
    };
    const ssh: SocketFact = {
      fact: 'socket',
      protocol: 'tcp',
      state: 'listen',
      local: { address: '0.0.0.0', port: 22 },
      processes: [{ name: 'sshd', pid: 700 }],
    };
    const sockets = [listener, ssh, ...rows.map(socketOf)];
    return {
      target: addressOf(host),
      address: addressOf(host),
      origin: 'listed',
      method: 'ssh',
      at: firstScan,
      fresh: true,
      status: 'collected',
      hostKey: `SHA256:key${host}`,
      ownConnection: {
        localAddress: addressOf(host),
        localPort: 22,
        remoteAddress: '10.255.0.1',
        remotePort: 40000 + (host % 20000),
      },
      samples: Array.from({ length: size.samples ?? 1 }, (_, index) => ({ sample: index + 1, collector: 'linux.ss', sockets })),
      facts: factsOf(host),
      skippedLines: 0,
    };
  });
}
