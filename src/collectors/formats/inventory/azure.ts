import type { Fact } from '../../../model/fact.ts';
import { addresses, at, type Json, labelsAt, lastPart, macs, objectsAt, portAt, tags, textAt, texts, textsAt } from './fields.ts';
import { type ItemReader, listedHost, listedService, readInventory } from './listed.ts';
import { smbiosIdentity } from './vmware-values.ts';

const source = 'azure' as const;
const idOf = (text: string | undefined): string | undefined => text?.toLowerCase();
const subscriptionOf = (id: string): string | undefined => /^\/subscriptions\/([0-9a-f-]{36})/i.exec(id)?.[1];
const groupOf = (id: string): string | undefined => /\/resourcegroups\/([^/]{1,200})/i.exec(id)?.[1];
const typeOf = (id: string): string => /\/providers\/([^/]{1,100}\/[^/]{1,100})/i.exec(id)?.[1]?.toLowerCase() ?? '';
const list = (text: string | undefined): string[] => (text ?? '').split(',').map((one) => one.trim());
const place = (value: Json, id: string): Record<string, string | undefined> => ({
  account: subscriptionOf(id),
  group: groupOf(id),
  region: textAt(value, 'location'),
});

/** A machine finds its `vmId` in its SMBIOS, in one order of bytes or the other (Azure, "Azure VM unique ID"). */
const identityOf = (vm: string | undefined) =>
  vm === undefined ? [] : [{ kind: 'instance-id' as const, value: vm }, ...smbiosIdentity(vm)];

/** `az vm list --show-details`: addresses and MACs with commas between them. */
const readMachine = (value: Json, id: string, line: number): Fact =>
  listedHost(line, {
    ...{
      source,
      id,
      names: texts(textAt(value, 'name'), textAt(value, 'osProfile', 'computerName'), list(textAt(value, 'fqdns'))),
    },
    addresses: addresses(list(textAt(value, 'privateIps')), list(textAt(value, 'publicIps'))),
    macs: macs(list(textAt(value, 'macAddresses'))),
    identity: identityOf(textAt(value, 'vmId')),
    osName: textAt(value, 'storageProfile', 'osDisk', 'osType'),
    state: textAt(value, 'powerState')?.toLowerCase().replace(/^vm /, ''),
    tags: tags(labelsAt(value, 'tags'), place(value, id), {
      ...{ type: textAt(value, 'hardwareProfile', 'vmSize'), zone: texts(textsAt(value, 'zones')).join(',') },
    }),
  });

/** `az network nic list`: a card of a machine, or of a private endpoint. */
function readCard(value: Json, id: string, line: number): readonly Fact[] {
  const machine = idOf(textAt(value, 'virtualMachine', 'id'));
  const subnets = objectsAt(value, 'ipConfigurations').map((one) => textAt(one, 'subnet', 'id'));
  const card = listedHost(line, {
    ...{ source, id: machine ?? id, kind: machine === undefined ? 'virtual-address' : undefined },
    names: machine === undefined ? texts(textAt(value, 'name')) : [],
    addresses: addresses(
      objectsAt(value, 'ipConfigurations').map((one) => textAt(one, 'privateIPAddress') ?? textAt(one, 'privateIpAddress')),
    ),
    macs: macs(textAt(value, 'macAddress')),
    tags: tags(place(value, id), {
      vpc: /\/virtualnetworks\/([^/]{1,200})/i.exec(subnets[0] ?? '')?.[1],
      subnet: lastPart(subnets[0]),
    }),
  });
  if (machine === undefined) return [card];
  // Balancers name the card and mean its machine.
  const name = textAt(value, 'name') ?? id;
  const alias = { source, id, kind: 'other', name, names: [], addresses: [], endpoints: [], tags: {} } as const;
  return [card, listedService(line, { ...alias, members: [{ id: machine }] })];
}

/** `…/networkInterfaces/web1-nic/ipConfigurations/ipconfig1`: the card of a member. */
const cardOf = (id: string | undefined): string | undefined => idOf(id)?.split('/ipconfigurations/')[0];

/** A pool holds cards, or nothing but addresses. */
function membersOf(pool: Json | undefined): readonly ({ readonly id: string } | { readonly address: string })[] {
  const written = objectsAt(pool, 'loadBalancerBackendAddresses');
  const configurations = [
    ...objectsAt(pool, 'backendIPConfigurations').concat(objectsAt(pool, 'backendIpConfigurations')),
    ...written.flatMap((one) => objectsAt(one, 'networkInterfaceIPConfiguration')),
    ...written.flatMap((one) => objectsAt(one, 'networkInterfaceIpConfiguration')),
  ];
  const cards = texts(configurations.map((one) => cardOf(textAt(one, 'id'))));
  if (cards.length > 0) return cards.map((id) => ({ id }));
  return addresses(written.map((one) => textAt(one, 'ipAddress'))).map((address) => ({ address }));
}

/** `az network public-ip list`: what a balancer shows of itself outside; an address of a machine stands in `az vm list` too. */
function readPublicAddress(value: Json, line: number): readonly Fact[] {
  const id = idOf(textAt(value, 'ipConfiguration', 'id'))?.split('/frontendipconfigurations/')[0];
  if (id === undefined || typeOf(id) !== 'microsoft.network/loadbalancers') return [];
  return [
    listedService(line, {
      ...{ source, id, kind: 'load-balancer', name: lastPart(id) ?? id, software: 'azure load balancer' },
      names: texts(textAt(value, 'dnsSettings', 'fqdn')),
      addresses: addresses(textAt(value, 'ipAddress')),
      ...{ endpoints: [], tags: {} },
    }),
  ];
}

function readBalancer(value: Json, id: string, line: number): Fact {
  const rules = objectsAt(value, 'loadBalancingRules');
  const pools = objectsAt(value, 'backendAddressPools');
  const frontends = objectsAt(value, 'frontendIPConfigurations').concat(objectsAt(value, 'frontendIpConfigurations'));
  const members = rules.flatMap((rule) => {
    const [listen, port] = [portAt(rule, 'frontendPort'), portAt(rule, 'backendPort')];
    const pool = pools.find((one) => idOf(textAt(one, 'id')) === idOf(textAt(rule, 'backendAddressPool', 'id')));
    const ports = { ...(port === undefined ? {} : { port }), ...(listen === undefined ? {} : { listen }) };
    return membersOf(pool).map((member) => ({ ...member, ...ports }));
  });
  return listedService(line, {
    ...{ source, id, kind: 'load-balancer', name: textAt(value, 'name') ?? id, software: 'azure load balancer', names: [] },
    addresses: addresses(frontends.map((one) => textAt(one, 'privateIPAddress') ?? textAt(one, 'privateIpAddress'))),
    endpoints: rules.flatMap((rule) => {
      const port = portAt(rule, 'frontendPort');
      return port === undefined
        ? []
        : [{ protocol: textAt(rule, 'protocol')?.toLowerCase() === 'udp' ? 'udp' : 'tcp', port } as const];
    }),
    members,
    tags: tags(labelsAt(value, 'tags'), place(value, id)),
  });
}

const databases: Readonly<Record<string, readonly [software: string, port: number]>> = {
  'microsoft.sql/servers': ['sqlserver', 1433],
  'microsoft.dbforpostgresql/flexibleservers': ['postgres', 5432],
  'microsoft.dbforpostgresql/servers': ['postgres', 5432],
  'microsoft.dbformysql/flexibleservers': ['mysql', 3306],
  'microsoft.dbformysql/servers': ['mysql', 3306],
};

const readDatabase = (value: Json, id: string, line: number, [software, port]: readonly [string, number]): Fact =>
  listedService(line, {
    ...{ source, id, kind: 'database', name: textAt(value, 'name') ?? id, software, version: textAt(value, 'version') },
    ...{ names: texts(textAt(value, 'fullyQualifiedDomainName')), addresses: [], endpoints: [{ protocol: 'tcp', port }] },
    tags: tags(labelsAt(value, 'tags'), place(value, id), { state: textAt(value, 'state')?.toLowerCase() }),
  });

/** `az vm list-ip-addresses`: `{ virtualMachine: { name, resourceGroup, network } }` without the machine's id in older versions. */
function readAddresses(value: Json, line: number): readonly Fact[] | undefined {
  const machine = at(value, 'virtualMachine');
  const [group, name] = [textAt(machine, 'resourceGroup'), textAt(machine, 'name')];
  // Without its id: a name is unique in its group only, and that in its subscription.
  const id = idOf(textAt(machine, 'id')) ?? (name === undefined ? undefined : idOf(texts(group, name).join('/')));
  if (id === undefined) return undefined;
  const shown = objectsAt(machine, 'network', 'publicIpAddresses').map((one) => textAt(one, 'ipAddress'));
  const own = at(machine, 'network', 'privateIpAddresses');
  return [
    listedHost(line, {
      ...{ source, id, names: texts(name), macs: [] },
      addresses: addresses(
        (Array.isArray(own) ? own : []).map((one: unknown) => (typeof one === 'string' ? one : undefined)),
        shown,
      ),
      tags: tags({ group }),
    }),
  ];
}

const readItem: ItemReader = (value, line) => {
  if (at(value, 'virtualMachine', 'network') !== undefined) return readAddresses(value, line);
  const id = idOf(textAt(value, 'id'));
  if (id === undefined) return undefined;
  const type = typeOf(id);
  const database = Object.hasOwn(databases, type) ? databases[type] : undefined;
  if (type === 'microsoft.compute/virtualmachines') return [readMachine(value, id, line)];
  if (type === 'microsoft.network/networkinterfaces') return readCard(value, id, line);
  if (type === 'microsoft.network/loadbalancers') return [readBalancer(value, id, line)];
  if (type === 'microsoft.network/publicipaddresses') return readPublicAddress(value, line);
  return database === undefined ? [] : [readDatabase(value, id, line, database)];
};

/**
 * What `az vm list --show-details`, `az network nic list`, `az network lb list` and the lists of database servers write; which it is, each
 * resource id says. Format: Azure REST API reference, as the command line prints it.
 */
export const parseAzure = (text: string): readonly Fact[] => readInventory(text, { '': readItem });
