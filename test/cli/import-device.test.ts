import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Coverage, Host, Link } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const files: Readonly<Record<string, string>> = {
  'version.txt': lines(
    'Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)',
    'core1 uptime is 1 year, 12 weeks, 3 days, 4 hours, 5 minutes',
    'cisco WS-C2960X-24TS-L (APM86XXX) processor (revision A0) with 524288K bytes of memory.',
    'Processor board ID FOC1234X0AB',
  ),
  'lldp.txt': lines(
    '------------------------------------------------',
    'Local Intf: Gi1/0/24',
    'Chassis id: 001c.73aa.0001',
    'Port id: Ethernet49',
    'System Name: acc1',
    '',
    'Management Addresses:',
    '    IP: 10.20.10.2',
    '',
    'Total entries displayed: 1',
  ),
  'arp.txt': lines(
    'Protocol  Address          Age (min)  Hardware Addr   Type   Interface',
    'Internet  10.20.10.1              -   001b.54aa.bb41  ARPA   Vlan10',
    'Internet  10.20.10.21             5   5254.0010.0021  ARPA   Vlan10',
    'Internet  10.20.20.1              -   001b.54aa.bb42  ARPA   Vlan20',
  ),
  'routes.txt': lines(
    'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP',
    '',
    'Gateway of last resort is 10.20.10.254 to network 0.0.0.0',
    '',
    'S*    0.0.0.0/0 [1/0] via 10.20.10.254',
    '      10.0.0.0/8 is variably subnetted, 4 subnets, 2 masks',
    'C        10.20.10.0/24 is directly connected, Vlan10',
    'L        10.20.10.1/32 is directly connected, Vlan10',
    'C        10.20.20.0/24 is directly connected, Vlan20',
    'L        10.20.20.1/32 is directly connected, Vlan20',
  ),
  'acc-version.txt': lines(
    'Arista vEOS',
    'Hardware version:    ',
    'Serial number:       ',
    'System MAC address:  001c.73aa.0001',
    '',
    'Software image version: 4.25.2F',
  ),
  'acc-lldp.txt': lines(
    'Interface Ethernet49 detected 1 LLDP neighbors:',
    '',
    '  Neighbor 001b.54aa.bb00/Gi1/0/24, age 12 seconds',
    '  - Chassis ID type: MAC address (4)',
    '    Chassis ID     : 001b.54aa.bb00',
    '  - Port ID type: Interface name(5)',
    '    Port ID     : "Gi1/0/24"',
    '  - System Name: "core1"',
    '  - Management Address Subtype: IPv4',
    '    Management Address        : 10.20.10.1',
  ),
  'ss.txt': lines(
    'Netid State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process',
    'tcp   LISTEN 0      128    0.0.0.0:22          0.0.0.0:*         users:(("sshd",pid=700,fd=3))',
  ),
  'netbox.csv': lines(
    'name,status,site,role,ip_address',
    'core1,Active,North,Core,10.20.10.1/24',
    'acc1,Active,North,Access,10.20.10.2/24',
    'app21,Active,North,Server,10.20.10.21/24',
    'db32,Active,North,Server,10.20.20.32/24',
  ),
  'virsh.txt': lines(' Id   Name      State', '--------------------------', ' 1    web1      running'),
  'listed.csv': lines('name,status,ip_address', 'app22,Active,10.20.10.22/24'),
  'sites.csv': lines('name,status,ip_address', 'app22.a.test,Active,10.1.0.22/24', 'app22.b.test,Active,10.2.0.22/24'),
};

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
});

const core = ['--host', 'core1', 'version.txt', 'lldp.txt', 'arp.txt', 'routes.txt'];
const access = ['--host', 'acc1', 'acc-version.txt', 'acc-lldp.txt'];
const listed = ['netbox.csv'];

/** Imports one after the other; the files are named as above. */
async function importAll(db: string, all: readonly (readonly string[])[]): Promise<void> {
  const given = all.map((args) => args.map((arg) => (arg in files ? path(arg) : arg)));
  for (const args of given) expect(await runMap(['import', '--db', path(db), ...args])).toMatchObject({ code: 0 });
}

const documentOf = async <T>(db: string, ...args: readonly string[]): Promise<T> =>
  JSON.parse((await runMap([...args, '--json', '--db', path(db)])).stdout) as T;

const hostsOf = async (db: string): Promise<string[]> =>
  (await documentOf<Host[]>(db, 'hosts'))
    .map(({ name, addresses, evidence }) => [name, ...addresses, evidence === undefined ? 'listed' : 'read'].join(' '))
    .sort();

describe('a switch as somebody pasted it, and a list with its address', () => {
  it.each([
    ['before', 'before.db', [listed, access, core]],
    ['after', 'after.db', [core, access, listed]],
    ['between', 'between.db', [core, listed, access]],
  ])('are one device, whose cable stays one: the list came %s', async (_, db, all) => {
    await importAll(db, all);
    expect(await hostsOf(db)).toEqual([
      'acc1 10.20.10.2 read',
      'app21 10.20.10.21 listed',
      'core1 10.20.10.1 10.20.20.1 read',
      'db32 10.20.20.32 listed',
    ]);
    const links = await documentOf<Link[]>(db, 'links');
    expect(links.filter(({ protocols }) => protocols.includes('lldp'))).toMatchObject([{ confidence: 0.99, seenFrom: 'both' }]);
    const before = (await runMap(['export', 'json', '--db', path(db)])).stdout;
    expect(await runMap(['rebuild', '--db', path(db)])).toMatchObject({ code: 0 });
    expect((await runMap(['export', 'json', '--db', path(db)])).stdout).toBe(before);
  });

  it('are on the way between two networks', async () => {
    await importAll('path.db', [core, listed, ['--host', 'app21', 'ss.txt']]);
    const { stdout } = await runMap(['path', 'app21', 'db32', '--db', path('path.db')]);
    expect(stdout).toMatch(/1 router in between/);
    expect(stdout).toMatch(/10\.20\.10\.0\/24[\s\S]*router +core1[\s\S]*10\.20\.20\.0\/24/u);
  });
});

type Document = Coverage & {
  readonly sharedAddresses?: readonly { readonly address: string; readonly hosts: readonly { readonly name: string }[] }[];
  readonly sharedNames?: readonly { readonly name: string; readonly hosts: readonly { readonly name: string }[] }[];
};

describe('a host without an address', () => {
  it('is the listed one of its name', async () => {
    await importAll('virsh.db', [['listed.csv'], ['--host', 'app22', 'virsh.txt']]);
    expect((await hostsOf('virsh.db')).filter((host) => host.startsWith('app22'))).toEqual(['app22 10.20.10.22 read']);
  });

  it('is said to be perhaps one of several', async () => {
    await importAll('sites.db', [['sites.csv'], ['--host', 'app22', 'virsh.txt']]);
    const { sharedNames } = await documentOf<Document>('sites.db', 'coverage');
    expect(sharedNames).toMatchObject([
      { name: 'app22', hosts: [{ name: 'app22' }, { name: 'app22.a.test' }, { name: 'app22.b.test' }] },
    ]);
    expect((await runMap(['coverage', '--db', path('sites.db')])).stdout).toMatch(
      /Hosts of one name[\s\S]*import it again with --address/u,
    );
  });
});

it('says which address was told of two hosts', async () => {
  const of = (name: string) => ['--host', name, '--address', '10.20.10.21', 'ss.txt'];
  await importAll('twice.db', [of('app31'), of('app32')]);
  const { sharedAddresses } = await documentOf<Document>('twice.db', 'coverage');
  expect(sharedAddresses).toMatchObject([{ address: '10.20.10.21', hosts: [{ name: 'app31' }, { name: 'app32' }] }]);
  expect((await runMap(['coverage', '--db', path('twice.db')])).stdout).toMatch(/10\.20\.10\.21 +app31, app32/u);
});
