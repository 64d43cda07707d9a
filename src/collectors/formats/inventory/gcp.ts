import type { Fact } from '../../../model/fact.ts';
import { addresses, labelsAt, lastPart, objectsAt, tags, textAt, texts } from './fields.ts';
import { pathOf, projectOf, readGcpBalancers } from './gcp-balancers.ts';
import { type ItemReader, listedHost, listedService, readInventory } from './listed.ts';

const source = 'gcp' as const;
/** `gcloud compute instances list`. */
const readInstance: ItemReader = (value, line) => {
  const link = textAt(value, 'selfLink');
  const cards = objectsAt(value, 'networkInterfaces');
  const name = textAt(value, 'name');
  const number = textAt(value, 'id');
  const zone = lastPart(textAt(value, 'zone'));
  // A name is unique in its zone only.
  const id = pathOf(link) ?? number ?? (name === undefined ? undefined : texts(zone, name).join('/'));
  if (id === undefined) return undefined;
  return [
    listedHost(line, {
      ...{ source, id, names: texts(name, textAt(value, 'hostname')), macs: [] },
      addresses: addresses(
        cards.flatMap((card) => [
          textAt(card, 'networkIP'),
          textAt(card, 'ipv6Address'),
          ...objectsAt(card, 'accessConfigs').map((one) => textAt(one, 'natIP')),
          ...objectsAt(card, 'ipv6AccessConfigs').map((one) => textAt(one, 'externalIpv6')),
          ...objectsAt(card, 'aliasIpRanges')
            .map((one) => textAt(one, 'ipCidrRange'))
            .filter((range) => range?.endsWith('/32')),
        ]),
      ),
      identity: number === undefined ? [] : [{ kind: 'instance-id', value: number }],
      state: textAt(value, 'status')
        ?.toLowerCase()
        .replace(/^terminated$/, 'stopped'),
      tags: tags(labelsAt(value, 'labels'), {
        account: projectOf(link),
        region: zone?.replace(/-[a-z]$/, ''),
        zone,
        network: lastPart(textAt(cards[0], 'network')),
        subnet: lastPart(textAt(cards[0], 'subnetwork')),
        type: lastPart(textAt(value, 'machineType')),
      }),
    }),
  ];
};

/** Names of Cloud SQL end with the dot of the root, which nobody writes in a configuration. */
const withoutRoot = (name: string | undefined): string | undefined => name?.replace(/\.$/, '');

/** `gcloud sql instances list`: `POSTGRES_15`, `MYSQL_8_0`, `SQLSERVER_2019_STANDARD`. */
const readSql: ItemReader = (value, line) => {
  const name = textAt(value, 'name');
  const [, engine = '', version] = /^(POSTGRES|MYSQL|SQLSERVER)_(\w{1,40})$/.exec(textAt(value, 'databaseVersion') ?? '') ?? [];
  const port = { POSTGRES: 5432, MYSQL: 3306, SQLSERVER: 1433 }[engine];
  if (name === undefined) return undefined;
  return [
    listedService(line, {
      ...{
        source,
        id: textAt(value, 'connectionName') ?? name,
        kind: 'database',
        name,
        software: engine.toLowerCase() || undefined,
      },
      version: version?.replaceAll('_', '.'),
      names: texts(
        [textAt(value, 'dnsName'), ...objectsAt(value, 'dnsNames').map((one) => textAt(one, 'name'))].map(withoutRoot),
        textAt(value, 'connectionName'),
      ),
      addresses: addresses(
        objectsAt(value, 'ipAddresses')
          .filter((one) => textAt(one, 'type') !== 'OUTGOING')
          .map((one) => textAt(one, 'ipAddress')),
      ),
      endpoints: port === undefined ? [] : [{ protocol: 'tcp', port }],
      tags: tags(labelsAt(value, 'settings', 'userLabels'), {
        account: textAt(value, 'project'),
        region: textAt(value, 'region'),
        state: textAt(value, 'state')?.toLowerCase(),
      }),
    }),
  ];
};

const machines: Readonly<Record<string, ItemReader>> = { 'compute#instance': readInstance, 'sql#instance': readSql };

/**
 * What `gcloud … list --format json` writes; `kind` says what each is: instances, databases, forwarding rules and what they lead to.
 * Format: Compute Engine and Cloud SQL API reference.
 */
export function parseGcp(text: string): readonly Fact[] {
  const { kinds, bare } = readGcpBalancers();
  const readers: ReadonlyMap<string, ItemReader> = new Map(Object.entries({ ...machines, ...kinds }));
  return readInventory(text, {
    '': (value, line) => {
      const kind = textAt(value, 'kind');
      const reader = kind === undefined ? bare : readers.get(kind);
      return reader === undefined ? [] : reader(value, line);
    },
  });
}
