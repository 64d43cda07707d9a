import type { Fact } from '../../../model/fact.ts';
import { addresses, labelsAt, lastPart, objectsAt, portAt, tags, textAt, texts } from './fields.ts';
import { type ItemReader, listedHost, listedService, readInventory } from './listed.ts';

const source = 'gcp' as const;
const projectOf = (link: string | undefined): string | undefined => /\/projects\/([^/]{1,100})\//.exec(link ?? '')?.[1];
/** `…/compute/v1/projects/…` and `…/compute/beta/projects/…` are one thing. */
const pathOf = (link: string | undefined): string | undefined =>
  link === undefined ? undefined : /projects\/.{1,800}$/.exec(link)?.[0];

/** `gcloud compute instances list`. */
const readInstance: ItemReader = (value, line) => {
  const link = textAt(value, 'selfLink');
  const cards = objectsAt(value, 'networkInterfaces');
  const name = textAt(value, 'name');
  const number = textAt(value, 'id');
  const zone = lastPart(textAt(value, 'zone'));
  return [
    listedHost(line, {
      ...{ source, id: pathOf(link) ?? number ?? name ?? '', names: texts(name, textAt(value, 'hostname')), macs: [] },
      addresses: addresses(
        cards.flatMap((card) => [
          textAt(card, 'networkIP'),
          textAt(card, 'ipv6Address'),
          ...objectsAt(card, 'accessConfigs').map((one) => textAt(one, 'natIP')),
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
      names: texts(textAt(value, 'dnsName'), textAt(value, 'connectionName')),
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

/** `80-80`, `443`; of a range nobody knows which ports are in use. */
const rangePort = (text: string | undefined): number | undefined => {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? '') ?? [];
  return first === last ? portAt({ first }, 'first') : undefined;
};

/** `gcloud compute forwarding-rules list`; the instance behind it stands there only without a backend service. */
const readRule: ItemReader = (value, line) => {
  const link = textAt(value, 'selfLink');
  const name = textAt(value, 'name');
  if (name === undefined) return undefined;
  const listed = [
    rangePort(textAt(value, 'portRange')),
    ...(Array.isArray(value['ports']) ? value['ports'] : []).map((port: unknown) => rangePort(String(port))),
  ];
  const ports = [...new Set(listed.filter((port) => port !== undefined))];
  const target = pathOf(textAt(value, 'target'));
  return [
    listedService(line, {
      ...{ source, id: pathOf(link) ?? name, kind: 'load-balancer', name, software: 'forwarding rule', names: [] },
      addresses: addresses(textAt(value, 'IPAddress')),
      endpoints: ports.map((port) => ({ protocol: textAt(value, 'IPProtocol') === 'UDP' ? 'udp' : 'tcp', port }) as const),
      members: target?.includes('/instances/') === true ? ports.map((port) => ({ id: target, port, listen: port })) : [],
      tags: tags(labelsAt(value, 'labels'), {
        account: projectOf(link),
        region: lastPart(textAt(value, 'region')),
        network: lastPart(textAt(value, 'network')),
        backend: lastPart(textAt(value, 'backendService') ?? textAt(value, 'target')),
      }),
    }),
  ];
};

const kinds: Readonly<Record<string, ItemReader>> = {
  'compute#instance': readInstance,
  'sql#instance': readSql,
  'compute#forwardingRule': readRule,
};

/** What `gcloud … list --format json` writes; `kind` says what each is. Format: Compute Engine and Cloud SQL API reference. */
export const parseGcp = (text: string): readonly Fact[] =>
  readInventory(text, {
    '': (value, line) => {
      const kind = textAt(value, 'kind') ?? '';
      return Object.hasOwn(kinds, kind) ? kinds[kind]?.(value, line) : [];
    },
  });
