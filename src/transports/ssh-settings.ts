import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What `ssh` would do for one host: the part of ssh_config(5) that `map` follows. */
export interface SshSettings {
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  /** Private key files in order; only those that exist. */
  readonly identities: readonly string[];
  /** IdentitiesOnly: of the agent's keys, only those of the files. */
  readonly identitiesOnly: boolean;
  /** Path of the agent's socket, or `none`; undefined for the one of the environment. */
  readonly identityAgent?: string;
  /** `[USER@]HOST[:PORT]`, in order. */
  readonly proxyJump: readonly string[];
  readonly proxyCommand?: string;
  /** The user's files first, then those of the machine. */
  readonly knownHosts: readonly string[];
  readonly hostKeyAlias?: string;
}

/** Who runs this process, by the password database as OpenSSH has it: `HOME` is not asked. */
export interface Account {
  readonly name: string;
  readonly home: string;
}

/** In a container the user id may have no entry; then the environment has to do. */
export function ownAccount(env: Readonly<Record<string, string | undefined>>): Account {
  try {
    const { username, homedir: home } = userInfo();
    return { name: username, home };
  } catch {
    return { name: env['USER'] ?? env['LOGNAME'] ?? String(process.getuid?.() ?? ''), home: homedir() };
  }
}

type Values = ReadonlyMap<string, readonly string[]>;

/** `ssh -G` prints one `keyword value` a line, keywords in lower case, lists as several lines or one. */
function parseLines(text: string): Values {
  const values = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const blank = line.indexOf(' ');
    if (blank <= 0) continue;
    const key = line.slice(0, blank);
    values.set(key, [...(values.get(key) ?? []), line.slice(blank + 1).trim()]);
  }
  return values;
}

/** The tokens of ssh_config(5) that `ssh -G` leaves in file names. */
function expandTokens(path: string, tokens: Readonly<Record<string, string>>): string {
  return path.replace(/%(.)/g, (whole, letter: string) => tokens[letter] ?? whole);
}

/** A list of file names on one line; a name with blanks is in double quotes. */
const splitFiles = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const notNone = (value: string | undefined): string | undefined => (value === undefined || value === 'none' ? undefined : value);

/** Reads the output of `ssh -G`. */
export function parseSshSettings(text: string, host: string, account: Account): SshSettings {
  const values = parseLines(text);
  const first = (key: string): string | undefined => values.get(key)?.[0];
  const hostname = first('hostname') ?? host;
  const user = first('user') ?? account.name;
  const port = first('port') ?? '22';
  const tokens = { '%': '%', d: account.home, h: hostname, n: host, p: port, r: user, u: account.name };
  const file = (path: string): string => expandTokens(path, tokens).replace(/^~(?=\/|$)/, account.home);
  const lists = [first('userknownhostsfile') ?? '', first('globalknownhostsfile') ?? ''];
  const agent = first('identityagent');
  const proxyCommand = notNone(first('proxycommand'));
  const alias = notNone(first('hostkeyalias'));
  return {
    hostname,
    port: Number(port),
    user,
    identities: (values.get('identityfile') ?? []).map(file).filter((path) => existsSync(path)),
    identitiesOnly: first('identitiesonly') === 'yes',
    proxyJump: notNone(first('proxyjump'))?.split(',') ?? [],
    knownHosts: lists.flatMap(splitFiles).map(file),
    ...(agent === undefined ? {} : { identityAgent: file(agent) }),
    ...(proxyCommand === undefined ? {} : { proxyCommand }),
    ...(alias === undefined ? {} : { hostKeyAlias: alias }),
  };
}

/** Nothing but the host: where neither configuration, keys nor files of the user are to be touched. */
export function bareSshSettings(host: string, account: Account): SshSettings {
  return { hostname: host, port: 22, user: account.name, identities: [], identitiesOnly: false, proxyJump: [], knownHosts: [] };
}

/** Names of IdentityFile where nothing is configured (ssh_config(5)), without those on a security token. */
const defaultKeys = ['id_rsa', 'id_ecdsa', 'id_ed25519'];

/** What OpenSSH itself would use where nothing is configured; for a machine without its client. */
export function defaultSshSettings(host: string, account: Account): SshSettings {
  const directory = join(account.home, '.ssh');
  const own = ['known_hosts', 'known_hosts2'].map((name) => join(directory, name));
  return {
    ...bareSshSettings(host, account),
    identities: defaultKeys.map((name) => join(directory, name)).filter((path) => existsSync(path)),
    knownHosts: [...own, '/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
  };
}
