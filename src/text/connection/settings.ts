import type { Connection } from './connection.ts';
import { readHostList, readPortNumber } from './host.ts';
import { databaseOfDriver } from './pairs.ts';
import { readConnections } from './read-connections.ts';
import { kindOfPort, schemeOf } from './schemes.ts';
import { isAddressName, isOwnSetting, mayBeOwn, meaningOf, plainName } from './setting-name.ts';

/** One setting of a file, an environment or a command line. */
export interface Setting {
  /** Line of the whole output. */
  readonly line?: number;
  /** With the sections it is in: `database.host`. */
  readonly name: string;
  readonly value: string;
}

/** A server and the setting that names it. */
export interface SettingConnection {
  readonly setting: Setting;
  readonly connection: Connection;
}

const vague: ReadonlySet<Connection['kind']> = new Set(['web', 'other']);
const lastWord = /(?:url|uri|dsn|hostname|hostaddr|hosts?|servers?|addr|address|endpoint)$/;
const databaseName = /^[\w$.-]{1,128}$/;

type Siblings = ReadonlyMap<string, string>;

/** The name decides where the scheme says little: `ELASTICSEARCH_URL=http://…`, `BROKER=tcp://…`. */
function sharpen(connection: Connection, plain: string): Connection {
  if (!vague.has(connection.kind)) return connection;
  const kind = meaningOf(plain)?.kind ?? (connection.kind === 'other' ? kindOfPort(connection.port) : undefined);
  return kind === undefined ? connection : { ...connection, kind };
}

function siblingOf(siblings: Siblings, plain: string, names: readonly string[]): string | undefined {
  const stem = plain.replace(lastWord, '');
  for (const name of names) {
    const value = siblings.get(stem + name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Servers without a scheme, where the name of the setting says that they are some. */
function plainServers({ value }: Setting, plain: string, siblings: Siblings): readonly Connection[] {
  const servers = readHostList(value);
  const driver = siblingOf(siblings, plain, ['adapter', 'driver', 'engine', 'dialect', 'type', 'connection', 'client']);
  const scheme =
    driver === undefined ? undefined : (databaseOfDriver(driver) ?? (schemeOf(driver.toLowerCase()) && driver.toLowerCase()));
  const meaning = meaningOf(plain);
  const written = readPortNumber(siblingOf(siblings, plain, ['port', 'tcp_port']));
  const implied = written ?? (scheme === undefined ? meaning?.port : schemeOf(scheme)?.port);
  const database = siblingOf(siblings, plain, ['name', 'database', 'dbname', 'database_name']);
  return servers.map((server) => {
    const port = server.port ?? implied;
    const kind = (scheme === undefined ? meaning?.kind : schemeOf(scheme)?.kind) ?? kindOfPort(port) ?? 'other';
    return {
      kind,
      host: server.host,
      ...(port === undefined ? {} : { port }),
      ...(scheme === undefined ? {} : { scheme }),
      ...(kind === 'database' && database !== undefined && databaseName.test(database) ? { name: database } : {}),
    };
  });
}

/** A list of words without a scheme is a list of servers only if each of them could be one. */
const mayBeServers = (value: string): boolean =>
  value.length <= 4_096 && /^[\w.:[\]-]+(?:[,;\s]\s{0,8}[\w.:[\]-]+)*[,;]?$/.test(value.trim());

/**
 * The servers that the settings of one file, section or process name. Ports and database names are looked for in
 * the settings beside (`DB_HOST`, `DB_PORT`, `DB_NAME`). What is not sure is left out.
 */
export function connectionsOfSettings(settings: readonly Setting[]): readonly SettingConnection[] {
  const siblings = new Map(settings.map(({ name, value }) => [plainName(name), value.trim()]));
  return settings.flatMap((setting) => {
    const plain = plainName(setting.name);
    if (isOwnSetting(plain)) return [];
    const certain = readConnections(setting.value).map((connection) => sharpen(connection, plain));
    const isVague = mayBeOwn(plain) && certain.every(({ kind }) => vague.has(kind));
    if (isVague) return [];
    if (certain.length > 0) return certain.map((connection) => ({ setting, connection }));
    const isList = isAddressName(plain) && mayBeServers(setting.value) && !/^\d+$/.test(setting.value.trim());
    return isList ? plainServers(setting, plain, siblings).map((connection) => ({ setting, connection })) : [];
  });
}
