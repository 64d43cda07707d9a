import { describe, expect, it } from 'vitest';
import { identifyHosts } from '../../src/graph/identify.ts';
import { sortOwnAddresses } from '../../src/graph/own-addresses.ts';
import { machine } from './build.ts';

/** The addresses of each host, in the order they are given. */
function sortOf(...addresses: (readonly string[])[]) {
  const hosts = identifyHosts(
    addresses.map((own, index) => machine(index + 1, { target: `t${index + 1}`, addresses: own })),
    [],
  );
  const all = sortOwnAddresses(hosts);
  return addresses.map((_, index) => {
    const own = all[hosts.findIndex(({ traits }) => traits.targets.has(`t${index + 1}`))];
    return {
      global: [...(own?.global ?? [])],
      scoped: [...(own?.scoped ?? [])],
      behind: own?.scopedSubnets.length,
      on: own?.subnets.length,
    };
  });
}

describe('sortOwnAddresses', () => {
  it('scopes container bridges, and what is behind them', () => {
    expect(sortOf(['10.0.0.1/24', 'docker0 172.17.0.1/16', 'br-0123456789ab 172.18.0.1/16'])).toEqual([
      { global: ['10.0.0.1'], scoped: ['172.17.0.1', '172.18.0.1'], behind: 2, on: 3 },
    ]);
  });

  it('scopes a private network address that three hosts have', () => {
    const twice = [
      ['10.0.0.1/24', 'x0 192.168.50.1/24'],
      ['10.0.0.2/24', 'x0 192.168.50.1/24'],
    ];
    expect(sortOf(...twice).map(({ scoped }) => scoped)).toEqual([[], []]);
    expect(sortOf(...twice, ['10.0.0.3/24', 'y0 192.168.50.1/24']).map(({ scoped, behind }) => [scoped, behind])).toEqual(
      [1, 2, 3].map(() => [['192.168.50.1'], 1]),
    );
  });

  it('does not scope a public one, nor one with another prefix', () => {
    expect(sortOf(...[1, 2, 3].map((number) => [`10.0.0.${number}/24`, '203.0.113.1/24'])).map(({ scoped }) => scoped)).toEqual([
      [],
      [],
      [],
    ]);
    expect(
      sortOf(...[1, 2, 3].map((number) => [`10.0.0.${number}/24`, `192.168.50.1/${20 + number}`])).map(({ scoped }) => scoped),
    ).toEqual([[], [], []]);
  });

  it('does not scope an address without a network, as anycast has', () => {
    const anycast = [1, 2, 3, 4].map((number) => [`10.0.0.${number}/24`, 'lo 10.0.0.100/32', 'lo fd00::100/128']);
    expect(sortOf(...anycast).map(({ scoped }) => scoped)).toEqual([[], [], [], []]);
  });

  it("does not take a network for the host's own where it has another address in it", () => {
    const shared = [1, 2, 3].map((number) => [`10.0.0.${number}/24`, '10.0.0.100/24']);
    expect(sortOf(...shared).map(({ scoped, behind }) => [scoped, behind])).toEqual([1, 2, 3].map(() => [['10.0.0.100'], 0]));
  });

  it('does not take a wide network for the own one of routers that have a narrower one in it', () => {
    const routers = [1, 2, 3].map((number) => [`10.205.56.${number}/16`, 'lo0 10.0.0.1/8', 'lo1 192.168.50.1/24']);
    expect(sortOf(...routers).map(({ scoped, behind }) => [scoped, behind])).toEqual(
      [1, 2, 3].map(() => [['10.0.0.1', '192.168.50.1'], 1]),
    );
  });
});
