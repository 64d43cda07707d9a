import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexEstate } from '../../src/analysis/estate.ts';
import { impact } from '../../src/analysis/impact.ts';
import { cutOff } from '../../src/model/cut-off.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { arrow, host, link, service, snapshot } from './build-snapshot.ts';

const device = (name: string) => host(name, { kind: 'network-device' });

/** a and b on sw1, c on sw2, d on sw3, e on sw1 and sw3; sw2 stands between sw1 and sw3. */
const estate = snapshot({
  hosts: [...['sw1', 'sw2', 'sw3'].map(device), ...['a', 'b', 'c', 'd', 'e'].map((name) => host(name))],
  services: [service('a/x', [80]), service('c/pg', [5432]), service('d/y')],
  dependencies: [
    arrow('d/y', 'a/x', 80),
    arrow('b', 'a/x', 80),
    arrow('e', 'a/x', 80),
    arrow('a/x', 'c/pg', 5432),
    arrow('a/x', '203.0.113.9', 443),
  ],
  links: [
    ...[link('a', 'sw1'), link('b', 'sw1'), link('c', 'sw2'), link('d', 'sw3'), link('e', 'sw1'), link('e', 'sw3')],
    ...[link('sw1', 'sw2'), link('sw2', 'sw3')],
  ],
});

const cutBy = (shot: Snapshot, ...names: string[]) => {
  const { unplugged, severed } = cutOff(shot, new Set(names.map((name) => `h-${name}`)));
  return { unplugged: [...unplugged.keys()].sort(), severed: severed.map(({ id }) => id) };
};

describe('what is cut off', () => {
  it('is what hangs on a switch alone, and whose only way leads over it', () => {
    expect(cutBy(estate, 'sw1')).toEqual({ unplugged: ['h-a', 'h-b'], severed: [] });
    expect(cutBy(estate, 'sw2')).toEqual({ unplugged: ['h-c'], severed: ['d/y>a/x:80'] });
    expect(cutBy(estate, 'sw3')).toEqual({ unplugged: ['h-d'], severed: [] });
  });

  it('counts two switches that go together', () => {
    expect(cutBy(estate, 'sw1', 'sw3').unplugged).toEqual(['h-a', 'h-b', 'h-d', 'h-e']);
  });

  it('is nothing where a server goes, or a second way stays', () => {
    expect(cutBy(estate, 'a')).toEqual({ unplugged: [], severed: [] });
    const ring = { ...estate, links: [...estate.links, link('sw1', 'sw3')] };
    expect(cutBy(ring, 'sw2')).toEqual({ unplugged: ['h-c'], severed: [] });
  });

  it('takes along in the impact who needs it, with the links it hung on', () => {
    const { affected } = impact(indexEstate(estate), [{ kind: 'host', host: device('sw2') }]);
    expect(affected.map(({ id, distance }) => [id, distance])).toEqual([
      ...[
        ['h-c', 1],
        ['s-c/pg', 1],
        ['h-d', 1],
        ['s-d/y', 1],
      ],
      ...[
        ['h-a', 2],
        ['s-a/x', 2],
        ['h-b', 3],
        ['h-e', 3],
      ],
    ]);
    expect(affected[0]).toEqual({ id: 'h-c', kind: 'host', name: 'c', distance: 1, because: [], pluggedInto: ['c=sw2'] });
    expect(affected[3]).toMatchObject({ because: ['d/y>a/x:80'], cutOff: true });
    expect(affected[5]).toMatchObject({ because: ['a/x>c/pg:5432'], pluggedInto: ['c=sw2'] });
  });

  it('holds for any cables: nobody is cut off who keeps a neighbor, and a switch more takes no less', () => {
    const names = ['s1', 's2', 's3', 's4', 'a', 'b', 'c'];
    const cable = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.uniqueArray(cable, { maxLength: 14 }), fc.subarray(names.slice(0, 4), { minLength: 1 }), (cables, gone) => {
        const shot = snapshot({
          hosts: names.map((name) => (name.startsWith('s') ? device(name) : host(name))),
          dependencies: [arrow('a', 'b', 1), arrow('b', 'c', 2), arrow('c', 'a', 3)],
          links: cables.map(([a, b], index) => ({ ...link(a, b), id: String(index) })),
        });
        const { unplugged } = cutBy(shot, ...gone);
        for (const id of unplugged) {
          const neighbors = cables.filter((ends) => ends.some((end) => `h-${end}` === id)).flat();
          expect(neighbors.every((end) => `h-${end}` === id || gone.includes(end))).toBe(true);
        }
        const fewer = cutBy(shot, ...gone.slice(1)).unplugged.filter((id) => id !== `h-${gone[0]}`);
        expect(unplugged).toEqual(expect.arrayContaining(fewer));
      }),
    );
  });
});
