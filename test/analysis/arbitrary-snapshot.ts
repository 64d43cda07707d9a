import fc from 'fast-check';
import type { Dependency, Host, Service, Snapshot } from '../../src/model/snapshot.ts';
import { arrow, dark, fresh, host, peer, service, snapshot, unasked } from './build-snapshot.ts';

const hostNumber = fc.nat({ max: 6 });
const serviceName = fc.constantFrom('nginx', 'shop', 'postgresql', 'redis');

const someHost: fc.Arbitrary<Host> = fc
  .tuple(hostNumber, fc.constantFrom('fresh', 'unasked', 'dark', 'peer'), fc.boolean())
  .map(([number, sight, named]) => {
    const name = `host${number}`;
    const more = { addresses: [`10.0.0.${number + 1}`], names: named ? [name, `alias${number}`] : [name] };
    if (sight === 'peer') return peer(name, more);
    return host(name, { ...more, evidence: sight === 'fresh' ? fresh() : sight === 'dark' ? dark() : unasked() });
  });

const someService: fc.Arbitrary<Service> = fc
  .tuple(hostNumber, serviceName, fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }))
  .map(([number, name, ports]) => service(`host${number}/${name}`, ports));

const end = fc
  .tuple(hostNumber, fc.option(serviceName))
  .map(([number, name]) => (name === null ? `host${number}` : `host${number}/${name}`));

const someArrow: fc.Arbitrary<Dependency> = fc
  .tuple(end, end, fc.integer({ min: 1, max: 5 }), fc.boolean(), fc.option(hostNumber))
  .map(([from, to, port, silent, via]) =>
    arrow(from, to, port, {
      ...(silent ? { silent: true as const } : {}),
      ...(via === null ? {} : { via: [`h-host${via}`] }),
    }),
  );

const unique = <T extends { readonly id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** Small estates full of cycles, unknown processes, silent arrows and dark hosts. Every end is in the estate. */
export const someSnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    hosts: fc.array(someHost, { maxLength: 7 }),
    services: fc.array(someService, { maxLength: 12 }),
    dependencies: fc.array(someArrow, { maxLength: 16 }),
  })
  .map(({ hosts, services, dependencies }) => {
    const ends = dependencies.flatMap(({ from, to }) => [from, to]);
    const ofEnds = ends.flatMap((one) => (one.service === undefined ? [] : [service(one.service.slice(2))]));
    const allServices = unique([...ofEnds, ...services]);
    const vias = dependencies.flatMap(({ via }) => via);
    const needed = [...ends.map((one) => one.host), ...allServices.map((one) => one.host), ...vias];
    return snapshot({
      hosts: unique([...needed.map((id) => host(id.slice(2))), ...hosts]),
      services: allServices,
      dependencies: unique(dependencies),
    });
  });
