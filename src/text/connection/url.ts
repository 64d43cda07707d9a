import { type Connection, mostHosts } from './connection.ts';
import { type HostPort, readHostPort } from './host.ts';
import { type Scheme, schemeOf } from './schemes.ts';

const schemeCharacter = /[A-Za-z0-9+.-]/;
const longestScheme = 24;
/** Longer authorities are no lists of servers. */
const longestUrl = 8_192;
const endOfUrl = /[\s"'`<>|{}^]/;
const databaseName = /^[A-Za-z0-9_$.%-]{1,128}$/;
/** MySQL and MariaDB put a mode between: `jdbc:mysql:loadbalance://`. */
const modes = new Set(['loadbalance', 'replication', 'sequential', 'failover', 'aurora', 'master-replica', 'thin', 'sentinel']);

/** A URL as it stands in a text. */
export interface FoundUrl {
  readonly scheme: string;
  /** What stands between `://` and the end, without the user and the password. */
  readonly rest: string;
  readonly start: number;
}

function schemeBefore(text: string, end: number): { readonly scheme: string; readonly start: number } {
  let start = end;
  while (start > 0 && end - start < longestScheme && schemeCharacter.test(text[start - 1] ?? '')) start -= 1;
  const scheme = text.slice(start, end).toLowerCase();
  return { scheme, start };
}

/** The scheme of a URL; of one with a mode the scheme before that. */
function schemeOfUrl(text: string, end: number): { readonly scheme: string; readonly start: number } {
  const last = schemeBefore(text, end);
  const hasOwner = modes.has(last.scheme) && text[last.start - 1] === ':';
  return hasOwner ? schemeBefore(text, last.start - 1) : last;
}

/** Where a URL ends whose authority begins at `at`; at `before` the next one begins. */
function endFrom(text: string, at: number, before: number): number {
  const limit = Math.min(before, at + longestUrl);
  let end = at;
  while (end < limit && !endOfUrl.test(text[end] ?? '')) end += 1;
  return end;
}

/**
 * Without the part before the `@` (RFC 3986, 3.2.1). A password may hold an unescaped slash: where what
 * follows the first colon is no port, the host begins behind the last `@`.
 */
function withoutUser(rest: string): string {
  const authority = rest.search(/[/?#]|;[A-Za-z]{1,40}=/);
  const at = rest.lastIndexOf('@', authority === -1 ? rest.length : authority);
  if (at !== -1) return rest.slice(at + 1);
  const colon = rest.indexOf(':');
  const isPort = colon === -1 || rest.startsWith('[') || /^:\d{0,5}(?:[/?#,;)\]\\]|$)/.test(rest.slice(colon, colon + 8));
  return isPort ? rest : rest.slice(rest.lastIndexOf('@') + 1);
}

/** Every `scheme://…` of a text, in order. Linear: each character is looked at a few times at most. */
export function* findUrls(text: string): Generator<FoundUrl> {
  let next = text.indexOf('://');
  while (next !== -1) {
    const at = next;
    next = text.indexOf('://', at + 3);
    const { scheme, start } = schemeOfUrl(text, at);
    const following = next === -1 ? text.length : schemeOfUrl(text, next).start;
    const end = endFrom(text, at + 3, Math.max(at + 3, following));
    if (scheme !== '') yield { scheme, rest: withoutUser(text.slice(at + 3, end)), start };
  }
}

/** SQL Server names an instance behind a backslash: `host\INSTANCE:1433`. */
const withoutInstance = (server: string): string => server.replace(/\\[\w$]{1,64}/, '');

function hostsIn(authority: string): readonly HostPort[] {
  return authority
    .split(',', mostHosts)
    .flatMap((server) => readHostPort(withoutInstance(server).replace(/^\(?|\)*$/g, '')) ?? []);
}

/** A database behind the first slash, or `databaseName=` (SQL Server); never what follows `?`. */
function nameIn(path: string): string | undefined {
  const [, behindSlash] = /^\/([^/?#;:&,]{1,128})/.exec(path) ?? [];
  const [, property] = /;database(?:Name)?=([^;&]{1,128})/i.exec(path.slice(0, 2_048)) ?? [];
  const name = behindSlash ?? property;
  return name !== undefined && databaseName.test(name) && !name.includes('@') ? name : undefined;
}

const named: ReadonlySet<Scheme['kind']> = new Set(['database', 'queue', 'cache']);

/**
 * The servers of one URL (RFC 3986) or a list of them behind one scheme (`mongodb://a,b/db`, libpq, JDBC).
 * Default ports are filled in where the scheme has one; `mongodb+srv` has none, its records tell it.
 */
export function connectionsOfUrl({ scheme, rest }: Pick<FoundUrl, 'scheme' | 'rest'>): readonly Connection[] {
  const known = schemeOf(scheme);
  if (known === undefined) return [];
  const end = rest.search(/[/?#;&]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const name = named.has(known.kind) && end !== -1 ? nameIn(rest.slice(end)) : undefined;
  const port = scheme.endsWith('+srv') ? undefined : known.port;
  return hostsIn(authority).map((server) => ({
    kind: known.kind,
    ...(port === undefined ? {} : { port }),
    ...server,
    ...(known.protocol === undefined ? {} : { protocol: known.protocol }),
    scheme,
    ...(name === undefined ? {} : { name }),
  }));
}
