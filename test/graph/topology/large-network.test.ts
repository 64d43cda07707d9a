import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../build.ts';
import { largeNetwork } from './large-network.ts';

describe('a large network', () => {
  it('has one link a cable, told by both kinds of tables', () => {
    const { hosts, links } = snapshotOf(largeNetwork(60, 24, 200, true));
    expect(hosts).toHaveLength(60);
    expect(links).toHaveLength(59);
    expect(links.every(({ protocols }) => protocols.includes('lldp'))).toBe(true);
  });

  it('of which every table is whole is a tree without a word of LLDP', () => {
    const cable = ({ a, b }: { a: { host: string }; b: { host: string } }): string => `${a.host} ${b.host}`;
    const told = snapshotOf(largeNetwork(30, 24, 360, true))
      .links.map(cable)
      .sort();
    expect(
      snapshotOf(largeNetwork(30, 24, 360, false))
        .links.map(cable)
        .sort(),
    ).toEqual(told);
  });
});
