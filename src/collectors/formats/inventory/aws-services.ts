import { addresses, type Json, lookUp, objectsAt, portAt, tags, textAt, texts, textsAt } from './fields.ts';
import { type ItemReader, listedService } from './listed.ts';

const ports: Readonly<Record<string, number>> = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  oracle: 1521,
  sqlserver: 1433,
  docdb: 27017,
};

/** `postgres` of `aurora-postgresql`; `sqlserver` of `sqlserver-se`. */
function softwareOf(engine: string | undefined): string | undefined {
  if (engine === undefined) return undefined;
  const name = engine.replace(/^custom-/, '');
  return name === 'aurora-postgresql' ? 'postgres' : name.startsWith('aurora') ? 'mysql' : name.split('-')[0];
}

const tcp = (port: number | undefined) => (port === undefined ? [] : [{ protocol: 'tcp' as const, port }]);

/** `TagList: [{ Key, Value }]` */
const tagsOf = (value: Json): Record<string, string | undefined> =>
  Object.fromEntries(objectsAt(value, 'TagList').map((tag) => [textAt(tag, 'Key') ?? '', textAt(tag, 'Value')]));

const placeOf = (arn: string | undefined): Record<string, string | undefined> => {
  const [, , , region, account] = (arn ?? '').split(':');
  return { region, account };
};

/** `describe-db-instances`: DBInstances[]. One in the making has no endpoint. */
const readDatabase: ItemReader = (value, line) => {
  const name = textAt(value, 'DBInstanceIdentifier');
  if (name === undefined) return undefined;
  const software = softwareOf(textAt(value, 'Engine'));
  const arn = textAt(value, 'DBInstanceArn');
  return [
    listedService(line, {
      ...{ source: 'aws', id: arn ?? name, kind: 'database', name, software, version: textAt(value, 'EngineVersion') },
      names: texts(textAt(value, 'Endpoint', 'Address')),
      addresses: addresses(textAt(value, 'Endpoint', 'Address')),
      endpoints: tcp(portAt(value, 'Endpoint', 'Port') ?? lookUp(ports, software)),
      tags: tags(tagsOf(value), placeOf(arn), {
        zone: textAt(value, 'AvailabilityZone'),
        vpc: textAt(value, 'DBSubnetGroup', 'VpcId'),
        cluster: textAt(value, 'DBClusterIdentifier'),
        state: textAt(value, 'DBInstanceStatus'),
      }),
    }),
  ];
};

/** The instances of a cluster, `arn:aws:rds:REGION:ACCOUNT:db:NAME` beside the cluster's own name. */
function membersOf(value: Json, arn: string | undefined, port: number | undefined) {
  const names = objectsAt(value, 'DBClusterMembers').map((one) => textAt(one, 'DBInstanceIdentifier'));
  const place = arn?.split(':').slice(0, 5).join(':');
  return texts(names).map((name) => ({
    id: place === undefined ? name : `${place}:db:${name}`,
    ...(port === undefined ? {} : { port, listen: port }),
  }));
}

/** `describe-db-clusters`: DBClusters[], with a name for writers and one for readers. */
const readCluster: ItemReader = (value, line) => {
  const name = textAt(value, 'DBClusterIdentifier');
  if (name === undefined) return undefined;
  const software = softwareOf(textAt(value, 'Engine'));
  const arn = textAt(value, 'DBClusterArn');
  const port = portAt(value, 'Port') ?? lookUp(ports, software);
  return [
    listedService(line, {
      ...{
        source: 'aws',
        id: arn ?? `cluster/${name}`,
        kind: 'database',
        name,
        software,
        version: textAt(value, 'EngineVersion'),
      },
      names: texts(textAt(value, 'Endpoint'), textAt(value, 'ReaderEndpoint'), textsAt(value, 'CustomEndpoints')),
      addresses: [],
      endpoints: tcp(port),
      members: membersOf(value, arn, port),
      tags: tags(tagsOf(value), placeOf(arn), { state: textAt(value, 'Status') }),
    }),
  ];
};

const endpointsOf = (value: Json): readonly Json[] => [
  ...objectsAt(value, 'ConfigurationEndpoint'),
  ...objectsAt(value, 'CacheNodes').flatMap((node) => objectsAt(node, 'Endpoint')),
];

/** `describe-cache-clusters`: CacheClusters[]; nodes only with `--show-cache-node-info`. */
const readCache: ItemReader = (value, line) => {
  const name = textAt(value, 'CacheClusterId');
  if (name === undefined) return undefined;
  const arn = textAt(value, 'ARN');
  const found = endpointsOf(value);
  return [
    listedService(line, {
      ...{ source: 'aws', id: arn ?? `cache/${name}`, kind: 'cache', name },
      ...{ software: textAt(value, 'Engine'), version: textAt(value, 'EngineVersion') },
      names: texts(found.map((one) => textAt(one, 'Address'))),
      addresses: [],
      endpoints: tcp(found.map((one) => portAt(one, 'Port')).find((port) => port !== undefined)),
      tags: tags(placeOf(arn), {
        zone: textAt(value, 'PreferredAvailabilityZone'),
        cluster: textAt(value, 'ReplicationGroupId'),
        state: textAt(value, 'CacheClusterStatus'),
      }),
    }),
  ];
};

export const readAwsServices: Readonly<Record<string, ItemReader>> = {
  DBInstances: readDatabase,
  DBClusters: readCluster,
  CacheClusters: readCache,
};
