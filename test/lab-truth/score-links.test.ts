import { describe, expect, it } from 'vitest';
import type { Host, Link, Snapshot } from '../../src/model/snapshot.ts';
import { type Cable, cables, portMac } from '../lab/cables.ts';
import { scoreLinks } from '../lab/score-links.ts';
import { hosts, ipv4Of, scannerNumber } from '../lab/topology.ts';

const places = [...hosts, { name: 'scanner', number: scannerNumber }];
const hostOf = ({ name, number }: { readonly name: string; readonly number: number }): Host => ({
  ...{ id: name, name, names: [], addresses: [ipv4Of(number)], macs: [], kind: 'server', tags: {} },
});
const snapshot = { hosts: places.map(hostOf) } as unknown as Snapshot;
const everybody = hosts.map(({ name }) => name);

const linkOf = ({ from, to }: Cable): Link => ({
  ...{ id: `${from.place} ${from.port}`, layer: 2, protocols: ['lldp'], seenFrom: 'both', confidence: 1 },
  ...{ a: { host: from.place, port: from.port }, b: { host: to.place, port: to.port } },
});
const right = cables.map(linkOf);
const [first, ...others] = right;
if (first === undefined) throw new Error('no cables');

describe('links of the lab', () => {
  it('are all right where every cable is one link, from whichever end', () => {
    const turned = right.map((link) => ({ ...link, a: link.b, b: link.a }));
    expect(scoreLinks(snapshot, right, everybody)).toMatchObject({ precision: 1, recall: 1, missing: [], wrong: [] });
    expect(scoreLinks(snapshot, turned, everybody)).toMatchObject({ precision: 1, recall: 1 });
  });

  it('are missing where a cable between hosts that were looked at is none', () => {
    expect(scoreLinks(snapshot, others, everybody).missing).toEqual(['sw1 swp1 -- lb1 eth0']);
    expect(scoreLinks(snapshot, others, everybody.slice(0, 2)).missing).toEqual([]);
  });

  it('are wrong at another port, and the second time', () => {
    const elsewhere = { ...first, a: { host: 'sw1', port: 'swp9' } };
    expect(scoreLinks(snapshot, [elsewhere, ...others], everybody).wrong).toEqual(['sw1 swp9 -- lb1 eth0']);
    expect(scoreLinks(snapshot, [first, ...right], everybody).wrong).toEqual(['sw1 swp1 -- lb1 eth0']);
  });

  it('may lack the port of a host nobody looked at, or have its MAC there; of one that was looked at not', () => {
    const mac = { ...first, a: { host: 'sw1', port: portMac({ place: 'sw1', port: 'swp1' }) } };
    const bare = { ...first, a: { host: 'sw1' } };
    expect(scoreLinks(snapshot, [mac], ['lb1'], cables.slice(0, 1))).toMatchObject({ precision: 1, recall: 1 });
    expect(scoreLinks(snapshot, [bare], ['lb1'], cables.slice(0, 1))).toMatchObject({ precision: 1, recall: 1 });
    expect(scoreLinks(snapshot, [mac], everybody, cables.slice(0, 1))).toMatchObject({ precision: 0, recall: 0 });
  });
});
