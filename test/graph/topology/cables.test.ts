import { describe, expect, it } from 'vitest';
import { hostNamed, secondScan, snapshotOf, visit } from '../build.ts';
import { cdp, device, learned, links, lldp, mac, port } from './build-network.ts';

describe('a cable', () => {
  it('is one link, whoever told and by however many protocols', () => {
    const one = device(1, { facts: [lldp(1, 2, 'Gi0/2'), cdp(1, 'sw2.example.test(FOX1)', port(2))] });
    const two = device(2, { facts: [lldp(2, 1, port(1)), cdp(2, 'sw1', 'Gig 0/1')] });
    expect(links(snapshotOf([one, two]))).toEqual(['sw1 Gi0/1 -- sw2 Gi0/2 cdp,lldp both 0.99']);
  });

  it('that one side tells is less sure', () => {
    expect(links(snapshotOf([device(1, { facts: [lldp(1, 2, 'Gi0/2')] }), device(2)]))).toEqual([
      'sw1 Gi0/1 -- sw2 Gi0/2 lldp one 0.8',
    ]);
  });

  it('whose other end tells of somebody else is kept and marked', () => {
    const one = device(1, { facts: [lldp(1, 2, 'Gi0/2')] });
    const two = device(2, { facts: [lldp(2, 3, 'Gi0/3')] });
    const three = device(3, { facts: [lldp(3, 2, 'Gi0/2')] });
    expect(links(snapshotOf([one, two, three]))).toEqual([
      'sw1 Gi0/1 -- sw2 Gi0/2 lldp one 0.4 mismatched',
      'sw2 Gi0/2 -- sw3 Gi0/3 lldp both 0.99',
    ]);
  });

  it.each([
    ['the MAC of the port', mac(2, 2 * 64 + 1)],
    ['its number', '10102'],
    ['its description', port(2)],
  ])('leads to the port told by %s', (_, told) => {
    const [link] = snapshotOf([device(1, { facts: [lldp(1, 2, told)] }), device(2)]).links;
    expect([link?.a.port, link?.b.port].sort()).toEqual(['Gi0/1', 'Gi0/2']);
  });

  it('between two devices of one name is told by the chassis', () => {
    const twins = [2, 3].map((number) => device(number, { name: 'switch' }));
    const one = device(1, { facts: [lldp(1, 3, 'Gi0/2', { remoteName: 'switch' })] });
    const snapshot = snapshotOf([one, ...twins]);
    const [link] = snapshot.links;
    const third = snapshot.hosts.find(({ identity }) => identity?.includes(`chassis-id:${mac(1, 3)}`));
    expect([link?.a.host, link?.b.host]).toContain(third?.id);
  });

  it('to a name two devices have and nothing else is to a third one, not to either', () => {
    const twins = [2, 3].map((number) => device(number, { name: 'core' }));
    const snapshot = snapshotOf([device(1, { facts: [cdp(1, 'core', port(2))] }), ...twins]);
    expect(snapshot.hosts.filter(({ kind }) => kind === 'unknown').map(({ name }) => name)).toEqual(['core']);
  });

  it('to a name that devices have from the factory is not to the only one of that name, unless that one says so', () => {
    const one = device(1, { facts: [cdp(1, 'Switch', 'Gi0/2'), cdp(2, 'Switch', 'Gi0/2')] });
    const alone = snapshotOf([one, device(2, { name: 'Switch' })]);
    const known = hostNamed(alone, 'sw1').id;
    const looked = alone.hosts.filter(({ evidence }) => evidence !== undefined).map(({ id }) => id);
    const others = alone.links.map(({ a, b }) => (a.host === known ? b.host : a.host));
    expect(new Set(others).size).toBe(2);
    expect(others.some((id) => looked.includes(id))).toBe(false);
    expect(links(snapshotOf([one, device(2, { name: 'Switch', facts: [cdp(2, 'sw1', 'Gi0/1')] })]))).toContain(
      'Switch Gi0/2 -- sw1 Gi0/1 cdp both 0.99',
    );
    const told = { remoteAddresses: ['10.9.0.2'] };
    const addressed = device(1, { facts: [cdp(1, 'Switch', 'Gi0/2', told)] });
    expect(links(snapshotOf([addressed, device(2, { name: 'core' }), device(3, { name: 'Switch' })]))).toEqual([
      'core Gi0/2 -- sw1 Gi0/1 cdp one 0.8',
    ]);
  });

  it('to another chassis than that of the device of this name is to another device', () => {
    const snapshot = snapshotOf([device(1, { facts: [lldp(1, 7, 'Gi0/2', { remoteName: 'sw2' })] }), device(2)]);
    expect(snapshot.hosts).toHaveLength(3);
  });

  it('can join two ports of one device', () => {
    const one = device(1, { facts: [lldp(1, 1, 'Gi0/2'), lldp(2, 1, 'Gi0/1')] });
    expect(links(snapshotOf([one]))).toEqual(['sw1 Gi0/1 -- sw1 Gi0/2 lldp both 0.99']);
  });

  it('is found where one side does not know its own port', () => {
    const one = device(1, { facts: [{ fact: 'adjacency', protocol: 'lldp', remoteChassis: mac(1, 2), remotePort: 'Gi0/2' }] });
    const two = device(2, { facts: [lldp(2, 1, 'Gi0/1')] });
    expect(links(snapshotOf([one, two]))).toEqual(['sw1 Gi0/1 -- sw2 Gi0/2 lldp both 0.99']);
  });
});

describe('a neighbor nobody looked at', () => {
  const phone = cdp(1, 'SEP0004F22AD83E', 'Port 1', {
    ...{ remotePlatform: 'Polycom SoundPoint IP 335', remoteCapabilities: ['telephone'], remoteAddresses: ['10.9.200.1'] },
  });

  it('is nobody where all that is told is that somebody is there', () => {
    const told = { fact: 'adjacency', protocol: 'lldp', localPort: 'Gi0/1', localIfIndex: 10101 } as const;
    const zero = '00:00:00:00:00:00';
    const facts = [told, { ...told, remoteChassis: zero }, { ...told, remoteChassis: zero, remotePort: zero, remoteName: ' ' }];
    const { hosts, links: found } = snapshotOf([device(1, { facts })]);
    expect(hosts.map(({ name }) => name)).toEqual(['sw1']);
    expect(found).toEqual([]);
  });

  it('is one host for all who tell of it', () => {
    const tellers = [1, 2].map((number) => device(number, { facts: [lldp(number, 9, 'Gi0/2')] }));
    const snapshot = snapshotOf(tellers);
    expect(hostNamed(snapshot, 'sw9')).toMatchObject({ kind: 'unknown', macs: [mac(1, 9)], tags: { neighbor: 'lldp' } });
    expect(snapshot.links).toHaveLength(2);
  });

  it('is what it says it is', () => {
    const told = lldp(1, 0, '00:04:f2:2a:d8:3e', { remoteChassis: '00:04:f2:2a:d8:3e', remoteName: 'Polycom 335' });
    const snapshot = snapshotOf([device(1, { facts: [phone, told] })]);
    expect(snapshot.hosts.filter(({ kind }) => kind === 'unknown')).toMatchObject([
      {
        macs: ['00:04:f2:2a:d8:3e'],
        addresses: ['10.9.200.1'],
        tags: { capabilities: 'telephone', neighbor: 'cdp, lldp', platform: 'Polycom SoundPoint IP 335' },
      },
    ]);
    expect(links(snapshot)).toEqual(['Polycom 335 00:04:f2:2a:d8:3e -- sw1 Gi0/1 cdp,lldp one 0.8']);
  });

  it.each([
    ['its chassis', lldp(1, 2, 'Gi0/2')],
    ['its address', cdp(1, 'sw2', port(2), { remoteAddresses: ['10.9.0.2'] })],
  ])('keeps its id when it is scanned: by %s', (_, told) => {
    const first = snapshotOf([device(1, { facts: [told] })]);
    const second = snapshotOf([device(1, { facts: [told], at: secondScan }), device(2, { at: secondScan })], { prior: first });
    expect(hostNamed(second, 'sw2')).toMatchObject({ id: hostNamed(first, 'sw2').id, kind: 'network-device' });
    expect(second.hosts).toHaveLength(2);
    expect(second.links.map(({ id }) => id)).toEqual(first.links.map(({ id }) => id));
  });

  const byName = (name: string, more: Parameters<typeof cdp>[3] = {}) => device(1, { facts: [cdp(1, name, port(2), more)] });

  it.each(['sw2', 'SW2.Example.com', 'sw2(FOX1234ABCD)'])('told of as %s alone keeps its id when it is scanned', (name) => {
    const first = snapshotOf([byName(name)]);
    const { id } = hostNamed(first, name);
    const again = { at: secondScan };
    const teller = { ...byName(name), ...again };
    const second = snapshotOf([teller, device(2, again)], { prior: first });
    expect(hostNamed(second, 'sw2')).toMatchObject({ id, kind: 'network-device' });
    expect(second.hosts).toHaveLength(2);
    expect(second.links.map(({ id: link }) => link)).toEqual(first.links.map(({ id: link }) => link));
    const third = snapshotOf([teller, device(2, again)], { prior: second });
    expect(third.hosts.map((host) => host.id)).toEqual(second.hosts.map((host) => host.id));
    expect(snapshotOf([device(2, again), teller], { prior: first })).toEqual(second);
  });

  it('told of by a name alone is neither of two that are called so, nor one that was known before', () => {
    const first = snapshotOf([byName('sw2')]);
    const { id } = hostNamed(first, 'sw2');
    const two = [device(2), device(3, { name: 'SW2.other.example' })];
    expect(snapshotOf([byName('sw2'), ...two], { prior: first }).hosts.filter((host) => host.evidence && host.id === id)).toEqual(
      [],
    );
    const known = snapshotOf([device(1), device(3, { name: 'sw2.a.example' })]);
    const told = snapshotOf([byName('sw2.b.example'), device(3, { name: 'sw2.a.example' })], { prior: known });
    const other = hostNamed(told, 'sw2.b.example').id;
    const later = snapshotOf([byName('sw2.b.example'), device(2, { name: 'sw2.a.example' })], { prior: told });
    expect(later.hosts.find((host) => host.id === other)?.evidence).toBeUndefined();
  });

  it('has a port by its description where its id is a MAC, and by the MAC where that is all', () => {
    const at = (remotePortDescription?: string) =>
      links(
        snapshotOf([
          device(1, { facts: [lldp(1, 9, mac(2, 9), remotePortDescription === undefined ? {} : { remotePortDescription })] }),
        ]),
      );
    expect(at('uplink 1')).toEqual(['sw1 Gi0/1 -- sw9 uplink 1 lldp one 0.8']);
    expect(at()).toEqual([`sw1 Gi0/1 -- sw9 ${mac(2, 9)} lldp one 0.8`]);
  });

  it('is the peer at its address where there is one', () => {
    const server = visit({ name: 'app', addresses: ['10.9.100.1/16'], address: '10.9.100.1', target: 'app' });
    const one = device(1, { facts: [lldp(1, 9, 'Gi0/2', { remoteAddresses: ['10.9.100.1'], remoteChassis: 'blade 3' })] });
    expect(snapshotOf([one, server]).hosts).toHaveLength(2);
  });
});

describe('what was known', () => {
  const one = device(1, { facts: [lldp(1, 2, 'Gi0/2')] });
  const two = device(2, { facts: [lldp(2, 1, 'Gi0/1')] });
  const prior = snapshotOf([one, two]);

  it('stays where nobody could look', () => {
    const later = snapshotOf([visit({ name: 'other', target: 'other', addresses: ['10.1.1.1/24'] })], { prior });
    expect(links(later)).toEqual(['sw1 Gi0/1 -- sw2 Gi0/2 lldp both 0.99 stale']);
  });

  it('is gone where a side was looked at and tells of it no more', () => {
    const later = snapshotOf([device(1, { facts: [lldp(3, 4, 'Gi0/2')], at: secondScan })], { prior });
    expect(links(later)).toEqual(['sw1 Gi0/3 -- sw4 Gi0/2 lldp one 0.8']);
  });

  const fdb = learned(3, mac(9, 1));
  const later = (neighborTables: NonNullable<Parameters<typeof device>[1]>['neighborTables']) =>
    [1, 2].map((number) => device(number, { facts: [fdb], at: secondScan, ...(neighborTables && { neighborTables }) }));

  it('stays, stale, where the table that told it could not be read this time', () => {
    const stale = ['sw1 Gi0/1 -- sw2 Gi0/2 lldp both 0.99 stale'];
    const failed = later({ lldp: 'unread', fdb: 'read' });
    const second = snapshotOf(failed, { prior });
    expect(links(second)).toEqual(stale);
    expect(second.links[0]).toMatchObject({ id: prior.links[0]?.id, protocols: ['lldp'] });
    expect(links(snapshotOf([...failed].reverse(), { prior: second }))).toEqual(stale);
    const [again, other] = [one, two].map((visit) => ({ ...visit, at: secondScan }));
    expect(
      links(
        snapshotOf(
          [again, other].filter((visit) => visit !== undefined),
          { prior: second },
        ),
      ),
    ).toEqual(['sw1 Gi0/1 -- sw2 Gi0/2 lldp both 0.99']);
  });

  it('is gone where one side read the table and nobody is in it', () => {
    expect(links(snapshotOf(later({ lldp: 'read', fdb: 'read' }), { prior }))).toEqual([]);
    const silent = [1, 2].map((number) => device(number, { at: secondScan, neighborTables: { lldp: 'read' } }));
    expect(links(snapshotOf(silent, { prior }))).toEqual([]);
    const [first] = later({ lldp: 'read' });
    const [, second] = later({ lldp: 'unread' });
    expect(
      links(
        snapshotOf(
          [first, second].filter((visit) => visit !== undefined),
          { prior },
        ),
      ),
    ).toEqual([]);
  });
});
