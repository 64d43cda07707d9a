import fc from 'fast-check';
import { socketStates } from '../../src/model/endpoint.ts';
import type { SocketFact } from '../../src/model/fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import { firstScan, listen, secondScan, socket, visit } from './build.ts';

/** Small pools, so that everything collides with everything. */
const addresses = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '10.0.0.100',
  '192.168.1.1',
  'fd00::1',
  'fd00::2',
  '127.0.0.1',
  'fe80::1',
  '203.0.113.5',
];
const ports = [22, 80, 5432, 7777, 40000, 40001, 40002, 50000];
const processes = [undefined, 'nginx/10', 'nginx/11', 'java/20', 'postgres/30', 'systemd/1 sshd/40', 'systemd/1'];
const cgroups = [undefined, '/system.slice/nginx.service', '/system.slice/shop.service', '/init.scope'];
const prefixes = [24, 32, 64];

const maybe = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined });

const bracketed = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

const end = fc.tuple(fc.constantFrom(...addresses), fc.constantFrom(...ports)).map(([address, port]) => bracketed(address, port));

/** Leaves out what is not known, as facts do. */
const known = <T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;

const details = fc
  .record({
    cgroup: fc.constantFrom(...cgroups),
    uid: maybe([0, 33]),
    inode: maybe([0, 7]),
    bytesSent: maybe([0, 100]),
    rttMs: maybe([0.1, 5]),
  })
  .map(known);

const connection: fc.Arbitrary<SocketFact> = fc
  .tuple(
    end,
    end,
    fc.constantFrom(...processes),
    fc.constantFrom(...socketStates),
    fc.constantFrom('tcp' as const, 'udp' as const),
    details,
  )
  .map(([local, remote, by, state, protocol, more]) => socket(local, remote, by, { ...more, state, protocol }));

const listener: fc.Arbitrary<SocketFact> = fc
  .tuple(
    fc.constantFrom('*', '0.0.0.0', '::', ...addresses),
    fc.constantFrom(...ports),
    fc.constantFrom(...processes),
    fc.constantFrom(...cgroups),
  )
  .map(([address, port, by, cgroup]) => listen(bracketed(address, port), by, known({ cgroup })));

const sockets = fc.array(fc.oneof(connection, listener), { maxLength: 8 });

const traits = fc
  .record({
    name: maybe(['web', 'app', 'localhost']),
    machineId: maybe(['a1'.repeat(16), 'b2'.repeat(16)]),
    bootId: maybe(['b007-1', 'b007-2']),
    hostKey: maybe(['SHA256:one', 'SHA256:two']),
    loginKey: maybe(['SHA256:one', 'SHA256:two']),
    uuid: maybe(['4c4c4544-1', '4c4c4544-2', 'Not Specified']),
    addresses: fc
      .subarray(addresses, { maxLength: 3 })
      .chain((own) => fc.constantFrom(...prefixes).map((prefix) => own.map((address) => `${address}/${prefix}`))),
    macs: fc.subarray(['52:54:00:00:00:01', '52:54:00:00:00:02', '02:42:ac:11:00:02', '00:00:5e:00:01:01'], { maxLength: 2 }),
    stale: fc.boolean(),
  })
  .map(known);

const facts: fc.Arbitrary<Observation['facts']> = fc.subarray<Observation['facts'][number]>([
  { fact: 'process', pid: 20, name: 'java', args: 'java -jar shop.jar' },
  { fact: 'process', pid: 30, name: 'postgres' },
  { fact: 'unit', name: 'nginx.service', mainPid: 10 },
  { fact: 'cgroup', pid: 20, path: '/system.slice/shop.service' },
]);

/** An estate of a few visits, one a target, that agree and contradict each other at random. */
export const estate: fc.Arbitrary<Observation[]> = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), maybe(addresses), traits, fc.array(sockets, { maxLength: 2 }), facts)
    .map(([target, address, more, samples, known]) =>
      visit({
        ...more,
        target,
        ...(address === undefined ? {} : { address }),
        samples,
        facts: known,
        at: more.stale === true ? firstScan : secondScan,
      }),
    ),
  { maxLength: 5, selector: ({ target }) => target },
);
