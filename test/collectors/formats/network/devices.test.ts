import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkDialects } from '../../../../src/collectors/network-dialects.ts';
import { networkCollectors } from '../../../../src/collectors/network-registry.ts';
import { collectors } from '../../../../src/collectors/registry.ts';
import { networkPlatforms } from '../../../../src/model/collector.ts';
import { buildScript } from '../../../../src/scan/script.ts';

const read = (id: string, text: string): unknown => networkCollectors.find((one) => one.id === id)?.parse(text);

/** Outputs as the command references of the vendors show them, and what they say. */
const outputs: Readonly<Record<string, readonly [text: string, facts: readonly unknown[]]>> = {
  'cisco-ios.vlans': [
    `
VLAN Name                             Status    Ports
---- -------------------------------- --------- -------------------------------
1    default                          active    Gi1/0/2, Gi1/0/3
                                                Gi1/0/4
20   servers of floor 2               active    Gi1/0/7
1002 fddi-default                     act/unsup
`,
    [
      { fact: 'vlan', line: 4, vlan: 1, name: 'default' },
      { fact: 'vlan', line: 6, vlan: 20, name: 'servers of floor 2' },
      { fact: 'vlan', line: 7, vlan: 1002, name: 'fddi-default' },
    ],
  ],
  'cisco-ios.bundles': [
    `Number of channel-groups in use: 1
Group  Port-channel  Protocol    Ports
------+-------------+-----------+-----------------------------------------------
1      Po1(SU)         LACP      Gi1/0/47(P)    Gi1/0/48(P)
`,
    [{ fact: 'aggregate', line: 4, port: 'Po1', members: [{ port: 'Gi1/0/47' }, { port: 'Gi1/0/48' }] }],
  ],
  'cisco-nxos.bundles': [
    `Group Port-       Type     Protocol  Member Ports
      Channel
--------------------------------------------------------------------------------
10    Po10(SU)    Eth      LACP      Eth1/9(P)    Eth1/10(P)
                                     Eth1/11(D)
`,
    [{ fact: 'aggregate', line: 4, port: 'Po10', members: [{ port: 'Eth1/9' }, { port: 'Eth1/10' }, { port: 'Eth1/11' }] }],
  ],
  'cisco-nxos.version': [
    `Cisco Nexus Operating System (NX-OS) Software
Software
  BIOS: version 07.68
  NXOS: version 9.3(8)
Hardware
  cisco Nexus9000 C93180YC-EX chassis
  Processor Board ID FDO21120ABC
  Device name: n9k-1
`,
    [
      { fact: 'system', line: 1, name: 'n9k-1', osName: 'Cisco NX-OS', osVersion: '9.3(8)' },
      { fact: 'device', line: 1, vendor: 'Cisco', model: 'Nexus9000 C93180YC-EX', softwareVersion: '9.3(8)' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'FDO21120ABC' },
    ],
  ],
  'arista-eos.version': [
    'Arista DCS-7050SX3-48YC8\nHardware version: 11.00\nSerial number: JPE20110001\nSoftware image version: 4.28.3M\n',
    [
      { fact: 'system', line: 1, osName: 'Arista EOS', osVersion: '4.28.3M' },
      { fact: 'device', line: 1, vendor: 'Arista', model: 'DCS-7050SX3-48YC8', softwareVersion: '4.28.3M' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'JPE20110001' },
    ],
  ],
  'juniper-junos.version': [
    'Hostname: ex-1\nModel: ex3400-24t\nJunos: 20.4R3.8\n',
    [
      { fact: 'system', line: 1, name: 'ex-1', osName: 'Junos', osVersion: '20.4R3.8' },
      { fact: 'device', line: 1, vendor: 'Juniper', model: 'ex3400-24t', softwareVersion: '20.4R3.8' },
    ],
  ],
  'juniper-junos.hardware': [
    `Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                NV0217170001      EX3400-24T
Pseudo CB 0
`,
    [
      { fact: 'system', line: 1, osName: 'Junos' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'NV0217170001' },
    ],
  ],
  'juniper-junos.interfaces': [
    `Interface               Admin Link Proto    Local                 Remote
ge-0/0/0                up    up
ge-0/0/0.0              up    up   inet     10.50.0.1/24
                                   inet6    2001:db8:50::1/64
                                            fe80::1/64
ge-0/0/1                up    down
`,
    [
      { fact: 'interface', line: 2, name: 'ge-0/0/0', up: true },
      { fact: 'interface', line: 3, name: 'ge-0/0/0.0', up: true },
      { fact: 'address', line: 3, interface: 'ge-0/0/0.0', address: '10.50.0.1', prefix: 24 },
      { fact: 'address', line: 4, interface: 'ge-0/0/0.0', address: '2001:db8:50::1', prefix: 64 },
      { fact: 'address', line: 5, interface: 'ge-0/0/0.0', address: 'fe80::1', prefix: 64 },
      { fact: 'interface', line: 6, name: 'ge-0/0/1', up: false },
    ],
  ],
  'juniper-junos.lldp': [
    `Local Interface    Parent Interface    Chassis Id          Port info          System Name
ge-0/0/23          -                   52:54:00:12:50:01   ge-0/0/1           core-50
xe-0/1/0           ae0                 52:54:00:12:50:02   Port of core       core 51
`,
    [
      {
        fact: 'adjacency',
        line: 2,
        protocol: 'lldp',
        localPort: 'ge-0/0/23',
        remoteChassis: '52:54:00:12:50:01',
        remoteName: 'core-50',
        remotePort: 'ge-0/0/1',
      },
      {
        fact: 'adjacency',
        line: 3,
        protocol: 'lldp',
        localPort: 'xe-0/1/0',
        remoteChassis: '52:54:00:12:50:02',
        remoteName: 'core 51',
        remotePort: 'Port of core',
      },
    ],
  ],
  'juniper-junos.routes': [
    `
inet.0: 3 destinations, 3 routes (3 active, 0 holddown, 0 hidden)
+ = Active Route, - = Last Active, * = Both

0.0.0.0/0          *[Static/5] 3w2d 04:11:07
                    >  to 10.50.0.254 via ge-0/0/0.0
10.50.0.0/24       *[Direct/0] 3w2d 04:11:07
                    >  via ge-0/0/0.0
`,
    [
      { fact: 'route', line: 6, destination: '0.0.0.0/0', gateway: '10.50.0.254', interface: 'ge-0/0/0.0' },
      { fact: 'route', line: 8, destination: '10.50.0.0/24', interface: 'ge-0/0/0.0' },
    ],
  ],
  'mikrotik-routeros.arp': [
    ' 0 DC address=10.0.0.7 mac-address=52:54:00:12:34:56 interface=bridge1 published=no status=reachable \n 1    address=10.0.0.8 mac-address=52:54:00:12:34:58 interface=bridge1\n',
    [
      { fact: 'neighbor', line: 1, address: '10.0.0.7', mac: '52:54:00:12:34:56', interface: 'bridge1' },
      { fact: 'neighbor', line: 2, address: '10.0.0.8', mac: '52:54:00:12:34:58', interface: 'bridge1', state: 'permanent' },
    ],
  ],
  'mikrotik-routeros.mac': [
    ' 0   D  mac-address=52:54:00:12:34:56 vid=20 on-interface=ether7 bridge=bridge1 \n 1   DL mac-address=52:54:00:12:34:01 interface=bridge1 bridge=bridge1 \n',
    [
      { fact: 'fdb', line: 1, mac: '52:54:00:12:34:56', port: 'ether7', vlan: 20, status: 'learned' },
      { fact: 'fdb', line: 2, mac: '52:54:00:12:34:01', port: 'bridge1', status: 'self' },
    ],
  ],
  'mikrotik-routeros.neighbors': [
    ' 0 interface=ether1,bridge1 address=10.0.0.2 address4=10.0.0.2 mac-address=52:54:00:12:34:02 identity="sw core" platform="MikroTik" interface-name="ether24" system-caps-enabled=bridge,router discovered-by=lldp,mndp \n',
    [
      {
        ...{ fact: 'adjacency', line: 1, protocol: 'lldp', localPort: 'ether1', remoteChassis: '52:54:00:12:34:02' },
        ...{ remoteName: 'sw core', remotePort: 'ether24', remoteAddresses: ['10.0.0.2'], remotePlatform: 'MikroTik' },
        remoteCapabilities: ['bridge', 'router'],
      },
    ],
  ],
  'mikrotik-routeros.routes': [
    ' 0 ADS dst-address=0.0.0.0/0 gateway=198.51.100.1 gateway-status=198.51.100.1 reachable via  ether1 distance=1 \n 1 ADC dst-address=10.0.0.0/24 pref-src=10.0.0.1 gateway=bridge1 distance=0\n',
    [
      { fact: 'route', line: 1, destination: '0.0.0.0/0', gateway: '198.51.100.1' },
      { fact: 'route', line: 2, destination: '10.0.0.0/24', interface: 'bridge1' },
    ],
  ],
  'fortinet-fortios.version': [
    'Version: FortiGate-60F v7.2.5,build1517,230606 (GA.F)\nSerial-Number: FGT60FTK00000001\nHostname: fw-branch\n',
    [
      { fact: 'system', line: 1, name: 'fw-branch', osName: 'FortiOS', osVersion: '7.2.5' },
      { fact: 'device', line: 1, vendor: 'Fortinet', model: 'FortiGate-60F', softwareVersion: '7.2.5' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'FGT60FTK00000001' },
    ],
  ],
  'cisco-asa.version': [
    `
Cisco Adaptive Security Appliance Software Version 9.12(4)24
Device Manager Version 7.12(2)

fw-asa up 48 days 3 hours

Hardware:   ASA5516, 8192 MB RAM, CPU Atom C2000 series 2416 MHz, 1 CPU (8 cores)

Serial Number: JAD20000001
`,
    [
      { fact: 'system', line: 1, name: 'fw-asa', osName: 'Cisco ASA', osVersion: '9.12(4)24' },
      { fact: 'device', line: 1, vendor: 'Cisco', model: 'ASA5516', softwareVersion: '9.12(4)24' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'JAD20000001' },
    ],
  ],
  'hp-comware.version': [
    `HPE Comware Software, Version 7.1.070, Release 2612P02
Copyright (c) 2010-2019 Hewlett Packard Enterprise Development LP
HPE 5130-24G-4SFP+ EI Switch uptime is 3 weeks, 2 days, 1 hour, 7 minutes
`,
    [
      { fact: 'system', line: 1, osName: 'Comware', osVersion: '7.1.070, Release 2612P02' },
      {
        fact: 'device',
        line: 1,
        vendor: 'HPE',
        model: 'HPE 5130-24G-4SFP+ EI Switch',
        softwareVersion: '7.1.070, Release 2612P02',
      },
    ],
  ],
  'hp-procurve.version': [
    `
 Status and Counters - General System Information

  System Name        : aruba-1
  Software revision  : YA.16.10.0012        Base MAC Addr      : 525400-cc0001
  ROM Version        : YA.15.20             Serial Number      : CN00AB1234
`,
    [
      { fact: 'system', line: 1, name: 'aruba-1', osName: 'ArubaOS-Switch', osVersion: 'YA.16.10.0012' },
      { fact: 'device', line: 1, vendor: 'HPE', softwareVersion: 'YA.16.10.0012' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'CN00AB1234' },
    ],
  ],
  'aruba-cx.system': [
    `Hostname               : cx-1
System Description     : GL.10.04.0040
Vendor                 : Aruba
Product Name           : JL658A 6300M 24SFP+ 4SFP56 Swch
Chassis Serial Nbr     : SG00KN0001
Base MAC Address       : 525400-dd0001
ArubaOS-CX Version     : GL.10.04.0040
`,
    [
      { fact: 'system', line: 1, name: 'cx-1', osName: 'AOS-CX', osVersion: 'GL.10.04.0040' },
      {
        ...{ fact: 'device', line: 1, vendor: 'HPE Aruba', model: 'JL658A 6300M 24SFP+ 4SFP56 Swch' },
        softwareVersion: 'GL.10.04.0040',
      },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'SG00KN0001' },
    ],
  ],
  'paloalto-panos.version': [
    'hostname: pa-1\nip-address: 192.0.2.30\nmodel: PA-820\nserial: 012345678901\nsw-version: 10.1.6\n',
    [
      { fact: 'system', line: 1, name: 'pa-1', osName: 'PAN-OS', osVersion: '10.1.6' },
      { fact: 'device', line: 1, vendor: 'Palo Alto Networks', model: 'PA-820', softwareVersion: '10.1.6' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: '012345678901' },
    ],
  ],
};

describe('outputs of network devices', () => {
  it.each(Object.entries(outputs))('%s', (id, [text, facts]) => {
    expect(read(id, text)).toEqual(facts);
    // What an administrator pastes from Windows.
    expect(read(id, text.replaceAll('\n', '\r\n'))).toEqual(facts);
  });

  it('are never too broken to be read', () => {
    const texts = Object.values(outputs).map(([text]) => text);
    const pieces = fc.array(
      fc.oneof(fc.constantFrom(...texts.flatMap((text) => text.split('\n'))), fc.string({ maxLength: 40 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (lines) => {
        const text = lines.join('\n');
        for (const collector of networkCollectors) {
          for (const fact of collector.parse(text)) expect(fact.line === undefined || fact.line <= lines.length + 200).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('commands of network devices', () => {
  const words = /^(?:show|display|get) [\w -]{1,60}$|^\/(?:system|ip|interface)[a-z ]{0,40} print(?: terse)?$/;
  const paging = /^(?:terminal (?:length|pager) 0|set cli (?:screen-length 0|pager off)|no page|screen-length disable)$/;

  it('read, and change nothing but the pager of their own session', () => {
    for (const { request } of networkCollectors) expect(request.command).toMatch(words);
    for (const one of networkDialects) {
      expect(one.identify).toMatch(words);
      if (one.paging !== undefined) expect(one.paging).toMatch(paging);
    }
  });

  it('are asked of every system, never with more rights, and each answer is kept under its own name', () => {
    expect(networkDialects.map(({ platform }) => platform).sort()).toEqual([...networkPlatforms].sort());
    for (const { platform, identify } of networkDialects) {
      expect(networkCollectors.some((one) => one.platforms.includes(platform) && one.request.command === identify)).toBe(true);
    }
    expect(new Set(networkCollectors.map(({ id }) => id)).size).toBe(networkCollectors.length);
    expect(networkCollectors.every(({ request, group }) => request.root === 'never' && group === 'network')).toBe(true);
  });

  it('are no part of a script for a shell', () => {
    const script = buildScript(collectors, { marker: 'm', samples: 1, interval: 1, sudo: 'auto' });
    for (const { id } of networkCollectors) expect(script).not.toContain(` ${id} `);
  });
});
