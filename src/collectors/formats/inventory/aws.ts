import type { Fact } from '../../../model/fact.ts';
import { readBalancers } from './aws-balancers.ts';
import { readAwsServices } from './aws-services.ts';
import { addresses, type Json, macs, objectsAt, tags, textAt, texts } from './fields.ts';
import { type ItemReader, listedHost, listedService, readInventory } from './listed.ts';

/** `Tags: [{ Key, Value }]` */
const awsTags = (value: Json): Record<string, string | undefined> =>
  Object.fromEntries(objectsAt(value, 'Tags').map((tag) => [textAt(tag, 'Key') ?? '', textAt(tag, 'Value')]));

/** The region of a zone: `eu-west-1` of `eu-west-1b`. */
const regionOf = (zone: string | undefined): string | undefined => /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}/.exec(zone ?? '')?.[0];

const cardAddresses = (card: Json): string[] =>
  addresses(
    textAt(card, 'PrivateIpAddress'),
    textAt(card, 'Association', 'PublicIp'),
    ...objectsAt(card, 'PrivateIpAddresses').flatMap((one) => [
      textAt(one, 'PrivateIpAddress'),
      textAt(one, 'Association', 'PublicIp'),
    ]),
    ...objectsAt(card, 'Ipv6Addresses').map((one) => textAt(one, 'Ipv6Address')),
  );

/** `describe-instances`: Reservations[].Instances[]. */
const readInstance: ItemReader = (value, line) => {
  const id = textAt(value, 'InstanceId');
  if (id === undefined) return undefined;
  const cards = objectsAt(value, 'NetworkInterfaces');
  const { Name: name, ...own } = awsTags(value);
  const zone = textAt(value, 'Placement', 'AvailabilityZone');
  return [
    listedHost(line, {
      source: 'aws',
      id,
      names: texts(name, textAt(value, 'PrivateDnsName'), textAt(value, 'PublicDnsName')),
      addresses: addresses(textAt(value, 'PrivateIpAddress'), textAt(value, 'PublicIpAddress'), ...cards.map(cardAddresses)),
      macs: macs(cards.map((card) => textAt(card, 'MacAddress'))),
      identity: [{ kind: 'instance-id', value: id }],
      osName: textAt(value, 'PlatformDetails') ?? textAt(value, 'Platform'),
      state: textAt(value, 'State', 'Name')?.toLowerCase(),
      tags: tags(own, {
        account: cards.map((card) => textAt(card, 'OwnerId')).find((owner) => owner !== undefined),
        region: regionOf(zone),
        zone,
        vpc: textAt(value, 'VpcId'),
        subnet: textAt(value, 'SubnetId'),
        type: textAt(value, 'InstanceType'),
      }),
    }),
  ];
};

const balancerCard = /^ELB ((?:app|net|gwy)\/[\w-]{1,64}\/[0-9a-f]{8,32})$/;

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** The card of a balancer says in its description which one it is of. */
function balancerOf(card: Json, line: number): Fact | undefined {
  const [, path] = balancerCard.exec(textAt(card, 'Description') ?? '') ?? [];
  const region = regionOf(textAt(card, 'AvailabilityZone'));
  const account = textAt(card, 'OwnerId');
  if (path === undefined || region === undefined || account === undefined) return undefined;
  return listedService(line, {
    source: 'aws',
    id: `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:loadbalancer/${path}`,
    kind: 'load-balancer',
    name: path.split('/')[1] ?? path,
    names: [],
    addresses: cardAddresses(card),
    endpoints: [],
    tags: {},
  });
}

/** `describe-network-interfaces`: NetworkInterfaces[]; what no machine has is an address of some service. */
const readCard: ItemReader = (value, line) => {
  const card = textAt(value, 'NetworkInterfaceId');
  if (card === undefined) return undefined;
  const balancer = balancerOf(value, line);
  if (balancer !== undefined) return [balancer];
  const instance = textAt(value, 'Attachment', 'InstanceId');
  const zone = textAt(value, 'AvailabilityZone');
  return [
    listedHost(line, {
      source: 'aws',
      id: instance ?? card,
      kind: instance === undefined ? 'virtual-address' : undefined,
      names: instance === undefined ? texts(textAt(value, 'Description')) : [],
      addresses: cardAddresses(value),
      macs: macs(textAt(value, 'MacAddress')),
      identity: instance === undefined ? [] : [{ kind: 'instance-id', value: instance }],
      tags: tags({
        account: textAt(value, 'OwnerId'),
        region: regionOf(zone),
        zone,
        vpc: textAt(value, 'VpcId'),
        subnet: textAt(value, 'SubnetId'),
      }),
    }),
  ];
};

/**
 * What `aws … describe-… --output json` writes, one or several documents in a file: instances, network interfaces, load balancers
 * of both kinds with listeners, groups and their health, RDS and ElastiCache. Format: AWS CLI Command Reference, "Output" of each.
 */
export function parseAws(text: string): readonly Fact[] {
  return readInventory(text, {
    Instances: readInstance,
    NetworkInterfaces: readCard,
    ...readBalancers(),
    ...readAwsServices,
  });
}
