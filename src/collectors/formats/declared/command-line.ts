import type { ReferenceFact } from '../../../model/reference-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { type Place, portOf, readPlace, readPlaces, readUrl } from './place.ts';
import { kindOfScheme, type ProgramRule, programRules } from './program-rules.ts';
import { shellCommands } from './shell-words.ts';

/** A machine a command line names. */
export interface CommandPlace extends Pick<ReferenceFact, 'kind' | 'host'> {
  readonly port?: number | undefined;
  readonly scheme?: string | undefined;
  /** The program that goes there. */
  readonly program: string;
}

/** Words a command may stand behind. */
const wrappers =
  /^(?:sudo|doas|nice|ionice|chrt|nohup|setsid|exec|command|env|time|timeout|flock|cronic|chronic|if|then|do|else|while|until|!|\{|test|\[|xargs|systemd-run|systemd-cat|runuser|su|sh|bash|ksh|dash)$/;
const shells = /^(?:su|sh|bash|ksh|dash|zsh|runuser)$/;
const hostOption =
  /^--?(?!.*(?:bind|listen|allow|virtual|local|accept))[\w-]*?(?:host|hostname|server|endpoint|broker|bootstrap-servers?)$/i;
const quad = /(?<![\d.\w/-])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?(?![\d./\w-])/g;
const listening = /(?:listen|bind|addr|allow|deny|range|cidr|subnet|network|mask|except)[\w-]*[= ]?$/i;
const urls = /[a-z][a-z0-9+.-]{0,40}:\/\/[^\s"'<>`;|]{1,2048}/gi;
const deepest = 2;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The value of an option at a word: `-hdb1`, `-h db1`, `--host=db1`, `--host db1`. */
function valueAt(words: readonly string[], index: number, names: readonly string[]): string | undefined {
  const word = words[index] ?? '';
  for (const name of names) {
    if (word === name) return words[index + 1];
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    if (!name.startsWith('--') && name.length === 2 && word.startsWith(name)) return word.slice(2);
  }
  return undefined;
}

const optionValue = (words: readonly string[], names: readonly string[] = []): string | undefined => {
  for (const index of words.keys()) {
    const value = valueAt(words, index, names);
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Words that are neither options nor their values. */
function plainWords(words: readonly string[], valued: string): readonly string[] {
  const plain: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) plain.push(word);
    else if (/^-[A-Za-z0-9]+$/.test(word) && valued.includes(word.at(-1) ?? ' ')) index += 1;
  }
  return plain;
}

/** `user@host:path`, `host::module`; a path with a colon in it has a slash before. */
function remote(word: string): Place | undefined {
  const [, host] = /^(?:[^@:/\s]{1,64}@)?(\[[^\]]{1,60}\]|[^@:/\s]{1,255}):/.exec(word) ?? [];
  return host === undefined || word.includes('://') ? undefined : readPlace(host);
}

const withoutUser = (word: string): string => word.slice(word.lastIndexOf('@') + 1);

function plainPlaces(rule: ProgramRule, words: readonly string[]): readonly (Place | undefined)[] {
  const plain = plainWords(words, rule.valued ?? '');
  const [first = '', second] = plain;
  if (rule.plain === 'first') return first.includes('://') ? [] : [readPlace(withoutUser(first))];
  if (rule.plain === 'all') return plain.map(readPlace);
  if (rule.plain === 'remote') return plain.map(remote);
  if (rule.plain === 'share') return plain.map((word) => readPlace(/^[/\\]{2}([^/\\]+)/.exec(word)?.[1] ?? ''));
  if (rule.plain !== 'pair') return [];
  const place = readPlace(first);
  const port = portOf(second);
  return place === undefined || port === undefined ? [] : [{ ...place, port }];
}

function* ruledPlaces(rule: ProgramRule, program: string, words: readonly string[]): Generator<CommandPlace> {
  const { kind, scheme } = rule;
  const port = portOf(optionValue(words, rule.port));
  const written = optionValue(words, rule.host) ?? '';
  const named = written.includes('://')
    ? []
    : readPlaces(
        written
          .replace(/^(?:tcp|np|lpc):/, '')
          .replace(/\\.*$/, '')
          .replace(/,(\d+)$/, ':$1'),
      );
  const inString = words.flatMap((word) => (scheme === 'postgresql' ? (/(?:^|\s)host=([^\s']+)/.exec(word)?.[1] ?? []) : []));
  for (const place of [...named, ...inString.map(readPlace), ...plainPlaces(rule, words)]) {
    if (place !== undefined) yield { kind, host: place.host, port: place.port ?? port, scheme, program };
  }
}

/** Hosts given to an option of a program nobody here knows: `--host db1`, `--db-server=db1:5432`. */
function* optionPlaces(program: string, words: readonly string[]): Generator<CommandPlace> {
  for (const [index, word] of words.entries()) {
    const [name = '', glued] = word.split('=', 2);
    const value = hostOption.test(name) ? (glued ?? words[index + 1] ?? '') : '';
    for (const { host, port } of value.includes('://') ? [] : readPlaces(value)) yield { kind: 'other', host, port, program };
  }
}

/** Where the program of a command stands, after what it is wrapped in. */
function programAt(words: readonly string[]): number {
  for (const [index, word] of words.entries()) {
    const name = nameOf(word);
    if (programRules.some(({ program }) => program.test(name))) return index;
    if (!wrappers.test(name) && !/^[A-Za-z_]\w*=|^-|^\d+[smhd]?$/.test(word) && !wrappers.test(nameOf(words[0] ?? '')))
      return index;
  }
  return words.findIndex((word) => !wrappers.test(nameOf(word)) && !/^[A-Za-z_]\w*=|^-/.test(word));
}

function* literalPlaces(program: string, text: string): Generator<CommandPlace> {
  for (const [written] of text.matchAll(urls)) {
    const place = readUrl(written);
    if (place?.scheme === undefined) continue;
    yield { kind: kindOfScheme(place.scheme), host: place.host, port: place.port, scheme: place.scheme, program };
  }
  const rest = text.replace(urls, ' ');
  for (const match of rest.matchAll(quad)) {
    const place = readPlace(match[0]);
    if (place === undefined || listening.test(rest.slice(Math.max(0, match.index - 40), match.index))) continue;
    yield { kind: 'other', host: place.host, port: place.port, program };
  }
}

function* placesOf(words: readonly string[], depth: number): Generator<CommandPlace> {
  const at = programAt(words);
  const program = nameOf(words[at] ?? '');
  const rest = words.slice(at + 1);
  const rule = programRules.find((one) => one.program.test(program));
  const shell = words.slice(0, Math.max(at, 1)).some((word) => shells.test(nameOf(word)));
  const script = shell ? words.find((word) => word.includes(' ')) : undefined;
  if (script !== undefined && depth < deepest) {
    yield* readCommand(script, depth + 1);
    return;
  }
  const seen = new Set<string>();
  const found = rule === undefined ? optionPlaces(program, rest) : ruledPlaces(rule, program, rest);
  for (const place of [...found]) {
    seen.add(place.host);
    yield place;
  }
  // What stands behind the host of an ssh is for the other side to do.
  const own = rule?.plain === 'first' ? '' : words.join(' ');
  for (const place of literalPlaces(program, own)) if (!seen.has(canonicalAddress(place.host) ?? place.host)) yield place;
}

/**
 * The machines a command line names: hosts in the options and arguments of programs known to go elsewhere, `--host` and its like of any other,
 * URLs, and bare IPv4 addresses.
 */
export function* readCommand(text: string, depth = 0): Generator<CommandPlace> {
  for (const words of shellCommands(text)) yield* placesOf(words, depth);
}
