import { expect } from 'vitest';
import type { Fact } from '../../../src/model/fact.ts';
import type { Asking } from './expected-statuses.ts';
import type { Truth } from './planted-machine.ts';

/** What the test knows beforehand of one collector's answer. */
export interface KnownOf {
  readonly id: string;
  readonly expected: readonly unknown[];
}

const like = (fact: object): unknown => expect.objectContaining(fact);
const loopback = (port: number) => ({ address: '127.0.0.1', port });
const reference = (fact: object): unknown => like({ fact: 'reference', ...fact });

function socketsOf({ pid, server, client }: Truth, withProcesses: boolean): readonly unknown[] {
  const base = { fact: 'socket', protocol: 'tcp', ...(withProcesses ? { processes: [like({ pid })] } : {}) };
  return [
    like({ ...base, state: 'listen', local: loopback(server) }),
    like({ ...base, state: 'established', local: loopback(client), remote: loopback(server) }),
    like({ ...base, state: 'established', local: loopback(server), remote: loopback(client) }),
  ];
}

const addresses = [
  like({ fact: 'address', address: '127.0.0.1', prefix: 8, interface: 'lo' }),
  like({ fact: 'address', address: '192.0.2.1', prefix: 24, interface: 'a0' }),
  like({ fact: 'interface', name: 'a0', up: true }),
];
const routes = [like({ fact: 'route', destination: '198.51.100.0/24', gateway: '192.0.2.7', interface: 'a0' })];
const neighbors = [like({ fact: 'neighbor', address: '192.0.2.7', mac: '52:54:00:12:34:56', interface: 'a0' })];
const hosts = like({ fact: 'host-name', address: '192.0.2.44', names: ['db44.example.net'] });
const forwarded = like({
  fact: 'translation',
  protocol: 'tcp',
  original: like({ port: 8080 }),
  translated: { address: '192.0.2.7', port: 80 },
});
const rootProcess = ({ pid }: Truth): unknown => like({ fact: 'process', pid, user: 'root' });

/** Tables of the whole machine: everybody sees them. */
const forAll = (truth: Truth, { bootId, hostname }: Names): Readonly<Record<string, readonly unknown[]>> => ({
  apache: [reference({ host: 'app7.example.net', port: 8081 })],
  'application-files': [reference({ host: 'db8.example.net', port: 5434, name: 'shop' })],
  arp: neighbors,
  cgroups: [like({ fact: 'cgroup', pid: truth.pid })],
  'config-files': [hosts, reference({ host: 'backup1.example.net' })],
  'config-lines': [reference({ host: 'proxy9.example.net', port: 3128 })],
  haproxy: [reference({ host: '192.0.2.30', port: 8080, listen: { address: '*', port: 80 } })],
  identity: [like({ fact: 'identity', kind: 'boot-id', value: bootId })],
  ifconfig: addresses,
  'ip-addr': addresses,
  'ip-addr-json': addresses,
  'ip-neigh': neighbors,
  'ip-neigh-json': neighbors,
  'ip-route': routes,
  'ip-route-json': routes,
  'iscsi-nodes': [reference({ host: '192.0.2.60', port: 3260 })],
  'keepalived-includes': [
    like({
      fact: 'translation',
      original: { address: '192.0.2.101', port: 443 },
      translated: { address: '192.0.2.31', port: 8443 },
    }),
  ],
  'namespace-addresses': [like({ fact: 'address', address: '203.0.113.5' })],
  'namespace-sockets': [like({ fact: 'socket', state: 'listen', local: { address: '0.0.0.0', port: 5432 } })],
  namespaces: [like({ fact: 'namespace', pid: truth.pid }), like({ fact: 'namespace', pid: truth.neighbor })],
  nginx: [reference({ host: 'app6.example.net', port: 8082, listen: { address: '*', port: 8088 } })],
  'proc-arp': neighbors,
  'proc-net': socketsOf(truth, false),
  'proc-route': routes,
  ps: [rootProcess(truth)],
  'ps-plain': [rootProcess(truth)],
  resolver: [like({ fact: 'resolver', nameservers: ['192.0.2.53'] })],
  system: [like({ fact: 'system', name: hostname })],
});

/** What only root may read. */
const forRoot = (truth: Truth): Readonly<Record<string, readonly unknown[]>> => ({
  conntrack: [like({ fact: 'tracked' })],
  crontabs: [reference({ host: 'db6.example.net' })],
  descriptors: [like({ fact: 'descriptor', pid: truth.neighbor })],
  'descriptors-ls': [like({ fact: 'descriptor', pid: truth.neighbor })],
  environment: [reference({ host: 'db9.example.net', port: 5433, owner: { pid: truth.pid } })],
  'iptables-nat': [forwarded],
  keepalived: [like({ fact: 'virtual-address', address: '192.0.2.100' })],
  'login-config': [reference({ host: 'dir5.example.net' })],
  'nf-conntrack': [like({ fact: 'tracked' })],
});

interface Names {
  readonly bootId: string;
  readonly hostname: string;
}

/** What each collector must tell of the planted machine, where it can be asked at all. */
export function truthsOf({ user, truth }: Asking, names: Names): readonly KnownOf[] {
  const sockets = socketsOf(truth, user === 'root');
  // netstat of busybox may have been made without names of processes.
  const tables = { ss: sockets, 'ss-plain': sockets, netstat: sockets, 'netstat-plain': socketsOf(truth, false) };
  const known = { ...forAll(truth, names), ...tables, ...(user === 'root' ? forRoot(truth) : {}) };
  return Object.entries(known).map(([name, expected]) => ({ id: `linux.${name}`, expected }));
}

/** Facts that are the same whenever one asks: of the two processes that were planted, and of no process at all. */
export function factsAboutPlants(facts: readonly Fact[], { pid, neighbor }: Truth): readonly Fact[] {
  const planted = new Set([pid, neighbor]);
  return facts.flatMap((fact) => {
    if ('pid' in fact && fact.pid !== undefined && !planted.has(fact.pid)) return [];
    if (fact.fact === 'reference' && fact.owner?.pid !== undefined && !planted.has(fact.owner.pid)) return [];
    // Of other namespaces those of this very machine change all the time.
    if ((fact.fact === 'socket' || fact.fact === 'address') && fact.netns !== undefined) return [];
    const { line: _, ...rest } = fact;
    return [rest as Fact];
  });
}
