import { describe, expect, it } from 'vitest';
import { parseAws } from '../../src/collectors/formats/inventory/aws.ts';
import { parseAzure } from '../../src/collectors/formats/inventory/azure.ts';
import { parseInventoryCsv } from '../../src/collectors/formats/inventory/csv.ts';
import { parseGcp } from '../../src/collectors/formats/inventory/gcp.ts';
import { parseKubernetes } from '../../src/collectors/formats/inventory/kubernetes.ts';
import { parseVmware } from '../../src/collectors/formats/inventory/vmware.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { ListedFact, Observation } from '../../src/model/observation.ts';
import { snapshotOf, visit } from './build.ts';
import { inventory, listedMachine } from './build-listings.ts';

const listedIn = (facts: readonly Fact[], target: string): Observation =>
  inventory(
    facts.filter((fact): fact is ListedFact => fact.fact === 'listed-host' || fact.fact === 'listed-service'),
    { target },
  );
const hostsOf = (...observations: readonly Observation[]) =>
  snapshotOf(observations)
    .hosts.map(({ name, addresses }) => `${name} ${addresses.join()}`)
    .sort();

describe('machines that only look alike', () => {
  it('are not one for a name in two groups of Azure, or in two subscriptions', () => {
    const machine = (group: string, ip: string) => ({
      virtualMachine: { name: 'web1', resourceGroup: group, network: { privateIpAddresses: [ip] } },
    });
    const [a, b] = [[machine('shop', '10.0.0.1'), machine('bank', '10.0.0.2')], [machine('shop', '10.0.0.3')]].map((one) =>
      parseAzure(JSON.stringify(one)),
    );
    expect(hostsOf(listedIn(a ?? [], 'inventory:a'), listedIn(b ?? [], 'inventory:b'))).toEqual([
      'web1 10.0.0.1',
      'web1 10.0.0.2',
      'web1 10.0.0.3',
    ]);
  });

  it('are not one for a name in two zones or projects of Google, or for having none', () => {
    const machine = (more: object) => ({ kind: 'compute#instance', networkInterfaces: [{ networkIP: '10.0.0.1' }], ...more });
    const facts = parseGcp(
      JSON.stringify([machine({}), machine({ name: 'a', zone: 'z/x-a' }), machine({ name: 'a', zone: 'z/x-b' })]),
    );
    expect(facts.flatMap((fact) => (fact.fact === 'listed-host' ? [fact.id] : []))).toEqual(['x-a/a', 'x-b/a']);
    const one = parseGcp(
      JSON.stringify([{ kind: 'compute#instance', name: 'a', networkInterfaces: [{ networkIP: '10.0.0.1' }] }]),
    );
    const two = parseGcp(
      JSON.stringify([{ kind: 'compute#instance', name: 'a', networkInterfaces: [{ networkIP: '10.0.0.2' }] }]),
    );
    expect(hostsOf(listedIn(one, 'inventory:p'), listedIn(two, 'inventory:q'))).toEqual(['a 10.0.0.1', 'a 10.0.0.2']);
  });

  it('are not one for a name in two sites of a table, in whatever order; cards of one machine are', () => {
    const rows = ['web1,10.0.0.1,north', 'web1,10.0.0.2,south', 'web1,10.0.0.3,south', 'db1,10.0.0.4,', 'db1,10.0.0.5,north'];
    const read = (lines: readonly string[]) =>
      listedIn(parseInventoryCsv(`name,address,site\n${lines.join('\n')}\n`), 'inventory:t');
    const expected = ['db1 10.0.0.4,10.0.0.5', 'web1 10.0.0.1', 'web1 10.0.0.2,10.0.0.3'];
    expect(hostsOf(read(rows))).toEqual(expected);
    const keysOf = (lines: readonly string[]) =>
      snapshotOf([read(lines)]).hosts.map(({ id, listed }) => `${id} ${listed?.join()}`);
    expect(keysOf(rows.toReversed())).toEqual(keysOf(rows));
  });

  it('are not one for a board that nobody read', () => {
    const zero = '00000000-0000-0000-0000-000000000000';
    const facts = parseInventoryCsv(`address,uuid\n10.0.0.1,${zero}\n10.0.0.2,${zero}\n`);
    expect(hostsOf(listedIn(facts, 'inventory:t'))).toEqual(['10.0.0.1 10.0.0.1', '10.0.0.2 10.0.0.2']);
  });

  it('are not one for a number that two tables of one file have', () => {
    const facts = parseInventoryCsv(
      'id,name,address\n1,web1,10.0.0.1\n1,db1,10.0.0.2\n2,lb1,10.0.0.3\n2,lb1.example.test,10.0.0.4\n',
    );
    expect(hostsOf(listedIn(facts, 'inventory:t'))).toEqual(['db1 10.0.0.2', 'lb1 10.0.0.3,10.0.0.4', 'web1 10.0.0.1']);
  });

  it('are no host that was looked at for a board or card that several of one inventory show', () => {
    const uuid = 'ec2a1b2c-0000-4000-8000-0123456789ab';
    const seen = visit({ target: 'box', uuid, facts: [{ fact: 'interface', name: 'eth0', mac: '52:54:00:00:00:01' }] });
    const nodes = ['n1', 'n2', 'n3'].map((id) =>
      listedMachine({ source: 'kubernetes', id, names: [id], identity: [{ kind: 'smbios-uuid', value: uuid }] }),
    );
    const listed = snapshotOf([seen, inventory(nodes)]).hosts;
    expect(listed.find(({ evidence }) => evidence !== undefined)?.listed).toBeUndefined();
    expect(listed).toHaveLength(4);
    const [alone] = snapshotOf([seen, inventory(nodes.slice(0, 1))]).hosts;
    expect(alone?.listed).toEqual(['kubernetes:n1@inventory:cloud']);
    const copies = ['c1', 'c2'].map((id) => listedMachine({ source: 'vmware', id, names: [id], macs: ['52:54:00:00:00:01'] }));
    expect(snapshotOf([seen, inventory(copies)]).hosts).toHaveLength(3);
  });
});

describe('words of an inventory that are called as something of every object', () => {
  it('stand for nothing', () => {
    const words = ['constructor', '__proto__', 'toString'];
    const aws = words.map((word) =>
      parseAws(
        JSON.stringify({
          LoadBalancers: [{ LoadBalancerArn: 'arn:a:b:c:d:loadbalancer/app/x/1', Type: word }],
          DBInstances: [{ DBInstanceIdentifier: 'd', Engine: word }],
          DBClusters: [{ DBClusterIdentifier: 'c', Engine: word }],
        }),
      ),
    );
    const pods = words.map((protocol) =>
      parseKubernetes(
        JSON.stringify({ items: [{ kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 80, protocol }] } }] }),
      ),
    );
    const machines = words.map((word) =>
      parseVmware(JSON.stringify({ virtualMachines: [{ self: { value: 'vm-1' }, name: 'v', runtime: { powerState: word } }] })),
    );
    const facts = [...aws, ...pods, ...machines].flat();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    for (const fact of facts) if (fact.fact === 'listed-service') expect(fact.endpoints).toEqual([]);
  });
});
