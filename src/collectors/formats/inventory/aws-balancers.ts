import { addresses, lookUp, objectsAt, portAt, tags, textAt, texts, textsAt } from './fields.ts';
import { type ItemReader, listedService } from './listed.ts';
import { namedBefore } from './named-before.ts';

const nameIn = (arn: string): string => arn.split('/').at(-2) ?? arn;
const udp: ReadonlySet<string> = new Set(['UDP', 'TCP_UDP', 'QUIC']);
const protocolOf = (text: string | undefined): 'tcp' | 'udp' => (text !== undefined && udp.has(text) ? 'udp' : 'tcp');
const bare = { source: 'aws', names: [], addresses: [], endpoints: [], tags: {} } as const;

const types: Readonly<Record<string, string>> = {
  application: 'application load balancer',
  network: 'network load balancer',
  gateway: 'gateway load balancer',
};

const readBalancer: ItemReader = (value, line) => {
  const id = textAt(value, 'LoadBalancerArn');
  if (id === undefined) return undefined;
  const zones = objectsAt(value, 'AvailabilityZones').flatMap((zone) => objectsAt(zone, 'LoadBalancerAddresses'));
  return [
    listedService(line, {
      ...{ source: 'aws', id, kind: 'load-balancer', name: textAt(value, 'LoadBalancerName') ?? nameIn(id) },
      software: lookUp(types, textAt(value, 'Type')),
      names: texts(textAt(value, 'DNSName')),
      addresses: addresses(zones.flatMap((zone) => [textAt(zone, 'IpAddress'), textAt(zone, 'PrivateIPv4Address')])),
      endpoints: [],
      tags: tags({
        region: id.split(':')[3],
        account: id.split(':')[4],
        vpc: textAt(value, 'VpcId'),
        scheme: textAt(value, 'Scheme'),
      }),
    }),
  ];
};

/** A group names the balancers in front of it. */
const readGroup: ItemReader = (value, line) => {
  const id = textAt(value, 'TargetGroupArn');
  if (id === undefined) return undefined;
  const port = portAt(value, 'Port');
  const endpoints = port === undefined ? [] : [{ protocol: protocolOf(textAt(value, 'Protocol')), port }];
  const name = textAt(value, 'TargetGroupName') ?? nameIn(id);
  return [
    listedService(line, { ...bare, id, kind: 'other', name, endpoints }),
    ...textsAt(value, 'LoadBalancerArns').map((balancer) =>
      listedService(line, { ...bare, id: balancer, kind: 'load-balancer', name: nameIn(balancer), members: [{ id }] }),
    ),
  ];
};

const readListener: ItemReader = (value, line) => {
  const [id, port] = [textAt(value, 'LoadBalancerArn'), portAt(value, 'Port')];
  if (id === undefined || port === undefined) return undefined;
  const actions = objectsAt(value, 'DefaultActions');
  const groups = texts(
    actions.flatMap((action) => [
      textAt(action, 'TargetGroupArn'),
      ...objectsAt(action, 'ForwardConfig', 'TargetGroups').map((group) => textAt(group, 'TargetGroupArn')),
    ]),
  );
  const endpoints = [{ protocol: protocolOf(textAt(value, 'Protocol')), port }];
  const members = groups.map((group) => ({ id: group, listen: port }));
  return [listedService(line, { ...bare, id, kind: 'load-balancer', name: nameIn(id), endpoints, members })];
};

const isAddress = (id: string): boolean => addresses(id).length > 0;

/**
 * `describe-target-health` does not say of which group it tells: a document `{ "TargetGroups": [{ "TargetGroupArn": … }] }`
 * stands before it, as docs/importing.md has the commands write it.
 */
function readHealth(groupNow: () => string | undefined): ItemReader {
  return (value, line) => {
    const [group, id] = [groupNow(), textAt(value, 'Target', 'Id')];
    if (group === undefined || id === undefined) return undefined;
    const port = portAt(value, 'Target', 'Port');
    const state = textAt(value, 'TargetHealth', 'State');
    const member = {
      ...(isAddress(id) ? { address: id } : { id }),
      ...(port === undefined ? {} : { port }),
      ...(state === undefined ? {} : { healthy: state === 'healthy' }),
    };
    return [listedService(line, { ...bare, id: group, kind: 'other', name: nameIn(group), members: [member] })];
  };
}

/** `aws elb describe-load-balancers`: the balancers before those of ELBv2. */
const readClassic: ItemReader = (value, line) => {
  const name = textAt(value, 'LoadBalancerName');
  if (name === undefined) return undefined;
  const dns = textAt(value, 'DNSName');
  const listeners = objectsAt(value, 'ListenerDescriptions').flatMap((one) => objectsAt(one, 'Listener'));
  const ports = listeners.flatMap((one) => {
    const [listen, port] = [portAt(one, 'LoadBalancerPort'), portAt(one, 'InstancePort')];
    return listen === undefined ? [] : [{ listen, ...(port === undefined ? {} : { port }) }];
  });
  const instances = texts(objectsAt(value, 'Instances').map((one) => textAt(one, 'InstanceId')));
  return [
    listedService(line, {
      ...{ source: 'aws', id: dns ?? name, kind: 'load-balancer', name, software: 'classic load balancer' },
      names: texts(dns),
      addresses: [],
      endpoints: ports.map(({ listen }) => ({ protocol: 'tcp', port: listen })),
      members: instances.flatMap((id) => ports.map((port) => ({ id, ...port }))),
      tags: tags({ vpc: textAt(value, 'VPCId'), scheme: textAt(value, 'Scheme') }),
    }),
  ];
};

/** Readers of what `aws elbv2 describe-…` and `aws elb describe-load-balancers` write, for one file. */
export function readBalancers(): Readonly<Record<string, ItemReader>> {
  const groups = namedBefore();
  return {
    LoadBalancers: readBalancer,
    TargetGroups: (value, line) => {
      groups.named(textAt(value, 'TargetGroupArn') ?? '');
      return readGroup(value, line);
    },
    Listeners: readListener,
    TargetHealthDescriptions: readHealth(groups.now),
    LoadBalancerDescriptions: readClassic,
  };
}
