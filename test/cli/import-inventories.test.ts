import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openStore } from '../../src/store/store.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const map = (db: string, ...argv: string[]) => runMap([...argv, '--db', path(db)]);
const snapshotOf = async (db: string): Promise<Snapshot> =>
  JSON.parse((await map(db, 'export', '-f', 'json')).stdout) as Snapshot;
const namesOf = ({ hosts }: Snapshot) => hosts.map(({ name }) => name).sort();

const instance = (number: number) => ({
  ...{
    InstanceId: `i-000000000000000${number}`,
    PrivateIpAddress: `10.0.0.${number}`,
    VpcId: 'vpc-1',
    State: { Name: 'running' },
  },
  ...{ Placement: { AvailabilityZone: 'eu-west-1b' }, Tags: [{ Key: 'Name', Value: `web${number}` }] },
});
const aws = (...numbers: readonly number[]): string =>
  JSON.stringify({ Reservations: [{ Instances: numbers.map(instance) }] }, undefined, 4);

const cluster = JSON.stringify(
  {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0', namespace: 'shop' }, spec: { nodeName: 'node1' } },
        status: { phase: 'Running', podIP: '10.244.1.7' },
      },
      {
        ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } },
        spec: { clusterIP: '10.96.0.10', ports: [{ port: 80, protocol: 'TCP' }], type: 'ClusterIP' },
      },
      {
        ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
        metadata: { name: 'web-abc12', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
        endpoints: [{ addresses: ['10.244.1.7'], conditions: { ready: true } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  },
  undefined,
  2,
);

beforeAll(() => {
  writeFileSync(path('aws-prod.json'), aws(1, 2));
  writeFileSync(path('cluster.json'), cluster);
  writeFileSync(path('owners.csv'), 'hostname,owner,rack\nweb1,shop,R7\nold9,shop,R8\n');
});

describe('map import of inventories', () => {
  it('recognises them, keeps each by the name of its file, and counts what they list', async () => {
    const { code, stdout } = await map('all.db', 'import', path('aws-prod.json'), path('cluster.json'), path('owners.csv'));
    expect([code, stdout]).toEqual([0, expect.stringContaining('3 of 3 files read, 3 inventories listing 5 machines')]);
    const snapshot = await snapshotOf('all.db');
    expect(namesOf(snapshot)).toEqual(['old9', 'shop/web', 'web-0', 'web1', 'web2']);
    const web1 = snapshot.hosts.find(({ name }) => name === 'web1');
    expect(web1?.listed).toEqual(['aws:i-0000000000000001', 'csv:web1@inventory:owners']);
    expect(web1?.tags).toMatchObject({ owner: 'shop', rack: 'R7', zone: 'eu-west-1b' });
  });

  it('shows what is only listed, by whom and where', async () => {
    const hosts = await runMap(['hosts', '--db', path('all.db')], { columns: 80 });
    expect(hosts.stdout).toMatch(/^web1 +server +only listed/m);
    const shown = (await map('all.db', 'show', 'web1')).stdout;
    expect(shown).toContain('listed by: aws i-0000000000000001, csv web1 in owners');
    expect(shown).toMatch(/tags: .*owner=shop.*rack=R7/);
    expect(shown).toContain('looked at: never looked at, only listed');
    const coverage = (await map('all.db', 'coverage')).stdout;
    expect(coverage).toContain('listed by an inventory, never looked at: 3');
    expect(coverage).toMatch(/^ *web1 +server +listed/m);
  });

  it('leads from a configured arrow to the line of the inventory', async () => {
    const { code, stdout } = await map('all.db', 'explain', 'shop/web', 'web-0');
    expect(code).toBe(0);
    expect(stdout).toContain('text.kubernetes');
    expect(stdout).toContain('inventory:cluster');
  });

  it('takes a newer file for the older one of its name, and what is gone for removed', async () => {
    await map('newer.db', 'import', path('aws-prod.json'));
    writeFileSync(path('later.json'), aws(2, 3));
    const { code } = await map('newer.db', 'import', '--host', 'aws-prod', path('later.json'));
    expect(code).toBe(0);
    expect(namesOf(await snapshotOf('newer.db'))).toEqual(['web2', 'web3']);
    const diff = JSON.parse((await map('newer.db', 'diff', 'latest~1', 'latest', '--json')).stdout) as Record<string, unknown>;
    expect(JSON.stringify(diff)).toMatch(/"removed"/);
    expect((await map('newer.db', 'diff', 'latest~1', 'latest')).stdout).toMatch(/web1/);
    const again = await map('newer.db', 'import', '--host', 'aws-prod', path('later.json'));
    expect(again.stdout).toContain('Nothing in them is new');
  });

  it('adds to what was looked at, which stays', async () => {
    writeFileSync(path('web1-ip-addr.txt'), '2: eth0: <UP> mtu 1500\n    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0\n');
    await map('looked.db', 'import', path('web1-ip-addr.txt'), path('owners.csv'));
    const { stdout } = await map('looked.db', 'import', path('aws-prod.json'), path('web1-ip-addr.txt'));
    expect(stdout).toContain('2 of 2 files read, of 1 host and 1 inventory listing 2 machines');
    const { hosts } = await snapshotOf('looked.db');
    expect(hosts.find(({ evidence }) => evidence !== undefined)).toMatchObject({
      name: 'web1',
      tags: { rack: 'R7', vpc: 'vpc-1' },
    });
  });

  it('knows a table with boards in it from what a PowerShell tells of one machine', async () => {
    writeFileSync(path('boards.csv'), 'name,address,uuid\nweb1,10.0.0.1,420a1b2c-0000-4000-8000-000000000001\n');
    const { stdout } = await map('boards.db', 'import', path('boards.csv'));
    expect(stdout).toContain('1 inventory listing 1 machine');
  });

  it('reads what a PowerShell writes', async () => {
    writeFileSync(
      path('vms.csv'),
      Buffer.from(
        '\ufeff#TYPE VMware.VimAutomation.ViCore.Impl.V1.VM.UniversalVirtualMachineImpl\r\n"Name","PowerState","VMHost","Id","Notes"\r\n"db1","PoweredOn","esx1.example.test","VirtualMachine-vm-12","call Bob"\r\n',
        'utf16le',
      ),
    );
    writeFileSync(path('wide.json'), Buffer.from(`\ufeff${aws(7)}`, 'utf16le'));
    const { code, stdout } = await map('wide.db', 'import', path('wide.json'), path('vms.csv'));
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 inventories listing 3 machines')]);
    expect(namesOf(await snapshotOf('wide.db'))).toEqual(['db1', 'esx1.example.test', 'web7']);
  });
});

describe('what is wrong with an inventory', () => {
  it('is told by file, with the line, in the summary and by the coverage', async () => {
    writeFileSync(path('bad.csv'), 'name,address,site\nweb1,10.0.0.300,north\ndb1,10.0.0.6,south\nlb1,n/a,south\n');
    writeFileSync(path('cut.csv'), 'name,address,site\nweb2,10.0.0.7,north\nweb3,10.0.0.1');
    writeFileSync(path('cut.json'), aws(4, 5).slice(0, -120));
    const { code, stdout } = await map('bad.db', 'import', path('bad.csv'), path('cut.csv'), path('cut.json'));
    expect(code).toBe(0);
    expect(stdout).toContain('Not read whole 3');
    expect(stdout).toMatch(/bad\.csv: 1 line could not be read, the first is line 2: not an address \(map parse .*bad\.csv\)/);
    for (const name of ['cut.csv', 'cut.json']) expect(stdout).toContain(`${name}: its end is missing, and what stood there`);
    const { hosts } = await snapshotOf('bad.db');
    expect(hosts.map(({ name, addresses }) => `${name} ${addresses.join()}`).sort()).toEqual(
      ['db1 10.0.0.6', 'lb1 ', 'web1 ', 'web2 10.0.0.7', 'web3 ', 'web4 10.0.0.4'].sort(),
    );
    const coverage = (await map('bad.db', 'coverage', '--verbose')).stdout;
    expect(coverage).toMatch(/inventory:bad.*2.*not an address.*10\.0\.0\.300/);
  });

  it('is told in the width of the screen', async () => {
    const { stdout } = await runMap(['import', path('bad.csv'), path('cut.json'), '--db', path('narrow.db')], { columns: 80 });
    const told = stdout.slice(stdout.indexOf('Not read whole')).trimEnd().split('\n');
    expect(told.filter((line) => line.length > 80 && line.trim().includes(' '))).toEqual([]);
    expect(told.join(' ').replace(/ +/g, ' ')).toContain(
      'its end is missing, and what stood there is not on the map: send it again',
    );
  });

  it('is told to scripts too, and again for a file that brings nothing new', async () => {
    const { stdout } = await map('bad.db', 'import', path('bad.csv'), '--json');
    const { unread, unchanged } = JSON.parse(stdout) as { unread: readonly unknown[]; unchanged: boolean };
    expect([unchanged, unread]).toEqual([
      true,
      [{ path: path('bad.csv'), lines: 1, first: { line: 2, reason: 'not an address' } }],
    ]);
  });

  it('leaves a snapshot with the failure where no file could be read, once', async () => {
    writeFileSync(path('letter.txt'), 'Dear all,\n');
    const { code, stdout } = await map('none.db', 'import', path('letter.txt'));
    expect([code, stdout]).toEqual([3, expect.stringMatching(/^0 of 1 files read\nSnapshot 1\n/)]);
    expect((await snapshotOf('none.db')).coverage.failed).toHaveLength(1);
    const again = await map('none.db', 'import', path('letter.txt'));
    expect([again.code, again.stdout]).toEqual([3, expect.stringContaining('Nothing was imported')]);
    expect((await map('none.db', 'snapshots', '--json')).stdout.match(/"takenAt"/g)).toHaveLength(1);
  });
});

const secret = 'hunter2-planted';

describe('secrets in an inventory', () => {
  const planted: Readonly<Record<string, string>> = {
    'aws.json': JSON.stringify({
      Reservations: [{ Instances: [{ ...instance(1), UserData: secret, Tags: [{ Key: 'db_password', Value: secret }] }] }],
    }),
    'rds.json': JSON.stringify({
      DBInstances: [{ DBInstanceIdentifier: 'orders', MasterUserPassword: secret, MasterUserSecret: { SecretArn: secret } }],
    }),
    'azure.json': JSON.stringify([
      {
        id: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1',
        ...{
          name: 'vm1',
          osProfile: { adminPassword: secret, customData: secret },
          tags: { connectionString: `Server=x;Password=${secret}` },
        },
      },
    ]),
    'gcp.json': JSON.stringify([
      {
        kind: 'compute#instance',
        name: 'g1',
        id: '1',
        metadata: { items: [{ key: 'startup-script', value: secret }] },
        labels: { token: secret },
      },
    ]),
    'pods.json': JSON.stringify({
      apiVersion: 'v1',
      items: [
        {
          ...{
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'p', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': secret } },
          },
          ...{ spec: { containers: [{ env: [{ name: 'PW', value: secret }], args: [secret] }] }, status: { podIP: '10.1.1.1' } },
        },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: secret } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 's' }, data: { a: secret } },
      ],
    }),
    'ansible.json': JSON.stringify({
      _meta: {
        hostvars: { h1: { ansible_host: '10.1.1.2', ansible_become_pass: secret, db: { url: `postgres://u:${secret}@db/x` } } },
      },
    }),
    'hosts.ini': `[web]\nh2 ansible_host=10.1.1.3 ansible_ssh_pass=${secret} api_token="${secret}"\n[web:vars]\nansible_become_password=${secret}\nvault_db_pass: ${secret}\n`,
    'hosts.yml': `all:\n  hosts:\n    h3:\n      ansible_host: 10.1.1.4\n      ansible_password: ${secret}\n      db_password: "${secret}"\n  vars:\n    secret_key: ${secret}\n`,
    'table.csv': `name,address,root password,Admin Kennwort,tags\nh4,10.1.1.5,${secret},${secret}2,"env=prod;password=${secret}"\nh5,10.1.1.6,"${secret} ""x""\nnext",,\n`,
    'vm.json': JSON.stringify({
      virtualMachines: [
        {
          self: { value: 'vm-1' },
          name: 'v1',
          config: {
            uuid: '42109bd4-8f9e-4d42-9c3e-0123456789ab',
            annotation: `root password: ${secret}`,
            extraConfig: [{ key: 'guestinfo.userdata', value: secret }],
            vAppConfig: { property: [{ id: 'pw', value: secret }] },
          },
        },
      ],
    }),
    'netbox.json': JSON.stringify({
      results: [
        {
          id: 1,
          name: 'n1',
          device_type: { id: 1 },
          custom_fields: { root_password: secret },
          comments: `pw is ${secret}`,
          local_context_data: { a: secret },
          config_context: { b: secret },
        },
      ],
    }),
  };

  it.each(Object.keys(planted))('are in no database and no output: %s', async (name) => {
    writeFileSync(path(name), planted[name] ?? '');
    const db = `${name}.db`;
    const { code, stdout, stderr } = await map(db, 'import', path(name));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('hunter2');
    const store = openStore(path(db));
    const stored = [...store.evidenceAt(1)].flatMap(({ collection }) =>
      collection.sections.map(({ stdout: bytes }) => Buffer.from(bytes).toString()),
    );
    store.close();
    expect(stored.join('\n')).not.toContain('hunter2');
    expect(readFileSync(path(db)).includes('hunter2')).toBe(false);
    for (const argv of [['export', '-f', 'json'], ['coverage', '--unreadable'], ['hosts']]) {
      expect((await map(db, ...argv)).stdout).not.toContain('hunter2');
    }
  });
});
