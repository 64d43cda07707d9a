import { describe, expect, it } from 'vitest';
import { candidateKeys, joinTraits, priorTraits, readTraits } from '../../src/graph/traits.ts';
import type { Host } from '../../src/model/snapshot.ts';
import { hostNamed, listen, machine, snapshotOf, socket, visit } from './build.ts';

const sorted = (values: Iterable<string>): string[] => [...values].sort();

describe('readTraits', () => {
  it('reads identity from the facts and from the login', () => {
    const { identity } = readTraits(visit({ machineId: 'ABC1', hostKey: 'SHA256:a', loginKey: 'SHA256:b' }));
    expect(sorted(identity.get('machine-id') ?? [])).toEqual(['abc1']);
    expect(sorted(identity.get('host-key') ?? [])).toEqual(['SHA256:a', 'SHA256:b']);
  });

  it('leaves junk out', () => {
    const { identity, macs, names } = readTraits(
      visit({
        serial: 'To be filled by O.E.M.',
        uuid: '0'.repeat(32),
        macs: ['00:00:00:00:00:00'],
        name: 'localhost.localdomain',
      }),
    );
    expect([identity.size, macs.size, names.size]).toEqual([0, 0, 0]);
  });

  it('takes the MACs of the machine itself, in lower case', () => {
    const { macs } = readTraits(
      visit({ macs: ['52:54:00:AA:00:01', 'docker0 02:42:00:00:00:01', 'veth0 52:54:00:00:00:09', 'bond0 52:54:00:aa:00:02'] }),
    );
    expect(sorted(macs)).toEqual(['52:54:00:aa:00:01', '52:54:00:aa:00:02']);
  });

  it('takes the addresses everybody can mean', () => {
    const addresses = ['10.0.0.1/24', 'lo 127.0.0.1/8', 'fe80::1/64', 'docker0 172.17.0.1/16', 'fd00::1/64', '::ffff:10.0.0.9'];
    expect(sorted(readTraits(visit({ addresses })).addresses)).toEqual(['10.0.0.1', '10.0.0.9', 'fd00::1']);
  });

  it('takes the local ends of sockets where no addresses were listed', () => {
    const sockets = [
      listen('0.0.0.0:22'),
      listen('127.0.0.1:25'),
      socket('10.0.0.1:22', '10.0.0.9:5000'),
      listen('[fd00::1]:80'),
    ];
    expect(sorted(readTraits(visit({ sockets })).addresses)).toEqual(['10.0.0.1', 'fd00::1']);
    expect(sorted(readTraits(visit({ sockets, addresses: ['10.0.0.7/24'] })).addresses)).toEqual(['10.0.0.7']);
  });

  it('keeps the address it was reached at apart from its own', () => {
    const { addresses, reachedAt } = readTraits(visit({ address: '203.0.113.1', addresses: ['10.0.0.1/24'] }));
    expect(sorted(addresses)).toEqual(['10.0.0.1']);
    expect(sorted(reachedAt)).toEqual(['10.0.0.1', '203.0.113.1']);
  });

  it('takes nothing from a loopback target', () => {
    const { addresses, reachedAt } = readTraits(visit({ target: '127.77.0.1', address: '127.77.0.1' }));
    expect([addresses.size, reachedAt.size]).toEqual([0, 0]);
  });

  it('compares names without their domain and case too', () => {
    expect(sorted(readTraits(visit({ name: 'Web1.Example.com' })).names)).toEqual(['web1', 'web1.example.com']);
  });

  it("does not take the name the operator gave for the host's own", () => {
    expect(readTraits(visit({ givenName: 'alias' })).names.size).toBe(0);
  });
});

describe('priorTraits', () => {
  it('finds in a snapshot what was read from the visit', () => {
    const observation = machine(1, { loginKey: 'SHA256:login', serial: 'CZ1' });
    const host = hostNamed(snapshotOf([observation]), 'host1');
    expect(priorTraits(host)).toEqual(readTraits(observation));
  });

  it('knows of a peer only its address', () => {
    const peer: Host = {
      id: 'host-a',
      name: '10.0.0.9',
      names: [],
      addresses: ['10.0.0.9'],
      macs: [],
      kind: 'unknown',
      tags: {},
    };
    const traits = priorTraits(peer);
    expect(candidateKeys(traits)).toEqual(['address:10.0.0.9']);
  });

  it('ignores identity of a kind it does not know', () => {
    const host: Host = {
      ...hostNamed(snapshotOf([machine(1)]), 'host1'),
      identity: ['odd-id:80001f', 'machine-id:a1', 'odd'],
    };
    expect([...priorTraits(host).identity.keys()]).toEqual(['machine-id']);
  });
});

describe('joinTraits', () => {
  it('is the union of all', () => {
    const joined = joinTraits([readTraits(machine(1)), readTraits(machine(2))]);
    expect(sorted(joined.addresses)).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(sorted(joined.targets)).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(joined.identity.get('boot-id')?.size).toBe(2);
  });
});

describe('candidateKeys', () => {
  it('does not look for hosts by MACs that many have', () => {
    const keys = candidateKeys(readTraits(visit({ macs: ['00:00:5e:00:01:05', '02:42:ac:11:00:02', '52:54:00:00:00:01'] })));
    expect(keys.filter((key) => key.startsWith('mac:'))).toEqual(['mac:52:54:00:00:00:01']);
  });

  it('looks for them by everything else', () => {
    expect(candidateKeys(readTraits(machine(1))).map((key) => key.split(':')[0])).toEqual([
      'machine-id',
      'boot-id',
      'smbios-uuid',
      'host-key',
      'mac',
      'address',
      'name',
      'target',
    ]);
  });
});
