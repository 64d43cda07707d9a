import type { Fact } from '../../../model/fact.ts';
import type { ListedServiceFact } from '../../../model/listed-fact.ts';
import { workloadOf } from '../kubernetes-workload.ts';
import { addresses, at, type Json, labelsAt, lookUp, objectsAt, portAt, tags, textAt, texts, textsAt } from './fields.ts';
import { type ItemReader, listedHost, listedService, readInventory } from './listed.ts';

type Member = NonNullable<ListedServiceFact['members']>[number];

const source = 'kubernetes' as const;
const nameOf = (value: Json): string | undefined => textAt(value, 'metadata', 'name');
const spaceOf = (value: Json): string => textAt(value, 'metadata', 'namespace') ?? 'default';
const idOf = (value: Json, name: string): string => `${spaceOf(value)}/${name}`;
const protocols: Readonly<Record<string, 'tcp' | 'udp'>> = { TCP: 'tcp', UDP: 'udp' };
const protocolOf = (port: Json): 'tcp' | 'udp' | undefined => lookUp(protocols, textAt(port, 'protocol') ?? 'TCP');

const zoneLabels = { region: 'topology.kubernetes.io/region', zone: 'topology.kubernetes.io/zone' } as const;

/** A node is a machine: what the kubelet says of it stands in `status.nodeInfo`. */
const readNode: ItemReader = (value, line) => {
  const name = nameOf(value);
  if (name === undefined) return undefined;
  const info = at(value, 'status', 'nodeInfo');
  const told = objectsAt(value, 'status', 'addresses');
  const labels = labelsAt(value, 'metadata', 'labels');
  const [machineId, uuid] = [textAt(info, 'machineID'), textAt(info, 'systemUUID')];
  return [
    listedHost(line, {
      ...{ source, id: name },
      names: texts(
        name,
        told.filter((one) => /Hostname|DNS/.test(textAt(one, 'type') ?? '')).map((one) => textAt(one, 'address')),
      ),
      addresses: addresses(told.map((one) => textAt(one, 'address'))),
      macs: [],
      identity: [
        ...(machineId === undefined ? [] : [{ kind: 'machine-id' as const, value: machineId }]),
        ...(uuid === undefined ? [] : [{ kind: 'smbios-uuid' as const, value: uuid.toLowerCase() }]),
      ],
      osName: textAt(info, 'osImage'),
      tags: tags({ region: labels[zoneLabels.region], zone: labels[zoneLabels.zone], kubelet: textAt(info, 'kubeletVersion') }),
    }),
  ];
};

/** What owns a pod, `Deployment/shop`; a ReplicaSet is named after the Deployment that made it. */
function ownerOf(value: Json, name: string): string | undefined {
  const [owner] = objectsAt(value, 'metadata', 'ownerReferences');
  const kind = textAt(owner, 'kind');
  const labels = at(value, 'metadata', 'labels');
  const guessed = workloadOf(name, typeof labels === 'object' && labels !== null ? (labels as Json) : {});
  return kind === undefined || kind === 'ReplicaSet'
    ? (guessed ?? (kind && `${kind}/${textAt(owner, 'name')}`))
    : `${kind}/${textAt(owner, 'name')}`;
}

/** A pod on the network of its node has the addresses of that, and one that waits for a node has none: neither is a place of its own. */
const readPod: ItemReader = (value, line) => {
  const name = nameOf(value);
  if (name === undefined) return undefined;
  const isPlaced = textAt(value, 'status', 'podIP') !== undefined;
  if (!isPlaced || at(value, 'spec', 'hostNetwork') === true) return [];
  const phase = textAt(value, 'status', 'phase')?.toLowerCase();
  const uid = textAt(value, 'metadata', 'uid');
  return [
    listedHost(line, {
      ...{ source, id: `pod/${idOf(value, name)}`, names: [name] },
      addresses: addresses(
        textAt(value, 'status', 'podIP'),
        objectsAt(value, 'status', 'podIPs').map((one) => textAt(one, 'ip')),
      ),
      macs: [],
      // Of two clusters a pod may have the same name, and the same address too.
      identity: uid === undefined ? [] : [{ kind: 'instance-id', value: uid }],
      state: phase,
      tags: tags({ pod: name, namespace: spaceOf(value), workload: ownerOf(value, name) }),
      runsOn: textAt(value, 'spec', 'nodeName'),
    }),
  ];
};

const readService: ItemReader = (value, line) => {
  const name = nameOf(value);
  if (name === undefined) return undefined;
  const space = spaceOf(value);
  const ingress = objectsAt(value, 'status', 'loadBalancer', 'ingress');
  return [
    listedService(line, {
      ...{ source, id: idOf(value, name), kind: 'cluster-service', name: idOf(value, name) },
      names: texts(
        `${name}.${space}.svc.cluster.local`,
        `${name}.${space}.svc`,
        `${name}.${space}`,
        ingress.map((one) => textAt(one, 'hostname')),
      ),
      addresses: addresses(
        textAt(value, 'spec', 'clusterIP'),
        textsAt(value, 'spec', 'clusterIPs'),
        textsAt(value, 'spec', 'externalIPs'),
        ingress.map((one) => textAt(one, 'ip')),
      ),
      endpoints: objectsAt(value, 'spec', 'ports').flatMap((one) => {
        const [protocol, port] = [protocolOf(one), portAt(one, 'port')];
        return protocol === undefined || port === undefined ? [] : [{ protocol, port }];
      }),
      tags: tags({ namespace: space, type: textAt(value, 'spec', 'type'), leadsTo: textAt(value, 'spec', 'externalName') }),
    }),
  ];
};

const membersOf = (ips: readonly string[], ports: readonly Json[], healthy: boolean): Member[] =>
  addresses(ips).flatMap((address) =>
    ports.flatMap((one) => {
      const [protocol, port] = [protocolOf(one), portAt(one, 'port')];
      return protocol === undefined || port === undefined ? [] : [{ address, port, healthy, protocol }];
    }),
  );

const behind = (line: number, id: string, members: readonly Member[]) =>
  listedService(line, {
    ...{ source, id, kind: 'cluster-service', name: id, names: [], addresses: [], endpoints: [], tags: {} },
    members,
  });

const ips = (found: readonly Json[]): string[] => texts(found.map((one) => textAt(one, 'ip')));

/** `v1/Endpoints`: subsets of ready and not ready addresses, named as their service is. */
const readEndpoints: ItemReader = (value, line) => {
  const name = nameOf(value);
  if (name === undefined) return undefined;
  const members = objectsAt(value, 'subsets').flatMap((subset) => [
    ...membersOf(ips(objectsAt(subset, 'addresses')), objectsAt(subset, 'ports'), true),
    ...membersOf(ips(objectsAt(subset, 'notReadyAddresses')), objectsAt(subset, 'ports'), false),
  ]);
  return members.length === 0 ? [] : [behind(line, idOf(value, name), members)];
};

/** `discovery.k8s.io/v1 EndpointSlice`: its service stands in a label. */
const readSlice: ItemReader = (value, line) => {
  const name = labelsAt(value, 'metadata', 'labels')['kubernetes.io/service-name'];
  if (name === undefined) return [];
  const members = objectsAt(value, 'endpoints').flatMap((one) =>
    membersOf([...textsAt(one, 'addresses')], objectsAt(value, 'ports'), at(one, 'conditions', 'ready') !== false),
  );
  return members.length === 0 ? [] : [behind(line, idOf(value, name), members)];
};

/** An ingress leads from its names to services. */
const readIngress: ItemReader = (value, line) => {
  const name = nameOf(value);
  if (name === undefined) return undefined;
  const rules = objectsAt(value, 'spec', 'rules');
  const backends = [
    ...objectsAt(value, 'spec', 'defaultBackend'),
    ...rules.flatMap((rule) => objectsAt(rule, 'http', 'paths').flatMap((path) => objectsAt(path, 'backend'))),
  ].flatMap((backend) => {
    const [service, port] = [textAt(backend, 'service', 'name'), portAt(backend, 'service', 'port', 'number')];
    return service === undefined || port === undefined ? [] : [{ id: idOf(value, service), port }];
  });
  const ports = objectsAt(value, 'spec', 'tls').length > 0 ? [80, 443] : [80];
  return [
    listedService(line, {
      ...{
        source,
        id: `ingress/${idOf(value, name)}`,
        kind: 'load-balancer',
        name: `ingress/${idOf(value, name)}`,
        software: 'ingress',
      },
      names: texts(
        rules.map((rule) => textAt(rule, 'host')),
        objectsAt(value, 'status', 'loadBalancer', 'ingress').map((one) => textAt(one, 'hostname')),
      ),
      addresses: [],
      endpoints: ports.map((port) => ({ protocol: 'tcp', port })),
      members: [...new Map(backends.map((one) => [JSON.stringify(one), one])).values()],
      tags: tags({ namespace: spaceOf(value) }),
    }),
  ];
};

const readers: Readonly<Record<string, ItemReader>> = {
  Node: readNode,
  Pod: readPod,
  Service: readService,
  Endpoints: readEndpoints,
  EndpointSlice: readSlice,
  Ingress: readIngress,
};

/**
 * What `kubectl get nodes,pods,services,endpointslices,… -A -o json` writes: a List of objects of any kind; of kinds that tell neither of machines nor of
 * ways to them nothing is read. Format: Kubernetes API reference, v1, discovery.k8s.io/v1, networking.k8s.io/v1.
 */
export const parseKubernetes = (text: string): readonly Fact[] =>
  readInventory(text, {
    items: (value, line) => {
      const kind = textAt(value, 'kind');
      if (kind === undefined) return undefined;
      return Object.hasOwn(readers, kind) ? readers[kind]?.(value, line) : [];
    },
  });
