import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/collectors/observe.ts';
import type { Section } from '../../../src/model/evidence.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { firstScan, hostNamed, machine, snapshotOf } from '../build.ts';
import { links } from './build-network.ts';

const root = new URL('../../../fixtures/', import.meta.url);

const section = (collector: string, text: string): Section => ({ collector, sample: 1, status: 'ok', stdout: Buffer.from(text) });

/** What a device answered to every command of its system: the whole cases of its collectors. */
const recorded = (platform: string): Section[] =>
  readdirSync(root)
    .filter((folder) => folder.startsWith(`${platform}.`))
    .flatMap((folder) => {
      const whole = readdirSync(new URL(`${folder}/`, root)).find((name) => /^(?:leaf|firewall|transparent)\.raw$/.test(name));
      return whole === undefined ? [] : [section(folder, readFileSync(new URL(`${folder}/${whole}`, root), 'utf8'))];
    });

const visit = (address: string, sections: readonly Section[]): Observation =>
  observe(
    {
      ...{ target: address, address, origin: 'listed', method: 'ssh', startedAt: firstScan, finishedAt: firstScan },
      ...{ status: 'collected', session: {}, sections },
    },
    true,
  );

/** The other end of the bundle of the leaf. */
const spine = visit('10.60.9.2', [
  section(
    'arista-eos.version',
    'Arista DCS-7280SR3-48YC8\nSerial number: JPE26010002\nSystem MAC address: 5254.0060.0200\nSoftware image version: 4.30.5M\n',
  ),
  section('arista-eos.hostname', 'Hostname: eos-leaf2\nFQDN:     eos-leaf2\n'),
  section(
    'arista-eos.lldp',
    'Interface Ethernet47 detected 1 LLDP neighbors:\n    Chassis ID     : 5254.0060.0100\n    Port ID     : "Ethernet47"\n  - System Name: "eos-leaf1.example.com"\n',
  ),
  section(
    'arista-eos.bundles',
    '   Port-Channel       Protocol    Ports\n   Po7(U)             LACP(a)     Et47(PG+) Et48(PG+)\n',
  ),
]);
const leaf = visit('10.60.9.1', recorded('arista-eos'));
const paloAlto = visit('10.60.9.11', recorded('paloalto-panos'));
const fortiGate = visit('10.60.9.21', recorded('fortinet-fortios'));

const server = (number: number, address: string, mac: string): Observation =>
  machine(number, { addresses: [`${address}/24`], macs: [mac] });

/** Ends, protocols and bundles of the cables between two of the hosts. */
function cables(observations: readonly Observation[], one: string, other: string): unknown[] {
  const snapshot = snapshotOf(observations);
  const ids = [one, other].map((name) => hostNamed(snapshot, name).id);
  return snapshot.links
    .filter(({ a, b }) => ids.includes(a.host) && ids.includes(b.host))
    .map(({ a, b, protocols, seenFrom, aggregate }) => {
      const turn = a.host === ids[0];
      const ends = (turn ? [a, b] : [b, a]).map(({ port }) => port);
      const bundle = aggregate === undefined ? [] : turn ? [aggregate.a, aggregate.b] : [aggregate.b, aggregate.a];
      return [...ends, protocols.join(), seenFrom === 'both' ? 'both' : 'one', ...bundle].join(' ');
    })
    .sort();
}

const networks = (observations: readonly Observation[], named: RegExp): unknown[] => {
  const snapshot = snapshotOf(observations);
  const names = new Map(snapshot.hosts.map(({ id, name }) => [id, name]));
  return (snapshot.networks ?? [])
    .filter(({ cidr }) => named.test(cidr))
    .map(({ cidr, vlan, vlanName, gateways }) => [cidr, vlan, vlanName, gateways.map((id) => names.get(id)).join()])
    .sort();
};

describe('what was recorded of Arista EOS', () => {
  const web = server(7, '10.60.20.7', '52:54:00:60:20:07');
  const all = [leaf, spine, web];

  it('joins two switches by the bundle their cable is in', () => {
    expect(cables(all, 'eos-leaf1', 'eos-leaf2')).toEqual(['Ethernet47 Ethernet47 lldp both Port-Channel1 Po7']);
  });

  it('places a host on its port, and names the network and its VLAN', () => {
    expect(links(snapshotOf(all)).filter((link) => link.includes('host7'))).toEqual([
      'eos-leaf1 Ethernet7 -- host7 eth0 fdb one 0.9',
    ]);
    expect(networks(all, /^10\.60\.(?:20|9)\./)).toEqual([
      ['10.60.20.0/24', 20, 'servers of row 6', 'eos-leaf1'],
      ['10.60.9.0/24', undefined, undefined, 'eos-leaf1'],
    ]);
  });

  it('is a network device by its own name', () => {
    expect(hostNamed(snapshotOf(all), 'eos-leaf1')).toMatchObject({ kind: 'network-device', os: { name: 'Arista EOS' } });
  });
});

describe('what was recorded of PAN-OS', () => {
  const web = server(7, '10.60.20.7', '52:54:00:60:20:07');
  const lab = server(8, '10.60.40.7', '52:54:00:60:40:07');
  const all = [leaf, paloAlto, web, lab];

  it('joins it to a switch, whose chassis both tell', () => {
    expect(cables(all, 'pa-edge1', 'eos-leaf1')).toEqual([
      'ethernet1/11 Ethernet1 lldp both ae1 Po11',
      'ethernet1/12 Ethernet2 lldp one ae1 Po11',
    ]);
  });

  it('places a host on its port, and makes it the gateway of its networks with their tags', () => {
    expect(links(snapshotOf(all)).filter((link) => link.includes('host8'))).toEqual([
      'host8 eth0 -- pa-edge1 ethernet1/2.40 fdb one 0.9',
    ]);
    expect(networks(all, /^10\.60\.(?:20|30)\./)).toEqual([
      ['10.60.20.0/24', 20, 'servers of row 6', 'pa-edge1'],
      ['10.60.30.0/24', 30, undefined, 'pa-edge1'],
    ]);
  });
});

describe('what was recorded of FortiOS', () => {
  const dmz = server(9, '10.60.70.7', '52:54:00:60:5a:07');
  const all = [leaf, fortiGate, dmz];

  it('joins it to a switch, bundle to bundle', () => {
    expect(cables(all, 'fgt-branch', 'eos-leaf1')).toEqual(['x1 Ethernet3 lldp one agg-core Po13']);
  });

  it('places a host on its port, and tells the network of a VLAN that is called by a word', () => {
    expect(links(snapshotOf(all)).filter((link) => link.includes('host9'))).toEqual(['fgt-branch dmz -- host9 eth0 fdb one 0.9']);
    expect(networks(all, /^10\.60\.(?:50|60)\./)).toEqual([
      ['10.60.50.0/24', undefined, undefined, 'fgt-branch'],
      ['10.60.60.0/24', 60, undefined, 'fgt-branch'],
    ]);
  });
});
