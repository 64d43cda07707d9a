import type { ProcessFact } from '../model/fact.ts';
import type { ReferenceFact } from '../model/reference-fact.ts';
import type { Connection } from './connection/connection.ts';
import { readHost, readPortNumber } from './connection/host.ts';
import { connectionsOfSettings, type Setting } from './connection/settings.ts';
import { redactSecrets } from './redact-secrets.ts';
import { readWords } from './scan.ts';

/** Longer command lines are mostly class paths; what is configured stands in front. */
const longest = 32_768;
const option = /^-{1,2}(?:D|javaagent:)?([A-Za-z][\w.-]{0,127})$/;
const assigned = /^-{0,2}(?:D(?=[a-z]))?([A-Za-z_][\w.-]{0,127})=(.+)$/;
/** Programs that show or fetch a page once, and shells whose words are a script's. */
const tooVague = /^(?:grep|egrep|vi|vim|nano|less|man|echo|sed|awk|tail|ps|find|curl|wget|sudo|su|git)$/;
/** Clients that take a server behind `-h`, and its port behind the second option. */
const clients: ReadonlyMap<
  string,
  { readonly scheme: string; readonly kind: Connection['kind']; readonly port: number; readonly option: string }
> = new Map([
  ['psql', { scheme: 'postgresql', kind: 'database', port: 5432, option: '-p' }],
  ['pg_basebackup', { scheme: 'postgresql', kind: 'database', port: 5432, option: '-p' }],
  ['pg_receivewal', { scheme: 'postgresql', kind: 'database', port: 5432, option: '-p' }],
  ['pg_dump', { scheme: 'postgresql', kind: 'database', port: 5432, option: '-p' }],
  ['mysql', { scheme: 'mysql', kind: 'database', port: 3306, option: '-P' }],
  ['mysqldump', { scheme: 'mysql', kind: 'database', port: 3306, option: '-P' }],
  ['mariadb', { scheme: 'mysql', kind: 'database', port: 3306, option: '-P' }],
  ['mariadb-dump', { scheme: 'mysql', kind: 'database', port: 3306, option: '-P' }],
  ['redis-cli', { scheme: 'redis', kind: 'cache', port: 6379, option: '-p' }],
]);

/** `--db-host=x`, `-Ddb.host=x`, `DB_HOST=x`, `--db-host x`, and words that are a connection string themselves. */
function* settingsOf(words: readonly string[]): Generator<Setting> {
  for (const [index, word] of words.entries()) {
    const [, name, value] = assigned.exec(word) ?? [];
    if (name !== undefined && value !== undefined) {
      yield { name, value };
      continue;
    }
    const [, before] = option.exec(words[index - 1] ?? '') ?? [];
    if (!word.startsWith('-')) yield { name: before ?? '', value: word };
  }
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function clientConnections(words: readonly string[]): readonly Connection[] {
  const client = clients.get(baseName(words[0] ?? ''));
  if (client === undefined) return [];
  const valueBehind = (name: string): string | undefined => {
    const at = words.findIndex((word) => word.startsWith(name) && !word.startsWith('--'));
    const word = words[at];
    return word === undefined ? undefined : word.length > name.length ? word.slice(name.length) : words[at + 1];
  };
  const host = readHost(valueBehind('-h') ?? '');
  if (host === undefined) return [];
  return [{ kind: client.kind, host, port: readPortNumber(valueBehind(client.option)) ?? client.port, scheme: client.scheme }];
}

/**
 * The servers that the arguments of a running process name: URLs, connection strings, and options named for an address
 * (`--bootstrap-server kafka1:9092`, `-Dspring.datasource.url=jdbc:…`). Pure and linear in the arguments; each server
 * once. `line` is that of the process.
 */
export function argumentReferences({ pid, line, args }: ProcessFact): readonly ReferenceFact[] {
  if (args === undefined || !/[=:]|-h/.test(args)) return [];
  const words = readWords(redactSecrets(args.slice(0, longest)));
  if (tooVague.test(baseName(words[0] ?? ''))) return [];
  const connections = [
    ...connectionsOfSettings([...settingsOf(words)]).map((one) => one.connection),
    ...clientConnections(words),
  ];
  const seen = new Set<string>();
  return connections.flatMap((connection) => {
    const key = `${connection.kind} ${connection.host} ${connection.port} ${connection.scheme} ${connection.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return {
      fact: 'reference' as const,
      ...(line === undefined ? {} : { line }),
      ...connection,
      source: 'arguments',
      owner: { pid },
    };
  });
}
