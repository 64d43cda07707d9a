import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/collectors/observe.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { firstScan, hostNamed, machine, snapshotOf } from '../build.ts';
import { links } from './build-network.ts';

/** A visit that told these answers, by collector. */
const visit = (address: string, answers: Readonly<Record<string, string>>): Observation =>
  observe(
    {
      ...{ target: address, address, origin: 'listed', method: 'ssh', startedAt: firstScan, finishedAt: firstScan },
      ...{ status: 'collected', session: {} },
      sections: Object.entries(answers).map(([collector, text]) => ({
        ...{ collector, sample: 1, status: 'ok' },
        stdout: Buffer.from(text),
      })),
    },
    true,
  );

/** Names of ports are short in tables, long in lists, as Comware writes them. */
const comware = visit('10.60.0.1', {
  'hp-comware.version': 'HPE Comware Software, Version 7.1.070, Release 2612P02\nHPE 5130-24G-4SFP+ EI Switch uptime is 1 day\n',
  'hp-comware.identity': 'Global LLDP local-information:\n Chassis ID        : 5254-00ee-0001\n System name       : cw-60\n',
  'hp-comware.interfaces': `Bridge-Aggregation1
Current state: UP
Ten-GigabitEthernet1/0/25
Current state: UP
GigabitEthernet1/0/7
Current state: UP
Vlan-interface60
Current state: UP
Internet address: 10.60.0.1/24 (primary)
`,
  'hp-comware.mac': `MAC Address      VLAN ID    State            Port/Nickname            Aging
5254-0012-6007   60         Learned          GE1/0/7                  Y
5254-0012-5007   60         Learned          BAGG1                    Y
`,
  'hp-comware.lldp': `LLDP neighbor-information of port 25[Ten-GigabitEthernet1/0/25]:
 Chassis ID     : 5254-0012-5001
 Port ID        : xe-0/1/0
 System name    : ex-50
`,
  'hp-comware.bundles': `Aggregate Interface: Bridge-Aggregation1
Local:
  Port                Status   Priority Index    Oper-Key               Flag
  XGE1/0/25(R)        S        32768    61       2                      {ACDEF}
`,
  'hp-comware.vlans': 'VLAN ID   Name                             Port\n60        servers of floor 6               GE1/0/7\n',
});

const junos = visit('10.60.0.2', {
  'juniper-junos.version': 'Hostname: ex-50\nModel: ex3400-24t\nJunos: 20.4R3.8\n',
  'juniper-junos.interfaces': `Interface               Admin Link Proto    Local                 Remote
ge-0/0/7                up    up
ge-0/0/7.0              up    up   eth-switch
xe-0/1/0                up    up
xe-0/1/0.0              up    up   aenet    --> ae0.0
ae0                     up    up
ae0.0                   up    up   eth-switch
`,
  'juniper-junos.mac': `   Vlan                MAC                 MAC         Age    Logical                NH        RTR
   name                address             flags              interface              Index     ID
   servers             52:54:00:12:50:07   D             -   ge-0/0/7.0             0         0
   servers             52:54:00:12:60:07   D             -   ae0.0                  0         0
`,
  'juniper-junos.lldp': `Local Interface    Parent Interface    Chassis Id          Port info          System Name
xe-0/1/0           ae0                 52:54:00:ee:00:01   Ten-GigabitEthernet1/0/25 cw-60
`,
  'juniper-junos.vlans':
    'Routing instance        VLAN name             Tag          Interfaces\ndefault-switch          servers               60\n',
});

const servers = [
  machine(7, { addresses: ['10.60.0.7/24'], macs: ['52:54:00:12:60:07'] }),
  machine(8, { addresses: ['10.60.0.8/24'], macs: ['52:54:00:12:50:07'] }),
];

describe('a Comware and a Junos switch', () => {
  const snapshot = snapshotOf([comware, junos, ...servers]);

  it('are joined by one cable in its bundle, whose ports each writes in its own way', () => {
    const [a, b] = ['cw-60', 'ex-50'].map((name) => hostNamed(snapshot, name).id);
    const cables = snapshot.links.filter((link) => [link.a.host, link.b.host].toSorted().join() === [a, b].toSorted().join());
    expect(cables).toHaveLength(1);
    expect(cables[0]).toMatchObject({ protocols: ['lldp'], seenFrom: 'both' });
    const ends = [cables[0]?.a, cables[0]?.b].map((end) => end?.port).toSorted();
    expect(ends).toEqual(['Ten-GigabitEthernet1/0/25', 'xe-0/1/0']);
    const bundles = Object.values(cables[0]?.aggregate ?? {}).toSorted();
    expect(bundles).toEqual(['Bridge-Aggregation1', 'ae0']);
  });

  it('place servers on their own ports, not on those to each other', () => {
    expect(links(snapshot).filter((link) => /host[78]/.test(link))).toEqual([
      'cw-60 GigabitEthernet1/0/7 -- host7 eth0 fdb one 0.9',
      'ex-50 ge-0/0/7 -- host8 eth0 fdb one 0.9',
    ]);
  });

  it('have a version that names the release', () => {
    expect(hostNamed(snapshot, 'cw-60')).toMatchObject({
      kind: 'network-device',
      os: { name: 'Comware', version: '7.1.070 Release 2612P02' },
    });
  });

  it('number the VLAN, which one of them learns by its name', () => {
    expect(junos.facts.filter((fact) => fact.fact === 'fdb').map((fact) => fact.vlan)).toEqual([60, 60]);
    expect(snapshot.networks?.find(({ cidr }) => cidr === '10.60.0.0/24')).toMatchObject({
      vlan: 60,
      vlanName: 'servers of floor 6',
    });
  });
});

describe('VyOS', () => {
  const router = visit('10.60.0.3', {
    'linux.system': '',
    'linux.bridge-fdb': '52:54:00:12:60:07 dev eth2 master br0\n52:54:00:98:00:02 dev eth2 master br0 permanent\n',
  });

  it('is a network device, though its shell tells all that a server tells', () => {
    const system = { fact: 'system', line: 1, name: 'vy-60', osName: 'VyOS' } as const;
    const identity = { fact: 'identity', line: 1, kind: 'machine-id', value: 'f'.repeat(32) } as const;
    const snapshot = snapshotOf([{ ...router, facts: [system, identity, ...router.facts] }]);
    expect(hostNamed(snapshot, 'vy-60')).toMatchObject({ kind: 'network-device' });
  });
});
