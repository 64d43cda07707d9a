import type { Connection } from '../../../text/connection/connection.ts';
import { readHost, readHostList, readHostPort, readPortNumber } from '../../../text/connection/host.ts';
import { connectionsOfDescriptor } from '../../../text/connection/oracle.ts';
import { readConnections } from '../../../text/connection/read-connections.ts';
import type { Setting } from '../../../text/connection/settings.ts';
import type { NumberedFile } from '../../../text/numbered-files.ts';
import { readWords } from '../../../text/scan.ts';
import { settingsOfFile } from './file-settings.ts';

/** A server and the line that names it. */
interface Told {
  readonly line: number;
  readonly connection: Connection;
}

/** A file whose syntax says more than the names of its settings. */
export interface SpecialFile {
  readonly path: RegExp;
  read(file: NumberedFile): readonly Told[];
}

type Base = Omit<Connection, 'host' | 'port'> & { readonly port?: number };

const told = (
  line: number | undefined,
  base: Base,
  servers: readonly { readonly host: string; readonly port?: number }[],
): readonly Told[] => servers.map((server) => ({ line: line ?? 1, connection: { ...base, ...server } }));

const flat = (file: NumberedFile): readonly Setting[] => settingsOfFile(file).flat();
const named = (file: NumberedFile, pattern: RegExp): readonly Setting[] => flat(file).filter(({ name }) => pattern.test(name));

/** redis.conf: `replicaof HOST PORT`; sentinel.conf: `sentinel monitor NAME HOST PORT QUORUM`. */
function readRedis({ lines }: NumberedFile): readonly Told[] {
  return lines.flatMap(({ number, text }) => {
    const words = readWords(text);
    const at = /^(?:replicaof|slaveof)$/i.test(words[0] ?? '') ? 1 : words[0] === 'sentinel' && words[1] === 'monitor' ? 3 : -1;
    const host = at === -1 ? undefined : readHost(words[at] ?? '');
    const port = readPortNumber(words[at + 1]);
    const name = at === 3 ? words[2] : undefined;
    if (host === undefined || port === undefined) return [];
    return told(number, { kind: 'cache', scheme: 'redis', ...(name === undefined ? {} : { name }) }, [{ host, port }]);
  });
}

/** tnsnames.ora: `NAME = (DESCRIPTION = …)` over several lines; an entry begins where a line is not indented. */
function readTnsnames({ lines }: NumberedFile): readonly Told[] {
  const entries: { line: number; text: string[] }[] = [];
  for (const { number, text } of lines) {
    if (/^\s*#/.test(text)) continue;
    if (/^[A-Za-z0-9]/.test(text) || entries.length === 0) entries.push({ line: number, text: [text] });
    else entries.at(-1)?.text.push(text);
  }
  return entries.flatMap(({ line, text }) => connectionsOfDescriptor(text.join(' ')).map((connection) => ({ line, connection })));
}

/** The password file of libpq: `host:port:database:user:password`, of which the first three fields are looked at. */
function readPgpass({ lines }: NumberedFile): readonly Told[] {
  return lines.flatMap(({ number, text }) => {
    const [host = '', port, database = ''] = text.split(':', 3);
    const read = text.startsWith('#') ? undefined : readHost(host);
    const name = /^[\w.-]{1,128}$/.test(database) ? { name: database } : {};
    return read === undefined
      ? []
      : told(number, { kind: 'database', scheme: 'postgresql', ...name }, [{ host: read, port: readPortNumber(port) ?? 5432 }]);
  });
}

/** odbc.ini, freetds.conf: one data source a section. */
const readDataSources = (file: NumberedFile): readonly Told[] =>
  settingsOfFile(file)
    .filter((group) => group.length > 1)
    .flatMap((group) => {
      const pairs = group.map(({ name, value }) => `${name.slice(name.lastIndexOf('.') + 1)}=${value}`).join(';');
      return readConnections(pairs).map((connection) => ({ line: group[0]?.line ?? 1, connection }));
    });

/** Kafka's *.properties: `zookeeper.connect=zk1:2181,zk2:2181/chroot`, `controller.quorum.voters=1@k1:9093`, `bootstrap.servers`. */
const readKafka = (file: NumberedFile): readonly Told[] =>
  flat(file).flatMap(({ line, name, value }) => {
    if (name === 'zookeeper.connect')
      return told(line, { kind: 'database', scheme: 'zookeeper', port: 2181 }, readHostList(value.split('/', 1)[0] ?? ''));
    if (name === 'controller.quorum.voters')
      return told(line, { kind: 'queue', scheme: 'kafka' }, readHostList(value.replace(/\d{1,9}@/g, '')));
    return /(?:^|\.)bootstrap\.servers$/.test(name)
      ? told(line, { kind: 'queue', scheme: 'kafka', port: 9092 }, readHostList(value))
      : [];
  });

/** zoo.cfg: `server.1=zk1:2888:3888;2181`. */
const readZookeeper = (file: NumberedFile): readonly Told[] =>
  named(file, /^server\.\d+$/).flatMap(({ line, value }) => {
    const [host, port] = value.split(':', 2);
    const read = readHostPort(`${host}:${port ?? ''}`);
    return read === undefined ? [] : told(line, { kind: 'other', scheme: 'zookeeper' }, [read]);
  });

/** prometheus.yml: `targets` of `static_configs`, of the file's own scrapes and of its alert managers. */
const readPrometheus = (file: NumberedFile): readonly Told[] =>
  flat(file).flatMap(({ line, name, value }) => {
    if (/(?:^|\.)targets$/.test(name))
      return told(
        line,
        { kind: 'monitoring' },
        readHostList(value.replace(/^https?:\/\//, '')).filter(({ port }) => port !== undefined),
      );
    return /\.url$/.test(name)
      ? readConnections(value).map((connection) => ({
          line: line ?? 1,
          connection: { ...connection, kind: 'monitoring' as const },
        }))
      : [];
  });

/** elasticsearch.yml, opensearch.yml: `discovery.seed_hosts`, transport port 9300. */
const readElasticsearch = (file: NumberedFile): readonly Told[] =>
  named(file, /seed_hosts|zen\.ping\.unicast\.hosts/).flatMap(({ line, value }) =>
    told(line, { kind: 'database', port: 9300 }, readHostList(value.replaceAll(/["'[\]]/g, ''))),
  );

/** postgresql.conf, recovery.conf: `primary_conninfo = 'host=…'`. */
const readPostgres = (file: NumberedFile): readonly Told[] =>
  named(file, /^primary_conninfo$/).flatMap(({ line, value }) =>
    readConnections(value).map((connection) => ({ line: line ?? 1, connection })),
  );

/** pgbouncer.ini: `name = host=… port=…` below `[databases]`. */
const readPgbouncer = (file: NumberedFile): readonly Told[] =>
  flat(file).flatMap(({ line, name, value }) => {
    if (!name.startsWith('databases.')) return [];
    const database = /dbname\s*=/.test(value) ? value : `${value} dbname=${name.slice('databases.'.length)}`;
    return readConnections(database).map((connection) => ({ line: line ?? 1, connection }));
  });

/** rabbitmq.conf: `cluster_formation.classic_config.nodes.1 = rabbit@host1`; nodes talk through port 25672. */
const readRabbit = (file: NumberedFile): readonly Told[] =>
  named(file, /classic_config\.nodes\.\w+$/).flatMap(({ line, value }) => {
    const host = readHost(value.slice(value.lastIndexOf('@') + 1));
    return host === undefined ? [] : told(line, { kind: 'queue', port: 25_672 }, [{ host }]);
  });

const upstream = (connection: Connection, name: string | undefined): Connection => {
  const { name: _, ...server } = connection;
  return { ...server, kind: 'upstream', protocol: 'tcp', ...(name === undefined ? {} : { name }) };
};

/** Traefik's file provider: `http.services.NAME.loadBalancer.servers.0.url`, `tcp.services.….address`. */
const readTraefik = (file: NumberedFile): readonly Told[] =>
  flat(file).flatMap(({ line, name, value }) => {
    const [, service] = /services\.([^.]{1,128})\.loadBalancer\.servers\.\d{1,6}\.(?:url|address)$/i.exec(name) ?? [];
    if (service === undefined) return [];
    const plain = readHostPort(value);
    const found = plain === undefined ? readConnections(value) : [{ kind: 'upstream' as const, ...plain }];
    return found.map((connection) => ({ line: line ?? 1, connection: upstream(connection, service) }));
  });

/** Envoy's static clusters: `…lb_endpoints.0.endpoint.address.socket_address.address` and `port_value` beside it. */
function readEnvoy(file: NumberedFile): readonly Told[] {
  const settings = flat(file);
  const byName = new Map(settings.map(({ name, value }) => [name, value]));
  return settings.flatMap(({ line, name, value }) => {
    const [, cluster] = /(?:^|\.)(clusters\.\d{1,6})\..{1,400}socket_address\.address$/.exec(name) ?? [];
    const host = cluster === undefined ? undefined : readHost(value);
    const port = readPortNumber(byName.get(name.replace(/address$/, 'port_value')));
    if (cluster === undefined || host === undefined || port === undefined) return [];
    const label = byName.get(`${name.slice(0, name.indexOf(cluster))}${cluster}.name`);
    return [{ line: line ?? 1, connection: upstream({ kind: 'upstream', host, port }, label) }];
  });
}

/** squid.conf: `cache_peer HOST TYPE PORT ICP`. */
const readSquid = ({ lines }: NumberedFile): readonly Told[] =>
  lines.flatMap(({ number, text }) => {
    const [keyword, name = '', , port] = readWords(text);
    const host = keyword === 'cache_peer' ? readHost(name) : undefined;
    const known = readPortNumber(port);
    return host === undefined || known === undefined ? [] : told(number, { kind: 'proxy' }, [{ host, port: known }]);
  });

/** VCL: `.host = "…"; .port = "…";` within `backend NAME { }`. */
function readVarnish({ lines }: NumberedFile): readonly Told[] {
  const found: { line: number; name: string; host?: string; port: number }[] = [];
  for (const { number, text } of lines) {
    const [, name] = /^\s*backend\s+(\w{1,100})/.exec(text) ?? [];
    if (name !== undefined) found.push({ line: number, name, port: 80 });
    const [, host] = /\.host\s*=\s*"([^"]{1,255})"/.exec(text) ?? [];
    const [, port] = /\.port\s*=\s*"([^"]{1,16})"/.exec(text) ?? [];
    const last = found.at(-1);
    const read = host === undefined ? undefined : readHost(host);
    if (last !== undefined && read !== undefined) last.host = read;
    if (last !== undefined && port !== undefined) last.port = readPortNumber(port) ?? last.port;
  }
  return found.flatMap(({ line, name, host, port }) =>
    host === undefined ? [] : told(line, { kind: 'upstream', protocol: 'tcp', name }, [{ host, port }]),
  );
}

/** Files with a reader of their own, by path. */
export const specialFiles: readonly SpecialFile[] = [
  { path: /\/(?:redis|sentinel|valkey)[^/]{0,60}\.conf$/, read: readRedis },
  { path: /\/tnsnames\.ora$/, read: readTnsnames },
  { path: /\/\.pgpass$/, read: readPgpass },
  { path: /\/(?:odbc\.ini|freetds\.conf)$/, read: readDataSources },
  { path: /\/kafka\/.{0,100}\.properties$/, read: readKafka },
  { path: /\/zoo\.cfg$/, read: readZookeeper },
  { path: /\/prometheus[^/]{0,60}\.ya?ml$/, read: readPrometheus },
  { path: /\/(?:elastic|open)search\.yml$/, read: readElasticsearch },
  { path: /\/(?:postgresql(?:\.auto)?|recovery)\.conf$/, read: readPostgres },
  { path: /\/pgbouncer\.ini$/, read: readPgbouncer },
  { path: /\/rabbitmq\.conf$/, read: readRabbit },
  { path: /\/traefik\/.{1,200}\.ya?ml$/, read: readTraefik },
  { path: /\/envoy\/.{1,200}\.(?:ya?ml|json)$/, read: readEnvoy },
  { path: /\/squid\.conf$/, read: readSquid },
  { path: /\.vcl$/, read: readVarnish },
];
