import { addresses, type Json, labelsAt, lastPart, objectsAt, portAt, tags, textAt, texts, textsAt } from './fields.ts';
import { type ItemReader, listedService } from './listed.ts';
import { namedBefore } from './named-before.ts';

const source = 'gcp' as const;

export const projectOf = (link: string | undefined): string | undefined => /\/projects\/([^/]{1,100})\//.exec(link ?? '')?.[1];

/** `…/compute/v1/projects/…` and `…/compute/beta/projects/…` are one thing. */
export const pathOf = (link: string | undefined): string | undefined =>
  link === undefined ? undefined : /projects\/.{1,800}$/.exec(link)?.[0];

const pathsOf = (...links: readonly (string | undefined)[]): string[] => texts(links.map(pathOf));

type Member = { readonly id: string; readonly port?: number; readonly listen?: number; readonly healthy?: boolean };

/** Something between a rule and the machines, which has neither a name nor an address of its own. */
const between = (line: number, id: string, members: readonly Member[]) =>
  listedService(line, {
    source,
    id,
    kind: 'other',
    name: lastPart(id) ?? id,
    names: [],
    addresses: [],
    endpoints: [],
    tags: {},
    members,
  });

/** `80-80`, `443`; of a range nobody knows which ports are in use. */
const rangePort = (text: string | undefined): number | undefined => {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? '') ?? [];
  return first === last ? portAt({ first }, 'first') : undefined;
};

function portsOf(value: Json): readonly number[] {
  const written = Array.isArray(value['ports']) ? value['ports'] : [];
  const listed = [textAt(value, 'portRange'), ...written.map(String)].map(rangePort);
  return [...new Set(listed.filter((port) => port !== undefined))];
}

/** `gcloud compute forwarding-rules list`: it leads to a proxy, a pool, an instance or a backend service. */
const readRule: ItemReader = (value, line) => {
  const link = textAt(value, 'selfLink');
  const name = textAt(value, 'name');
  if (name === undefined) return undefined;
  const ports = portsOf(value);
  const behind = pathsOf(textAt(value, 'target'), textAt(value, 'backendService'));
  return [
    listedService(line, {
      ...{ source, id: pathOf(link) ?? name, kind: 'load-balancer', name, software: 'forwarding rule', names: [] },
      addresses: addresses(textAt(value, 'IPAddress')),
      endpoints: ports.map((port) => ({ protocol: textAt(value, 'IPProtocol') === 'UDP' ? 'udp' : 'tcp', port }) as const),
      members: behind.flatMap((id) => (ports.length === 0 ? [{ id }] : ports.map((listen) => ({ id, listen })))),
      tags: tags(labelsAt(value, 'labels'), {
        account: projectOf(link),
        region: lastPart(textAt(value, 'region')),
        network: lastPart(textAt(value, 'network')),
        backend: lastPart(textAt(value, 'backendService') ?? textAt(value, 'target')),
      }),
    }),
  ];
};

/** A reader of what only leads on: `behind` finds the links of what stands behind it. */
const leadsOn =
  (behind: (value: Json) => readonly (string | undefined)[]): ItemReader =>
  (value, line) => {
    const id = pathOf(textAt(value, 'selfLink'));
    return id === undefined
      ? undefined
      : [
          between(
            line,
            id,
            pathsOf(...behind(value)).map((one) => ({ id: one })),
          ),
        ];
  };

const servicesOfMap = (value: Json): readonly (string | undefined)[] => [
  textAt(value, 'defaultService'),
  ...objectsAt(value, 'pathMatchers').flatMap((matcher) => [
    textAt(matcher, 'defaultService'),
    ...objectsAt(matcher, 'pathRules').map((rule) => textAt(rule, 'service')),
    ...objectsAt(matcher, 'routeRules').map((rule) => textAt(rule, 'service')),
  ]),
];

/** A port of a group by its name, as proxies call it. */
const portOfGroup = (group: string, name: string): string => `${group}#${name}`;
/** What passes packets on as they are: their port is that of the rule. */
const passes = (value: Json): boolean =>
  textAt(value, 'portName') === undefined || textAt(value, 'loadBalancingScheme') === 'INTERNAL';

/** `gcloud compute backend-services list`: the groups of machines behind it, of proxies with the name of a port there. */
const readBackendService: ItemReader = (value, line) => {
  const id = pathOf(textAt(value, 'selfLink'));
  if (id === undefined) return undefined;
  const groups = pathsOf(...objectsAt(value, 'backends').map((backend) => textAt(backend, 'group')));
  const name = textAt(value, 'portName') ?? '';
  return [
    between(
      line,
      id,
      groups.map((group) => ({ id: passes(value) ? group : portOfGroup(group, name) })),
    ),
  ];
};

/** `gcloud compute backend-services get-health`: the machines of one group; its `port` need not be the one that is called. */
function readHealth(value: Json, line: number) {
  const group = pathOf(textAt(value, 'backend'));
  if (group === undefined) return undefined;
  const members = objectsAt(value, 'status', 'healthStatus').flatMap((one) => {
    const id = pathOf(textAt(one, 'instance'));
    return id === undefined ? [] : [{ id, healthy: textAt(one, 'healthState') === 'HEALTHY' }];
  });
  return [between(line, group, members)];
}

/**
 * Readers of what stands between a forwarding rule and the machines, by `kind`, and of the two lists whose items have none. The machines of a
 * group come from `get-health`, or from `instance-groups list-instances` behind a document that names the group, as docs/importing.md has it
 * written. Format: Compute Engine API reference v1.
 */
export function readGcpBalancers(): { readonly kinds: Readonly<Record<string, ItemReader>>; readonly bare: ItemReader } {
  const groups = namedBefore();
  const proxy = leadsOn((value) => [textAt(value, 'urlMap'), textAt(value, 'service')]);
  const readGroup: ItemReader = (value, line) => {
    const id = pathOf(textAt(value, 'selfLink'));
    if (id === undefined) return undefined;
    groups.named(id);
    return objectsAt(value, 'namedPorts').flatMap((one) => {
      const [name, port] = [textAt(one, 'name'), portAt(one, 'port')];
      return name === undefined || port === undefined ? [] : [between(line, portOfGroup(id, name), [{ id, port }])];
    });
  };
  const kinds = {
    'compute#forwardingRule': readRule,
    'compute#targetPool': leadsOn((value) => textsAt(value, 'instances')),
    'compute#targetInstance': leadsOn((value) => [textAt(value, 'instance')]),
    'compute#targetHttpProxy': proxy,
    'compute#targetHttpsProxy': proxy,
    'compute#targetTcpProxy': proxy,
    'compute#targetSslProxy': proxy,
    'compute#urlMap': leadsOn(servicesOfMap),
    'compute#backendService': readBackendService,
    'compute#instanceGroup': readGroup,
  };
  const bare: ItemReader = (value, line) => {
    if (value['backend'] !== undefined) return readHealth(value, line);
    const machine = pathOf(textAt(value, 'instance'));
    if (machine === undefined) return [];
    const group = groups.now();
    return group === undefined ? undefined : [between(line, group, [{ id: machine }])];
  };
  return { kinds, bare };
}
