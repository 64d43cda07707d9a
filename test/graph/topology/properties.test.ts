import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/model/observation.ts';
import { run, snapshotOf } from '../build.ts';
import { cdp, device, learned, lldp, mac, port } from './build-network.ts';

type OtherFact = Observation['facts'][number];

/** Facts of one of four devices, right and wrong ones, about each other, about phones and about nobody. */
const number = fc.integer({ min: 1, max: 4 });
const name = fc.constantFrom('sw1', 'sw2.example.test', 'SW3', 'sw4(FOX1)', 'switch', 'SEP0004F22AD83E', '');
const portText = fc.constantFrom('Gi0/1', port(2), 'gi0/3', '10104', '4', mac(2, 65), 'Port 1', '');
const address = fc.constantFrom('10.9.0.1', '10.9.0.2', '10.9.0.77', 'fe80::1');
const fact: fc.Arbitrary<OtherFact> = fc.oneof(
  fc.tuple(number, number, portText).map(([local, remote, told]) => lldp(local, remote, told)),
  fc.tuple(number, name, portText, address).map(([local, told, at, where]) => cdp(local, told, at, { remoteAddresses: [where] })),
  fc.tuple(number, fc.integer({ min: 1, max: 9 })).map(([local, client]) => learned(local, mac(5, client))),
  fc.tuple(number, number).map(([local, other]) => learned(local, mac(1, other))),
  fc.tuple(number, number, number).map(
    ([local, other, far]): OtherFact => ({
      ...{ fact: 'bridge-port', port: `Gi0/${local}`, bridgePort: local },
      ...{ designatedBridge: mac(1, other), designatedPort: far },
    }),
  ),
  fc.tuple(number, address).map(
    ([local, remoteAddress]): OtherFact => ({
      ...{ fact: 'routing-peer', protocol: 'ospf', localId: `1.1.1.${local}`, remoteAddress, state: 'full' },
    }),
  ),
  fc.constant<OtherFact>({ fact: 'aggregate', port: 'Po1', members: [{ port: 'Gi0/1' }, { port: 'Gi0/2' }] }),
);
const estate = fc
  .array(fc.array(fact, { maxLength: 8 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((facts, at) => device(at + 1, { facts })));

describe('links', () => {
  it('do not depend on the order of the observations, nor of their facts', () => {
    fc.assert(
      fc.property(estate, (all) => {
        const turned = all.map((visit) => ({ ...visit, facts: [...visit.facts].reverse() })).reverse();
        const [straight, reversed] = [snapshotOf(all), snapshotOf(turned)];
        expect(reversed.links.map(({ id }) => id)).toEqual(straight.links.map(({ id }) => id));
        expect(snapshotOf([...all].reverse())).toEqual(straight);
      }),
      { numRuns: 40 },
    );
  });

  it('have both ends on the map, and each is there once', () => {
    fc.assert(
      fc.property(estate, estate, (before, all) => {
        const prior = snapshotOf(before);
        const { hosts, links } = run(all, { prior }).snapshot;
        const ids = new Set(hosts.map(({ id }) => id));
        expect(ids.size).toBe(hosts.length);
        expect(links.flatMap(({ a, b }) => [a.host, b.host]).filter((id) => !ids.has(id))).toEqual([]);
        const ends = links.map(({ layer, a, b }) =>
          JSON.stringify([layer, a.host, a.port, a.ifIndex, b.host, b.port, b.ifIndex]),
        );
        expect(new Set(ends).size).toBe(links.length);
        expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
        expect(links.every(({ a, b, confidence }) => a.host <= b.host && confidence > 0 && confidence <= 1)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('that both sides tell stay when one is silent, and are less sure', () => {
    const cables = fc.uniqueArray(fc.tuple(number, number), { minLength: 1, maxLength: 4, selector: ([from]) => from });
    fc.assert(
      fc.property(cables, (all) => {
        const right = new Map(all.map(([from, to]) => [to, from]));
        const pairs = [...right].map(([to, from]) => [from, to] as const);
        const one = device(1, { facts: pairs.map(([from, to]) => lldp(from, 2, `Gi0/${to}`)) });
        const two = device(2, { facts: pairs.map(([from, to]) => lldp(to, 1, port(from))) });
        const [both, single] = [snapshotOf([one, two]), snapshotOf([one, device(2)])];
        expect(single.links.map(({ id }) => id)).toEqual(both.links.map(({ id }) => id));
        expect(both.links).toHaveLength(pairs.length);
        expect(both.links.every(({ confidence }) => confidence === 0.99)).toBe(true);
        expect(single.links.every(({ confidence }) => confidence === 0.8)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
