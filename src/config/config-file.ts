import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import type { ConfigDocument } from './config-schema.ts';
import { type ConfigPath, type ConfigText, parseConfigText } from './config-text.ts';
import type { CredentialEntry, CredentialRule } from './credential.ts';
import { nearestWord } from './nearest.ts';
import { absolutePath, type Environment } from './paths.ts';
import { parseReference, type Reference } from './reference.ts';
import { readSnmpEntry, type SnmpEntry } from './snmp-entry.ts';
import { flaggedSnmp } from './snmp-flags.ts';
import { type ReadText, readProblem, type SpecText } from './spec-file.ts';
import { createTargetMatcher } from './target-match.ts';

/** What stands for the flags of `map scan` that were not given. Paths are absolute, times are seconds. */
export interface ScanDefaults {
  readonly user?: string;
  readonly port?: number;
  readonly identity?: readonly string[];
  readonly password?: Reference;
  readonly passphrase?: Reference;
  readonly jump?: readonly string[];
  readonly hostKeys?: 'strict' | 'accept-new';
  readonly sudo?: 'auto' | 'never';
  readonly timeout?: number;
  readonly deadline?: number;
  readonly concurrency?: number;
  readonly rate?: number;
  readonly maxTargets?: number;
  readonly samples?: number;
  readonly interval?: number;
  readonly exclude?: readonly string[];
  readonly ssh?: boolean;
  readonly snmp?: boolean;
  readonly snmpPort?: number;
  /** What stands for --snmp-user and --snmp-community, in the order they are tried. */
  readonly snmpCredentials?: readonly SnmpEntry[];
}

export interface MapConfig {
  /** The file read; absent where there was none. */
  readonly file?: string;
  readonly defaults: ScanDefaults;
  readonly credentials: readonly CredentialEntry[];
  /** Credentials of kind snmp; their names are none of the others'. */
  readonly snmpCredentials: readonly SnmpEntry[];
  readonly rules: readonly CredentialRule[];
}

interface Context {
  readonly text: ConfigText;
  readonly base: string;
  readonly env: Environment;
  readonly read: ReadText;
}

const emptyConfig: MapConfig = { defaults: {}, credentials: [], snmpCredentials: [], rules: [] };

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The parts of an object that are defined: absent means not given. */
type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>;

function readReference(value: string | undefined, path: ConfigPath, question: string, context: Context): Reference | undefined {
  if (value === undefined) return undefined;
  return parseReference(value, { place: context.text.placeOf(path), question, base: context.base, env: context.env });
}

const readPaths = (value: string | readonly string[] | undefined, { base, env }: Context): readonly string[] =>
  list(value).map((path) => absolutePath(path, base, env));

/** The credentials in `defaults:`, as the flags of the same names give them. */
function readDefaultSnmp(defaults: NonNullable<ConfigDocument['defaults']>, { text, ...context }: Context) {
  const { snmpCommunity, snmpUser: user, snmpAuth: auth, snmpPriv: priv } = defaults;
  const words = defined({ user, auth, priv });
  const communities = list(snmpCommunity);
  if (communities.length === 0 && Object.keys(words).length === 0) return undefined;
  return flaggedSnmp({ communities, words }, (word) => `snmp${word.charAt(0).toUpperCase()}${word.slice(1)}`, {
    place: (key) => text.placeOf(['defaults', key]),
    spell: (key) => `${key}:`,
    context,
  });
}

function readDefaults(defaults: NonNullable<ConfigDocument['defaults']>, context: Context): ScanDefaults {
  const { identity, password, passphrase, jump, exclude, snmpCommunity, snmpUser, snmpAuth, snmpPriv, ...plain } = defaults;
  return defined({
    ...plain,
    identity: identity === undefined ? undefined : readPaths(identity, context),
    password: readReference(password, ['defaults', 'password'], 'password', context),
    passphrase: readReference(passphrase, ['defaults', 'passphrase'], 'passphrase', context),
    jump: jump === undefined ? undefined : list(jump).flatMap((hops) => hops.split(',')),
    exclude: exclude === undefined ? undefined : list(exclude),
    snmpCredentials: readDefaultSnmp(defaults, context),
  });
}

const sshWords = ['identity', 'password', 'passphrase'] as const;
const snmpWords = ['version', 'community', 'auth', 'priv'] as const;

type CredentialWords = NonNullable<ConfigDocument['credentials']>[string];

/** A key of the other kind is a mistake that would otherwise be found out by nobody. */
function refuseOtherKind(name: string, words: CredentialWords, { text }: Context): void {
  const wrong = (words.kind === 'ssh' ? snmpWords : sshWords).find((word) => words[word] !== undefined);
  if (wrong === undefined) return;
  const remedy = words.kind === 'ssh' ? 'write kind: snmp there' : 'it is of kind ssh';
  throw new UsageError(
    `${text.placeOf(['credentials', name, wrong])}: credential ${name} is of kind ${words.kind} and has no ${wrong}:; ${remedy}`,
  );
}

function readSnmpCredentials(document: ConfigDocument, context: Context): SnmpEntry[] {
  return Object.entries(document.credentials ?? {}).flatMap(([name, words]) => {
    if (words.kind !== 'snmp') return [];
    refuseOtherKind(name, words, context);
    const { version, community, user, auth, priv } = words;
    const said = defined({ version: version === undefined ? undefined : (`${version}` as const), community, user, auth, priv });
    const place = (word?: string): string => context.text.placeOf(['credentials', name, ...(word === undefined ? [] : [word])]);
    return [readSnmpEntry(said, { name, place, spell: (word) => `${word}:`, context })];
  });
}

function readCredentials(document: ConfigDocument, context: Context): CredentialEntry[] {
  return Object.entries(document.credentials ?? {}).flatMap(([name, words]) => {
    const { kind, user, identity, password, passphrase } = words;
    if (kind !== 'ssh') return [];
    refuseOtherKind(name, words, context);
    const at = ['credentials', name];
    if (identity === undefined && password === undefined && user === undefined) {
      throw new UsageError(`${context.text.placeOf(at)}: credential ${name} is empty; give it user:, identity: or password:`);
    }
    return [
      {
        name,
        kind,
        identities: readPaths(identity, context),
        ...defined({
          user,
          password: readReference(password, [...at, 'password'], `password of ${name}`, context),
          passphrase: readReference(passphrase, [...at, 'passphrase'], `passphrase of ${name}`, context),
        }),
      },
    ];
  });
}

function checkName(name: string, known: readonly string[], what: string, place: string): void {
  if (known.includes(name)) return;
  const nearest = nearestWord(name, known);
  throw new UsageError(
    `${place}: there is no ${what} ${JSON.stringify(name)}; ${nearest === undefined ? `define it under ${what}s:` : `did you mean ${nearest}?`}`,
  );
}

function specsAt(value: string | readonly string[] | undefined, path: ConfigPath, { text }: Context): SpecText[] {
  const place = (index: number): string => text.placeOf(typeof value === 'string' ? path : [...path, index]);
  return list(value).map((spec, index) => ({ text: spec, place: place(index) }));
}

function readRules(document: ConfigDocument, context: Context): CredentialRule[] {
  const credentials = Object.keys(document.credentials ?? {});
  const tags = document.tags ?? {};
  return (document.use ?? []).map((entry, index) => {
    const at = ['use', index];
    for (const name of list(entry.credentials))
      checkName(name, credentials, 'credential', context.text.placeOf([...at, 'credentials']));
    for (const tag of list(entry.tags)) checkName(tag, Object.keys(tags), 'tag', context.text.placeOf([...at, 'tags']));
    const specs = [
      ...specsAt(entry.targets, [...at, 'targets'], context),
      ...list(entry.tags).flatMap((tag) => specsAt(tags[tag], ['tags', tag], context)),
    ];
    // Neither targets nor tags: the credential is for everybody.
    const matches = specs.length === 0 ? () => true : createTargetMatcher(specs, context.read);
    return { credentials: list(entry.credentials), matches };
  });
}

/** A credential given to nobody would be a silent surprise in the middle of the night. */
function refuseUnused(
  credentials: readonly { readonly name: string }[],
  rules: readonly CredentialRule[],
  text: ConfigText,
): void {
  const used = new Set(rules.flatMap((rule) => rule.credentials));
  const idle = credentials.find(({ name }) => !used.has(name));
  if (idle === undefined) return;
  throw new UsageError(
    `${text.placeOf(['credentials', idle.name])}: credential ${idle.name} is given to no target; name it under use:`,
  );
}

/** Reads the text of a map.yaml; relative paths in it start at its directory. Throws UsageError. */
export function parseConfig(
  text: string,
  file: string,
  env: Environment,
  read: ReadText = (path) => readFileSync(path, 'utf8'),
): MapConfig {
  const base = dirname(resolve(file));
  const parsed = parseConfigText(text, file);
  const readRelative: ReadText = (path) => read(absolutePath(path, base, env));
  const context: Context = { text: parsed, base, env, read: readRelative };
  const credentials = readCredentials(parsed.document, context);
  const rules = readRules(parsed.document, context);
  const snmpCredentials = readSnmpCredentials(parsed.document, context);
  refuseUnused([...credentials, ...snmpCredentials], rules, parsed);
  return { file, defaults: readDefaults(parsed.document.defaults ?? {}, context), credentials, snmpCredentials, rules };
}

/**
 * Loads the file of `--config`, or ./map.yaml where there is one; without either, an empty
 * configuration. Throws UsageError with file, line and column.
 */
export function loadConfig(explicit: string | undefined, env: Environment): MapConfig {
  const file = explicit ?? 'map.yaml';
  let text: string;
  try {
    text = readFileSync(absolutePath(file, '.', env), 'utf8');
  } catch (error) {
    if (explicit === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return emptyConfig;
    throw new UsageError(`${file}: ${readProblem(error)}; check --config`);
  }
  return parseConfig(text, file, env);
}
