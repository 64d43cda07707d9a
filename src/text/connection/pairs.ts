import { type Connection, mostHosts } from './connection.ts';
import { type HostPort, readHost, readHostPort, readPortNumber } from './host.ts';
import { connectionsOfDescriptor, connectionsOfEasyConnect } from './oracle.ts';
import { schemeOf } from './schemes.ts';

type Pairs = ReadonlyMap<string, string>;

const hostKeys = ['server', 'datasource', 'host', 'hostaddr', 'hostname', 'address', 'addr', 'networkaddress', 'servername'];
const nameKeys = ['database', 'dbname', 'initialcatalog', 'db', 'servicename'];
const databaseName = /^[\w$.-]{1,128}$/;
const mostPairs = 100;
/** Only databases are asked so; each of these words says which one. */
const drivers: readonly (readonly [RegExp, string])[] = [
  [/maria/i, 'mariadb'],
  [/mysql/i, 'mysql'],
  [/postgres|pgsql|psql/i, 'postgresql'],
  [/oracle|oraoledb|oci/i, 'oracle'],
  [/db2/i, 'db2'],
  [/sql ?server|sqlsrv|sqlncli|sqloledb|msoledb|dblib|freetds|sqlclient/i, 'sqlserver'],
];
const onlySqlServer = [
  'initialcatalog',
  'integratedsecurity',
  'trusted_connection',
  'multipleactiveresultsets',
  'attachdbfilename',
];

/** Which database a driver's or an adapter's name is for: `mysql2`, `{ODBC Driver 18 for SQL Server}`. */
export const databaseOfDriver = (text: string): string | undefined =>
  drivers.find(([pattern]) => pattern.test(text.slice(0, 200)))?.[1];

const unquoted = (text: string): string => text.trim().replace(/^(["'{])(.{0,1000})["'}]$/, '$2');

/** `Key Word=value;…`; keys in lower case without blanks. */
function readSemicolons(text: string): Pairs {
  const pairs = new Map<string, string>();
  for (const part of text.split(';', mostPairs)) {
    const equals = part.indexOf('=');
    if (equals > 0) pairs.set(part.slice(0, equals).replaceAll(' ', '').toLowerCase().trim(), unquoted(part.slice(equals + 1)));
  }
  return pairs;
}

const libpqPair = /([a-z_]{1,40})\s{0,4}=\s{0,4}('[^']{0,500}'|[^\s']{1,500})/g;

/** `host=a port=5432 dbname='x'` (libpq, "Keyword/Value Connection Strings"). */
function readBlanks(text: string): Pairs {
  const pairs = new Map<string, string>();
  for (const [, key = '', value = ''] of text.matchAll(libpqPair)) if (pairs.size < mostPairs) pairs.set(key, unquoted(value));
  return pairs;
}

const firstOf = (pairs: Pairs, keys: readonly string[]): string | undefined => {
  const key = keys.find((one) => pairs.has(one));
  return key === undefined ? undefined : pairs.get(key);
};

function schemeFrom(pairs: Pairs, prefix: string | undefined, server: string): string | undefined {
  const driver = prefix ?? firstOf(pairs, ['driver', 'provider', 'providername']);
  const known = driver === undefined ? undefined : databaseOfDriver(driver);
  if (known !== undefined) return known;
  if (/^tcp:|,\d+$|\\/i.test(server) || onlySqlServer.some((key) => pairs.has(key))) return 'sqlserver';
  return undefined;
}

/** `tcp:db1\INST,1433`, `db1,1433`, `db1:3306`. */
function serverIn(text: string): HostPort | undefined {
  const bare = text.replace(/^(?:tcp|np|lpc|admin):/i, '').replace(/\\[\w$]{1,64}/, '');
  return readHostPort(bare, bare.includes(',') ? ',' : ':');
}

function connection(server: HostPort, scheme: string | undefined, port: number | undefined, pairs: Pairs): Connection {
  const known = server.port ?? port ?? (scheme === undefined ? undefined : schemeOf(scheme)?.port);
  const name = firstOf(pairs, nameKeys);
  return {
    kind: 'database',
    host: server.host,
    ...(known === undefined ? {} : { port: known }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(name !== undefined && databaseName.test(name) ? { name } : {}),
  };
}

/** Hosts and ports of libpq go in pairs; one port is for all. */
function libpqConnections(pairs: Pairs): readonly Connection[] {
  const hosts = (pairs.get('host') ?? pairs.get('hostaddr') ?? '').split(',', mostHosts);
  const ports = (pairs.get('port') ?? '').split(',', mostHosts);
  return hosts.flatMap((text, index) => {
    const host = readHost(text.trim());
    return host === undefined ? [] : connection({ host }, 'postgresql', readPortNumber(ports[index] ?? ports[0]), pairs);
  });
}

const libpqKeys =
  /(?:^|\s)(?:dbname|user|port|sslmode|application_name|connect_timeout|target_session_attrs|channel_binding)\s{0,4}=/;
const pdo = /^(mysql|pgsql|sqlsrv|dblib|odbc|oci|firebird|uri):/i;
const go = /@tcp\(([^()]{1,300})\)\/([\w$-]{0,128})/;

function goConnections(text: string): readonly Connection[] {
  const [, server, name] = go.exec(text) ?? [];
  const read = server === undefined ? undefined : readHostPort(server);
  return read === undefined ? [] : [connection(read, 'mysql', undefined, new Map(name === undefined ? [] : [['db', name]]))];
}

/**
 * Connection strings of keywords: libpq, ODBC, OLE DB and ADO.NET (`Server=tcp:db1,1433;Database=shop`), Npgsql, PDO
 * (`mysql:host=db1;dbname=shop`) and Go's `user@tcp(db1:3306)/shop`. Nothing for a text that is none of them.
 */
export function connectionsOfPairs(text: string): readonly Connection[] {
  const bare = unquoted(text);
  const libpqHost = /(?:^|\s)host(?:addr)?\s{0,4}=/.test(bare);
  if (libpqHost && !bare.includes(';') && libpqKeys.test(bare)) return libpqConnections(readBlanks(bare));
  const [, prefix] = pdo.exec(bare) ?? [];
  const pairs = readSemicolons(prefix === undefined ? bare : bare.slice(prefix.length + 1));
  const server = firstOf(pairs, hostKeys);
  if (server === undefined || (pairs.size < 2 && prefix === undefined)) return goConnections(bare);
  if (server.startsWith('('))
    return connectionsOfDescriptor(server + bare.slice(bare.indexOf(server) + server.length, bare.length));
  const scheme = schemeFrom(pairs, prefix, server) ?? (pairs.has('host') && pairs.has('username') ? 'postgresql' : undefined);
  if (server.startsWith('//') || scheme === 'oracle') return connectionsOfEasyConnect(server);
  const port = readPortNumber(pairs.get('port'));
  return server
    .split(pairs.has('host') ? ',' : '\0', mostHosts)
    .flatMap((one) => serverIn(one) ?? [])
    .map((one) => connection(one, scheme, port, pairs));
}
