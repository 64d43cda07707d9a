import { expect, it } from 'vitest';
import { parseBridgeFdb } from '../../../../src/collectors/formats/network/bridge-fdb.ts';
import { networkCollectors } from '../../../../src/collectors/network-registry.ts';

const read = (id: string, text: string) => networkCollectors.find((one) => one.id === id)?.parse(text) ?? [];

it('what is learned through a tunnel, or from the other switch of a pair, is at no port', () => {
  const nexus = `   VLAN     MAC Address      Type      age     Secure NTFY Ports
*   10     0050.56b1.0001   dynamic  0         F      F    Eth1/1
+   10     0050.56b1.0003   dynamic  0         F      F    vPC Peer-Link
C   10     0050.56b1.0004   dynamic  0         F      F    nve1(10.1.1.1)
`;
  const ports = (id: string, text: string) => read(id, text).map((fact) => (fact.fact === 'fdb' ? [fact.mac, fact.port] : fact));
  expect(ports('cisco-nxos.mac', nexus)).toEqual([
    ['00:50:56:b1:00:01', 'Eth1/1'],
    ['00:50:56:b1:00:03', undefined],
    ['00:50:56:b1:00:04', undefined],
  ]);
  const eos = `Vlan    Mac Address       Type        Ports      Moves   Last Move
  20    5254.0060.2007    DYNAMIC     Vx1        1       9 days, 15:57:28 ago
  20    5254.0060.2008    DYNAMIC     Po1        1       0:05:05 ago
`;
  expect(ports('arista-eos.mac', eos)).toEqual([
    ['52:54:00:60:20:07', undefined],
    ['52:54:00:60:20:08', 'Po1'],
  ]);
});

it('of several ways Junos knows, those in use are routes', () => {
  const text = `inet.0: 2 destinations, 3 routes (2 active, 0 holddown, 0 hidden)
+ = Active Route, - = Last Active, * = Both

10.1.0.0/24        *[OSPF/10] 1d 00:00:00, metric 2
                    > to 10.0.0.2 via ge-0/0/0.0
                      to 10.0.0.3 via ge-0/0/1.0
                    [BGP/170] 1d 00:00:00, localpref 100
                    > to 10.9.9.9 via ge-0/0/2.0
10.2.0.0/24        +[Static/5] 1d 00:00:00
                    > to 10.0.0.4 via ge-0/0/0.0
`;
  expect(read('juniper-junos.routes', text).map((fact) => (fact.fact === 'route' ? fact.gateway : fact))).toEqual([
    '10.0.0.2',
    '10.0.0.3',
    '10.0.0.4',
  ]);
});

it('zones of PAN-OS may be called as what stands behind them', () => {
  const text = `name                id    vsys zone             forwarding               tag    address
------------------- ----- ---- ---------------- ------------------------ ------ ------------------
ethernet1/1         16    1    tap              tap                      0      N/A
ethernet1/2         17    1    ha               vr:default               0      10.0.0.1/24
ethernet1/3         18    1    my zone          vr:my router             0      10.0.1.1/24
ethernet1/4         19    1                     ha                       0      N/A
`;
  const zones = read('paloalto-panos.interfaces', text).flatMap((fact) => (fact.fact === 'interface' ? [fact.zone] : []));
  expect(zones).toEqual(['tap', 'ha', 'my zone', undefined]);
});

it('the tag of an interface of Cisco ASA', () => {
  const text = 'Interface GigabitEthernet0/1.20 "inside", is up, line protocol is up\n\tVLAN identifier 20\n';
  expect(read('cisco-asa.interfaces', text)).toMatchObject([{ name: 'GigabitEthernet0/1.20', vlan: 20 }]);
});

it('routes RouterOS made itself have no number, and of what it knows those in use are routes', () => {
  const text = ` 0  As  dst-address=0.0.0.0/0 routing-table=main gateway=10.0.0.254@main,10.0.1.254 immediate-gw=10.0.0.254%ether1 distance=1
    DAc dst-address=10.0.0.0/24 routing-table=main gateway=ether1 immediate-gw=ether1 distance=0
 1   s  dst-address=10.9.0.0/16 gateway=10.0.0.9 distance=200
    DAc+ dst-address=fd00::/64 gateway=ether2@vrf1 distance=0
`;
  expect(read('mikrotik-routeros.routes', text)).toEqual([
    { fact: 'route', line: 1, destination: '0.0.0.0/0', gateway: '10.0.0.254' },
    { fact: 'route', line: 1, destination: '0.0.0.0/0', gateway: '10.0.1.254' },
    { fact: 'route', line: 2, destination: '10.0.0.0/24', interface: 'ether1' },
    { fact: 'route', line: 4, destination: 'fd00::/64', interface: 'ether2' },
  ]);
});

it('a route of FortiOS by a tunnel', () => {
  const text = 'S       10.8.0.0/16 [10/0] via vpn1 tunnel 203.0.113.1, [1/0]\n';
  expect(read('fortinet-fortios.routes', text)).toEqual([
    { fact: 'route', line: 1, destination: '10.8.0.0/16', interface: 'vpn1' },
  ]);
});

it('what a bridge of Linux learned behind the end of a tunnel is at no port', () => {
  const text = `52:54:00:00:00:02 dev vxlan0 master br0
52:54:00:00:00:02 dev vxlan0 dst 10.0.0.1 self
52:54:00:00:00:03 dev eth2 master br0
`;
  const found = parseBridgeFdb(text).map((fact) => (fact.fact === 'fdb' ? [fact.mac, fact.port] : fact));
  expect(found).toEqual([
    ['52:54:00:00:00:02', undefined],
    ['52:54:00:00:00:03', 'eth2'],
  ]);
});
