import { describe, expect, it } from 'vitest';
import { openAddressBook } from '../../src/graph/address-book.ts';
import type { Resident } from '../../src/graph/address-owners.ts';
import { parseSubnet } from '../../src/graph/subnet.ts';

const subnets = (...texts: string[]) =>
  texts.flatMap((text) => {
    const [address = '', prefix] = text.split('/');
    return parseSubnet(address, Number(prefix)) ?? [];
  });

const resident = (
  global: string[],
  more: Partial<Omit<Resident, 'own'>> & { scoped?: string[]; behind?: string[]; on?: string[] } = {},
): Resident => ({
  own: {
    global: new Set(global),
    scoped: new Set(more.scoped ?? []),
    scopedSubnets: subnets(...(more.behind ?? [])),
    subnets: subnets(...(more.on ?? [])),
    inside: [],
  },
  aliases: more.aliases ?? [],
  former: more.former ?? [],
  fresh: more.fresh ?? true,
  freshSockets: more.freshSockets ?? more.fresh ?? true,
});

describe('openAddressBook', () => {
  it('finds the host that has an address, from everywhere the same place', () => {
    const book = openAddressBook([resident(['10.0.0.1']), resident(['10.0.0.2'])]);
    expect(book.locate(0, '10.0.0.2')).toMatchObject({ node: 1, address: '10.0.0.2', translated: false });
    expect(book.locate(1, '10.0.0.2')).toBe(book.locate(0, '10.0.0.2'));
    expect(book.locate(0, '::ffff:10.0.0.2')).toBe(book.locate(1, '10.0.0.2'));
    expect(book.ownerOf('10.0.0.2')).toBe(1);
    expect(book.peers).toEqual([]);
  });

  it('gives loopback to the host that looks', () => {
    const book = openAddressBook([resident([]), resident([])]);
    expect(book.locate(0, '127.0.0.1')).toMatchObject({ node: 0 });
    expect(book.locate(1, '::1')).toMatchObject({ node: 1 });
    expect(book.locate(0, '127.0.0.1')?.id).not.toBe(book.locate(1, '127.0.0.1')?.id);
    expect(book.locate(0, '127.0.0.1')?.id).not.toBe(book.locate(0, '127.0.0.2')?.id);
  });

  it('numbers peers after the hosts, in the order they are met', () => {
    const book = openAddressBook([resident(['10.0.0.1'])]);
    expect(book.locate(0, '10.9.9.9')?.node).toBe(1);
    expect(book.locate(0, '203.0.113.9')?.node).toBe(2);
    expect(book.locate(0, '10.9.9.9')?.node).toBe(1);
    expect(book.peers).toEqual([
      { address: '10.9.9.9', kind: 'unknown' },
      { address: '203.0.113.9', kind: 'external' },
    ]);
  });

  it('gives what is behind a bridge to the host alone', () => {
    const bridged = () => resident([], { scoped: ['172.17.0.1'], behind: ['172.17.0.1/16'] });
    const book = openAddressBook([bridged(), bridged(), resident(['10.0.0.1'])]);
    expect(book.locate(0, '172.17.0.1')).toMatchObject({ node: 0 });
    expect(book.locate(0, '172.17.0.2')?.node).not.toBe(book.locate(1, '172.17.0.2')?.node);
    expect(book.locate(2, '172.17.0.2')?.node).not.toBe(book.locate(0, '172.17.0.2')?.node);
    expect(book.peers.map(({ scope }) => scope)).toEqual([0, 1, undefined]);
  });

  it('keeps link-local addresses to host and interface', () => {
    const book = openAddressBook([resident([]), resident([])]);
    const places = [book.locate(0, 'fe80::9', 'eth0'), book.locate(0, 'fe80::9', 'eth1'), book.locate(1, 'fe80::9', 'eth0')];
    expect(new Set(places.map((place) => place?.id)).size).toBe(3);
    expect(book.locate(0, 'fe80::9', 'eth0')).toBe(places[0]);
    expect(book.locate(0, '10.0.0.9', 'eth0')).toBe(book.locate(0, '10.0.0.9'));
  });

  it('finds nobody at a group, at nothing, and at rubbish', () => {
    const book = openAddressBook([resident(['10.0.0.1'], { on: ['10.0.0.1/24'] })]);
    for (const address of ['224.0.0.1', 'ff02::1', '0.0.0.0', '*', '::', '255.255.255.255', '10.0.0.255', 'web1', '']) {
      expect(book.locate(0, address)).toBeUndefined();
      expect(book.locate(0, address)).toBeUndefined();
    }
    expect(book.peers).toEqual([]);
  });

  it('takes the broadcast address of one network for a host of another', () => {
    const book = openAddressBook([
      resident(['10.0.0.1'], { on: ['10.0.0.1/24'] }),
      resident(['10.0.0.255'], { on: ['10.0.0.255/16'] }),
    ]);
    expect(book.locate(0, '10.0.0.255')).toBeUndefined();
    expect(book.locate(1, '10.0.0.255')).toMatchObject({ node: 1 });
  });

  it('gives a floating address to fresh evidence, then to the first', () => {
    const floating = (fresh: boolean) => resident(['10.0.0.100'], { fresh });
    expect(openAddressBook([floating(true), floating(true)]).ownerOf('10.0.0.100')).toBe(0);
    expect(openAddressBook([floating(false), floating(true)]).ownerOf('10.0.0.100')).toBe(1);
  });

  it('lets a translated address stand for the only host reached there', () => {
    const reached = () => resident(['10.0.0.1'], { aliases: ['203.0.113.1'] });
    expect(openAddressBook([reached()]).locate(0, '203.0.113.1')).toMatchObject({ node: 0, translated: true });
    expect(openAddressBook([reached(), reached()]).locate(0, '203.0.113.1')).toMatchObject({ node: 2, translated: false });
    expect(openAddressBook([reached(), resident(['203.0.113.1'])]).locate(0, '203.0.113.1')).toMatchObject({
      node: 1,
      translated: false,
    });
  });

  it('reads the older sockets of a host whose addresses are known anew as what they meant', () => {
    const moved = resident(['10.0.8.1'], { former: ['10.0.0.1'], freshSockets: false });
    const floating = resident(['10.0.8.1'], { fresh: false });
    const book = openAddressBook([floating, moved]);
    expect(book.locate(1, '10.0.0.1')).toMatchObject({ node: 1, translated: true });
    expect(book.ownerOf('10.0.8.1')).toBe(1);
  });

  it('lets a former address stand for its host in older evidence only, while nobody else has it', () => {
    const moved = resident(['10.0.8.1'], { former: ['10.0.0.1'] });
    const book = openAddressBook([moved, resident(['10.0.0.2'], { fresh: false }), resident(['10.0.0.3'])]);
    expect(book.locate(1, '10.0.0.1')).toMatchObject({ node: 0, translated: true });
    expect(book.locate(2, '10.0.0.1')).toMatchObject({ node: 3 });
    expect(book.formerInUse()).toEqual(new Map([[0, ['10.0.0.1']]]));
    const taken = openAddressBook([moved, resident(['10.0.0.2'], { fresh: false }), resident(['10.0.0.1'])]);
    expect(taken.locate(1, '10.0.0.1')).toMatchObject({ node: 2 });
    expect(taken.formerInUse().size).toBe(0);
  });
});
