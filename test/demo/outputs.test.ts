import { describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { collectionsOf } from '../../src/demo/collections.ts';
import { type EstateHost, ipv4Of, ipv6Of, macOf } from '../../src/demo/estate/estate.ts';
import { hexOf } from '../../src/demo/estate/hash.ts';
import { type Machine, type MachineSocket, uids } from '../../src/demo/estate/machine.ts';
import { runMachines } from '../../src/demo/estate/run-machine.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import { recordHost } from '../../src/demo/record-host.ts';
import { linkLocalOf } from '../../src/demo/render/ip-address.ts';
import { hostKeyOf } from '../../src/demo/ssh-key.ts';
import type { SocketFact } from '../../src/model/fact.ts';
import type { Observation } from '../../src/model/observation.ts';

const at = new Date('2026-03-02T08:00:00Z');
const shop = estate('before');
const machines = runMachines(shop);
const observations = new Map([...collectionsOf(shop, at)].map((collection) => [collection.target, observe(collection, true)]));

function observationOf({ host }: Machine): Observation {
  const found = observations.get(ipv4Of(host));
  if (found === undefined) throw new Error(`${host.name} was not observed`);
  return found;
}

type Told = Observation['facts'][number];

function factsOf<Kind extends Told['fact']>(machine: Machine, kind: Kind): Extract<Told, { fact: Kind }>[] {
  const isKind = (fact: Told): fact is Extract<Told, { fact: Kind }> => fact.fact === kind;
  return observationOf(machine).facts.filter(isKind);
}

/** What every tool tells of a socket. */
function told({
  protocol,
  state,
  local,
  remote,
}: Pick<MachineSocket | SocketFact, 'protocol' | 'state' | 'local' | 'remote'>): string {
  const anywhere = local.address === '::' || local.address === '*' ? 'any' : local.address;
  return `${protocol} ${state} ${anywhere}:${local.port} ${remote === undefined ? '-' : `${remote.address}:${remote.port}`}`;
}

const cases = machines.map((machine) => [machine.host.name, machine] as const);

describe.each(cases)('what %s prints, read by the collectors', (_name, machine) => {
  const { host } = machine;
  const seesUsers = host.rights === 'sudo';
  const [sample] = observationOf(machine).samples;
  const sockets = sample?.sockets ?? [];

  it('leaves no line unread', () => {
    expect(observationOf(machine).skippedLines).toBe(0);
  });

  it('is asked in the words its system knows', () => {
    expect(sample?.collector).toBe({ debian: 'linux.ss', centos: 'linux.ss-plain', busybox: 'linux.netstat' }[host.flavour]);
  });

  it('has exactly the sockets of the machine', () => {
    const read = sockets.map((socket) => told(socket));
    expect(read.sort()).toEqual(machine.sockets.map(told).sort());
  });

  it('tells the processes of the sockets to those who may see them', () => {
    const read = sockets.map(
      ({ local, remote, processes }) => `${local.port} ${remote?.port} ${processes.map(({ pid }) => pid)}`,
    );
    const expected = machine.sockets.map(({ local, remote, owners }) => {
      const visible = seesUsers || owners.some(({ process }) => process.user === 'map');
      // netstat names but one of several.
      const pids = host.flavour === 'busybox' ? owners.slice(0, 1) : owners;
      return `${local.port} ${remote?.port} ${visible ? pids.map(({ process }) => process.pid) : ''}`;
    });
    expect(read.sort()).toEqual(expected.sort());
  });

  it('has the user and the control group of every socket that has an owner, also without sudo', () => {
    if (host.flavour !== 'debian') return;
    const read = sockets.filter(({ inode }) => inode !== undefined).map(({ inode, uid, cgroup }) => [inode, uid, cgroup]);
    const owned = machine.sockets.flatMap(({ inode, owners: [owner] }) =>
      owner === undefined ? [] : [[inode, uids[owner.process.user], owner.process.cgroup]],
    );
    expect(read.sort()).toEqual(owned.sort());
  });

  it('has the processes of the machine, and the question itself', () => {
    const read = factsOf(machine, 'process').map(({ pid, ppid, name, args }) => ({ pid, ppid, name, args }));
    const expected = machine.processes.map(({ pid, ppid, comm, args }) => ({ pid, ppid, name: comm, args }));
    expect(read.slice(0, -1)).toEqual(expected);
    expect(read.at(-1)?.args).toMatch(/^ps -e/);
  });

  it('has the control group of every process', () => {
    const read = new Map(factsOf(machine, 'cgroup').map(({ pid, path }) => [pid, path]));
    for (const { pid, cgroup = '/' } of machine.processes) expect(read.get(pid)).toBe(cgroup);
  });

  it('has the main process of every unit', () => {
    const units = factsOf(machine, 'unit').filter(({ active }) => active === 'active');
    const expected = host.programs.filter(({ unit }) => unit.endsWith('.service')).map(({ unit }) => unit);
    expect(units.map(({ name }) => name)).toEqual(expected);
    for (const { name, mainPid } of units) {
      expect(machine.processes.find(({ pid }) => pid === mainPid)?.unit).toBe(name);
    }
  });

  it('has the addresses, the route and the name server', () => {
    const addresses = factsOf(machine, 'address').filter(({ interface: name, netns }) => name === 'eth0' && netns === undefined);
    const expected = [ipv4Of(host), ...(host.ipv6 ? [ipv6Of(host)] : []), linkLocalOf(host)];
    expect(addresses.map(({ address }) => address)).toEqual(expected);
    expect(factsOf(machine, 'interface').find(({ name }) => name === 'eth0')?.mac).toBe(macOf(host));
    expect(factsOf(machine, 'route').map(({ destination, gateway }) => [destination, gateway])).toEqual([
      ['0.0.0.0/0', '10.77.0.1'],
      ['10.77.0.0/24', undefined],
      ...(host.ipv6 ? [['fd77::/64', undefined]] : []),
      ['fe80::/64', undefined],
    ]);
    expect(factsOf(machine, 'resolver')).toMatchObject([{ nameservers: ['10.77.0.53'] }]);
  });

  it('knows its neighbors by the MACs they have', () => {
    const byAddress = new Map(
      shop.hosts.flatMap((each) => [[ipv4Of(each), macOf(each)] as const, [ipv6Of(each), macOf(each)] as const]),
    );
    const neighbors = factsOf(machine, 'neighbor').filter(({ address }) => address !== '10.77.0.1');
    for (const { address, mac } of neighbors) expect(mac ?? byAddress.get(address ?? '')).toBe(byAddress.get(address ?? ''));
    expect(neighbors.map(({ address }) => address)).not.toContain(ipv4Of(host));
  });

  it('says who it is', () => {
    expect(factsOf(machine, 'system')).toMatchObject([{ name: host.name, architecture: 'x86_64' }]);
    expect(identityOf(machine)).toEqual(expectedIdentity(host));
  });

  it('answers nothing but collectors there are', () => {
    const known = new Set(collectors.map(({ id }) => id));
    expect([...recordHost(machine).sections.keys()].filter((id) => !known.has(id))).toEqual([]);
  });
});

const identityOf = (machine: Machine): Record<string, string> =>
  Object.fromEntries(factsOf(machine, 'identity').map(({ kind, value }) => [kind, value]));

const uuid = (text: string): string => hexOf(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

function expectedIdentity({ name, flavour, rights }: EstateHost): Record<string, string> {
  const boot = { 'boot-id': uuid(`boot of ${name}`) };
  if (flavour === 'busybox') return boot;
  const files = { ...boot, 'machine-id': hexOf(`machine ${name}`), 'host-key': hostKeyOf(name).fingerprint };
  if (rights !== 'sudo') return files;
  return { ...files, 'smbios-uuid': uuid(`smbios ${name}`), 'smbios-serial': `QEMU-${hexOf(`serial ${name}`).slice(0, 12)}` };
}

describe('the identities of the estate', () => {
  it('are no two hosts the same, and the same before and after', () => {
    const all = machines.map(identityOf);
    for (const kind of ['machine-id', 'boot-id', 'host-key', 'smbios-uuid']) {
      const values = all.flatMap((identity) => identity[kind] ?? []);
      expect(new Set(values).size, kind).toBe(values.length);
    }
    const later = new Map(
      [...collectionsOf(estate('after'), at)].map((collection) => [collection.target, observe(collection, true)]),
    );
    for (const [target, { facts, hostKey }] of later) {
      const earlier = observations.get(target);
      if (earlier === undefined) continue;
      const identity = (all: Observation['facts']) => all.filter(({ fact }) => fact === 'identity');
      expect(identity(facts)).toEqual(identity(earlier.facts));
      expect(hostKey).toBe(earlier.hostKey);
    }
  });
});
