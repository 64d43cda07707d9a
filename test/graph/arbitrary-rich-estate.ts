import fc from 'fast-check';
import type { SocketFact } from '../../src/model/fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { ReferenceFact } from '../../src/model/reference-fact.ts';
import { estate } from './arbitrary-estate.ts';
import { listen, socket } from './build.ts';

type Facts = Observation['facts'];
type OneFact = Facts[number];

/** Of hosts, of containers, and of nobody. */
const addresses = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '172.17.0.2',
  '172.17.0.3',
  '10.0.0.100',
  '127.0.0.1',
  'fd00::1',
  '203.0.113.5',
];
const ports = [22, 80, 5432, 7777, 8080, 40000, 40001];
const names = [
  'web',
  'app',
  'db.example.com',
  'db.example.org',
  'db',
  'localhost',
  '__proto__',
  'constructor',
  '*',
  '',
  '.',
  'WEB.',
];
const namespaces = [1000, 2000, 3000];

const address = fc.constantFrom(...addresses);
const port = fc.constantFrom(...ports);
const netns = fc.constantFrom(...namespaces);
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined });

const known = <T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;

const endpoint = fc.record({ address, port });

const tracked: fc.Arbitrary<OneFact> = fc
  .record({ source: endpoint, destination: endpoint, replySource: endpoint, replyDestination: endpoint })
  .map((ends) => ({ fact: 'tracked', protocol: 'tcp', state: 'established', ...ends }));

const translation: fc.Arbitrary<OneFact> = fc
  .tuple(
    fc.constantFrom('dnat' as const, 'snat' as const, 'masquerade' as const, 'virtual-server' as const),
    fc.record({ address: maybe(address), port: maybe(port) }).map(known),
    maybe(fc.record({ address: maybe(address), port: maybe(port) }).map(known)),
  )
  .map(([kind, original, translated]) => ({
    ...{ fact: 'translation', kind, protocol: 'tcp', original },
    ...(translated === undefined ? {} : { translated }),
  }));

const container: fc.Arbitrary<OneFact> = fc
  .record({
    id: maybe(fc.constantFrom('a'.repeat(64), 'b'.repeat(64))),
    name: maybe(fc.constantFrom('shop', '__proto__', 'db')),
    pid: maybe(fc.constantFrom(10, 20, 30)),
    addresses: maybe(fc.subarray(['172.17.0.2', '172.17.0.3'])),
    ports: maybe(fc.array(fc.record({ protocol: fc.constant('tcp' as const), hostPort: port, port }), { maxLength: 2 })),
  })
  .map((more) => ({ fact: 'container', runtime: 'docker', ...known(more) }));

const other: fc.Arbitrary<OneFact> = fc.oneof(
  fc.record({ pid: fc.constantFrom(1, 10, 20, 30), netns }).map((one): OneFact => ({ fact: 'namespace', ...one })),
  fc.record({ address, netns }).map((one): OneFact => ({ fact: 'address', interface: 'eth0', prefix: 16, ...one })),
  fc.constant<OneFact>({ fact: 'address', interface: 'docker0', address: '172.17.0.1', prefix: 16 }),
  address.map((one): OneFact => ({ fact: 'virtual-address', protocol: 'vrrp', address: one })),
  fc
    .tuple(address, fc.constantFrom(...names))
    .map(([one, name]): OneFact => ({ fact: 'host-name', address: one, names: [name] })),
  fc
    .constantFrom('web', 'app', 'gone')
    .map((name): OneFact => ({ fact: 'guest', hypervisor: 'libvirt', name, state: 'running' })),
  fc
    .record({ pid: fc.constantFrom(10, 20), inode: fc.constantFrom(7, 8) })
    .map((one): OneFact => ({ fact: 'descriptor', ...one })),
);

const reference: fc.Arbitrary<ReferenceFact> = fc
  .record({
    host: fc.oneof(address, fc.constantFrom(...names)),
    port: maybe(port),
    protocol: maybe(fc.constantFrom('tcp' as const, 'udp' as const)),
    owner: maybe(fc.constantFrom({ pid: 10 }, { pid: 20 }, { unit: 'shop.service' }, { program: 'nginx' })),
    listen: maybe(fc.record({ address, port })),
  })
  .map((more) => ({ fact: 'reference', kind: 'other', source: '/etc/app.conf', ...known(more) }));

const references = maybe(
  fc.array(
    reference.map((one) => ({ collector: 'linux.config', reference: one })),
    { maxLength: 4 },
  ),
);

const end = fc.tuple(address, port).map(([at, number]) => (at.includes(':') ? `[${at}]:${number}` : `${at}:${number}`));
const holder = maybe(fc.constantFrom('nginx/10', 'java/20'));

const inside: fc.Arbitrary<SocketFact> = fc.oneof(
  fc.tuple(end, holder, netns).map(([local, by, at]) => ({ ...listen(local, by), netns: at })),
  fc.tuple(end, end, holder, netns).map(([local, remote, by, at]) => ({ ...socket(local, remote, by), netns: at })),
);

const insides = maybe(fc.array(inside, { maxLength: 5 }).map((sockets) => ({ collector: 'linux.namespace-sockets', sockets })));

interface Extra {
  readonly facts: Facts;
  readonly references: Observation['references'];
  readonly inside: Observation['samples'][number]['inside'];
  readonly guestsRead: boolean;
}

const extra: fc.Arbitrary<Extra> = fc.record({
  facts: fc.array(fc.oneof(tracked, translation, container, other), { maxLength: 10 }),
  references,
  inside: insides,
  guestsRead: fc.boolean(),
});

const enrich = (visit: Observation, { facts, references: told, inside: table, guestsRead }: Extra): Observation => ({
  ...visit,
  facts: [...visit.facts, ...facts],
  ...(told === undefined ? {} : { references: told }),
  ...(guestsRead ? { guestsRead: true } : {}),
  samples: table === undefined ? visit.samples : visit.samples.map((sample) => ({ ...sample, inside: table })),
});

/** An estate with namespaces, containers, translations, trackers, virtual addresses, guests and configurations, told at random. */
export const richEstate: fc.Arbitrary<Observation[]> = estate.chain((all) =>
  fc
    .array(extra, { minLength: all.length, maxLength: all.length })
    .map((extras) =>
      all.map((visit, at) =>
        enrich(visit, extras[at] ?? { facts: [], references: undefined, inside: undefined, guestsRead: false }),
      ),
    ),
);
