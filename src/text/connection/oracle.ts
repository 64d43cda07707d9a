import { type Connection, mostHosts } from './connection.ts';
import { readHost, readHostPort, readPortNumber } from './host.ts';

/** Oracle Net descriptors: `(ADDRESS=(PROTOCOL=TCP)(HOST=db1)(PORT=1521))`, `(CONNECT_DATA=(SERVICE_NAME=shop))`. */
const parameter = /\(\s{0,8}(HOST|PORT|SERVICE_NAME|SID)\s{0,8}=\s{0,8}([^()\s]{1,255})\s{0,8}\)/gi;
const thin = 'jdbc:oracle:';
const identifier = /^[\w$.#-]{1,128}$/;
const defaultPort = 1521;

const oracleAt = (server: { readonly host: string; readonly port?: number }, name: string | undefined): Connection => ({
  kind: 'database',
  ...server,
  scheme: 'oracle',
  ...(name !== undefined && identifier.test(name) ? { name } : {}),
});

/** Every address of a descriptor, which may be a part of a longer text; of one without a host, none. */
export function connectionsOfDescriptor(text: string): readonly Connection[] {
  const servers: { host: string; port?: number }[] = [];
  let last: { host: string; port?: number } | undefined;
  let name: string | undefined;
  for (const [, key = '', value = ''] of text.matchAll(parameter)) {
    const word = key.toUpperCase();
    if (word === 'HOST') {
      const host = readHost(value);
      last = host === undefined ? undefined : { host };
      if (last !== undefined && servers.length < mostHosts) servers.push(last);
    } else if (word === 'PORT') {
      const port = readPortNumber(value);
      if (last !== undefined && port !== undefined) last.port = port;
    } else name ??= value;
  }
  return servers.map((server) => oracleAt(server, name));
}

/** EZConnect and the thin driver's forms: `//db1:1521/shop`, `db1:1521:SID`, `db1:1521/shop`, `db1:1521/shop:dedicated`. */
export function connectionsOfEasyConnect(text: string): readonly Connection[] {
  const [, server = '', rest = ''] =
    /^(?:\/\/)?((?:\[[^\]]{1,64}\]|[\w.-]{1,255})(?::\d{1,5})?)([:/][\w$.#-]{1,128})?/.exec(text) ?? [];
  const read = readHostPort(server);
  return read === undefined ? [] : [oracleAt({ port: defaultPort, ...read }, rest === '' ? undefined : rest.slice(1))];
}

/** What `jdbc:oracle:thin:@…` and `jdbc:oracle:oci:@…` name (Oracle Database JDBC Developer's Guide, 8.2). */
export function connectionsOfOracleUrl(text: string): readonly Connection[] {
  const start = text.toLowerCase().indexOf(thin);
  if (start === -1) return [];
  // A secret may hold an `@`: the last one before the address counts.
  const [login = ''] = /^[^\s(]{0,1024}/.exec(text.slice(start, start + 1_024)) ?? [];
  const at = start + login.lastIndexOf('@');
  if (at < start) return [];
  const target = text.slice(at + 1);
  if (target.startsWith('(')) return connectionsOfDescriptor(target);
  const [, afterScheme] = /^tcps?:(\/\/.{1,512})/i.exec(target) ?? [];
  return connectionsOfEasyConnect((afterScheme ?? target).slice(0, 1_024));
}
