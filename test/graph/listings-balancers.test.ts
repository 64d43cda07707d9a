import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAws } from '../../src/collectors/formats/inventory/aws.ts';
import { parseAzure } from '../../src/collectors/formats/inventory/azure.ts';
import { parseGcp } from '../../src/collectors/formats/inventory/gcp.ts';
import { parseKubernetes } from '../../src/collectors/formats/inventory/kubernetes.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { ListedFact } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { snapshotOf } from './build.ts';
import { inventory, listedMachine as machine, listedService as service } from './build-listings.ts';

const listed = (facts: readonly Fact[]): ListedFact[] =>
  facts.filter((fact) => fact.fact === 'listed-host' || fact.fact === 'listed-service');

/** `front -> web1:8080`, sorted. */
function arrows({ hosts, dependencies }: Snapshot): string[] {
  const name = (id: string): string => hosts.find((host) => host.id === id)?.name ?? id;
  return dependencies.map(({ from, to, port, protocol }) => `${name(from.host)} -> ${name(to.host)}:${port}/${protocol}`).sort();
}

const azureResource = (kind: string, name: string): string =>
  `/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/Shop/providers/Microsoft.${kind}/${name}`;
const nic = (name: string, vm?: string) => ({
  ...{ id: azureResource('Network/networkInterfaces', name), name, macAddress: '00-0D-3A-00-00-01' },
  ...(vm === undefined ? {} : { virtualMachine: { id: azureResource('Compute/virtualMachines', vm).toUpperCase() } }),
  ipConfigurations: [{ privateIPAddress: `10.0.0.${name.length}`, name: 'ipconfig1' }],
});
const machines = ['web1', 'web2'].map((name) => ({ id: azureResource('Compute/virtualMachines', name), name }));
const pool = azureResource('Network/loadBalancers', 'front/backendAddressPools/web');
const ip = azureResource('Network/loadBalancers', 'front/frontendIPConfigurations/outside');
const balancer = (held: object) => ({
  ...{ id: azureResource('Network/loadBalancers', 'front'), name: 'front', backendAddressPools: [{ id: pool, ...held }] },
  frontendIPConfigurations: [{ id: ip }],
  loadBalancingRules: [{ protocol: 'Tcp', frontendPort: 443, backendPort: 8443, backendAddressPool: { id: pool.toLowerCase() } }],
});
const configured = (name: string) => ({ id: `${azureResource('Network/networkInterfaces', name)}/ipConfigurations/ipconfig1` });

describe('a balancer of Azure', () => {
  it('leads over the cards of its pool to their machines, whichever of the files comes first', () => {
    const held = { backendIPConfigurations: [configured('nic1'), configured('nic-22'), configured('nobodys')] };
    const files = [machines, [nic('nic1', 'web1'), nic('nic-22', 'web2'), nic('alone')], [balancer(held)]];
    for (const order of [files, files.toReversed()]) {
      const facts = order.flatMap((file) => listed(parseAzure(JSON.stringify(file))));
      expect(arrows(snapshotOf([inventory(facts)]))).toEqual(['front -> web1:8443/tcp', 'front -> web2:8443/tcp']);
    }
  });

  it('leads to the addresses of a pool that holds nothing else, and is found at its own', () => {
    const held = { loadBalancerBackendAddresses: [{ name: 'a', ipAddress: '10.0.0.4' }] };
    const outside = { id: azureResource('Network/publicIPAddresses', 'front-ip'), ipAddress: '203.0.113.4' };
    const shown = { ...outside, dnsSettings: { fqdn: 'Shop.example.test' }, ipConfiguration: { id: ip } };
    const facts = [[nic('nic1', 'web1')], machines, [balancer(held)], [shown]].flatMap((file) =>
      parseAzure(JSON.stringify(file)),
    );
    const snapshot = snapshotOf([inventory(listed(facts))]);
    expect(arrows(snapshot)).toEqual(['front -> web1:8443/tcp']);
    expect(snapshot.hosts.find(({ name }) => name === 'front')?.addresses).toEqual(['203.0.113.4']);
  });
});

const machineOf = (name: string) =>
  machine({ id: `projects/shop-1/zones/europe-west1-b/instances/${name}`, source: 'gcp', names: [name] });

describe('a rule of Google Cloud', () => {
  const text = readFileSync(new URL('../../fixtures/text.gcp/balancers.raw', import.meta.url), 'utf8');
  const members = ['web1', 'web2', 'db1', 'ns1', 'nobody'].map(machineOf);

  it('leads over proxies, maps, services, groups and pools to machines; what no list names leads nowhere', () => {
    const snapshot = snapshotOf([inventory([...members, ...listed(parseGcp(text))])]);
    expect(arrows(snapshot)).toEqual(['front -> web1:8080/tcp', 'front -> web2:8080/tcp', 'inner -> db1:5432/tcp']);
    expect(snapshot.hosts.map(({ name }) => name).sort()).toEqual([
      'db1',
      'front',
      'inner',
      'nobody',
      'ns1',
      'old',
      'web1',
      'web2',
    ]);
  });

  it('leads nowhere where the port of the group is not listed', () => {
    const withoutPorts = text.replace('"namedPorts": [ { "name": "http", "port": 8080 } ],', '');
    expect(arrows(snapshotOf([inventory([...members, ...listed(parseGcp(withoutPorts))])]))).toEqual(['inner -> db1:5432/tcp']);
  });
});

describe('the health of a group of AWS', () => {
  const group = (name: string) => ({
    TargetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/${name}/0123456789abcdef`,
  });
  const health = { TargetHealthDescriptions: [{ Target: { Id: 'i-1', Port: 80 }, TargetHealth: { State: 'healthy' } }] };
  const read = (...documents: readonly object[]): string => documents.flatMap((one) => JSON.stringify(one)).join('\n');

  it('is of the group that alone stands before it, and of nobody where several do', () => {
    const one = parseAws(read({ TargetGroups: [group('a')] }, health, { TargetGroups: [group('b')] }, health));
    expect(listed(one).flatMap(({ id, ...fact }) => ('members' in fact ? [id.split('/')[1]] : []))).toEqual(['a', 'b']);
    const several = parseAws(read({ TargetGroups: [group('a'), group('b')] }, health));
    expect(several.filter((fact) => 'members' in fact)).toEqual([]);
    expect(several.at(-1)).toMatchObject({ fact: 'skipped', reason: 'nothing in it to know it by' });
  });
});

it('joins balancer, listener, group and health of AWS out of a file each', () => {
  const text = readFileSync(new URL('../../fixtures/text.aws/balancer.raw', import.meta.url), 'utf8');
  const starts = ['{ "LoadBalancers"', '{ "Listeners"', '{ "TargetGroups"', '{ "DBInstances"'].map((start) =>
    text.indexOf(start),
  );
  const files = starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
  const members = [
    machine({ id: 'i-1234567890abcdef0', names: ['web1'] }),
    machine({ id: 'i-2', names: ['web2'], addresses: ['10.0.0.9'] }),
  ];
  const told = [members, ...files.map((file) => listed(parseAws(file)))];
  for (const order of [told, told.toReversed()]) {
    const snapshot = snapshotOf(order.map((one, index) => inventory(one, { target: `inventory:file${index}` })));
    expect(arrows(snapshot)).toEqual(['shop -> web1:8080/tcp', 'shop -> web2:8080/tcp']);
    expect(snapshot.hosts.map(({ name }) => name).sort()).toEqual(['orders', 'shop', 'web1', 'web2']);
  }
});

it('leads to each port behind a service of a cluster by the protocol of that', () => {
  const text = readFileSync(new URL('../../fixtures/text.kubernetes/kinds.raw', import.meta.url), 'utf8');
  const pod = machine({ id: 'pod/kube-system/dns', source: 'kubernetes', names: ['dns-0'], addresses: ['10.244.0.3'] });
  const found = arrows(snapshotOf([inventory([pod, ...listed(parseKubernetes(text))])]));
  expect(found.filter((arrow) => arrow.includes('dns-0'))).toEqual([
    'kube-system/kube-dns -> dns-0:53/udp',
    'kube-system/kube-dns -> dns-0:9153/tcp',
  ]);
});

it('leads from a cluster of databases to its instances', () => {
  const text = readFileSync(new URL('../../fixtures/text.aws/services.raw', import.meta.url), 'utf8');
  const found = arrows(snapshotOf([inventory(listed(parseAws(text)))]));
  expect(found).toContain('shop -> shop-1:5433/tcp');
});

it('ends where groups hold each other, however many they are', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `g${index}`);
  const groups = ids.map((id) => service({ id, kind: 'other', members: ids.map((other) => ({ id: other, port: 80 })) }));
  const front = service({ id: 'front', names: ['front.example.test'], members: ids.map((id) => ({ id, listen: 80 })) });
  expect(arrows(snapshotOf([inventory([front, ...groups])]))).toEqual([]);
});
