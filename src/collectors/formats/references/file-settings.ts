import type { Setting } from '../../../text/connection/settings.ts';
import { unquote } from '../../../text/key-value.ts';
import type { NumberedFile, NumberedLine } from '../../../text/numbered-files.ts';
import { readOutline } from './outline.ts';

const comment = /^\s*(?:#|;|\/\/|\/\*|\*|!|--|<!--|%)/;
const section = /^\s*\[([^\]]{1,200})\]\s*$/;
const assignment = /^\s*(?:export\s+)?([A-Za-z_][\w.$:/-]{0,199}?)\s{0,40}[=:]\s{0,40}(.{0,8192})$/;
const define = /define\(\s{0,8}["']([\w.-]{1,128})["']\s{0,8},\s{0,8}["']([^"']{1,4096})["']/;
const indexed = /["']([\w.-]{1,128})["']\]?\s{0,16}(?:=>|=|:)\s{0,16}["']([^"']{1,4096})["']/g;
const element = /<([\w:.-]{1,100})(?:\s[^<>]{0,500})?>([^<>]{1,4096})<\//g;
const attribute = /([\w:.-]{1,100})\s{0,8}=\s{0,8}(?:"([^"]{0,8192})"|'([^']{0,8192})')/g;
/** `Environment="A=b" C=d` of systemd.exec(5). */
const environment = /^\s*Environment=(.{1,8192})$/;
const environmentPart =
  /"([A-Za-z_]\w{0,127})=([^"]{0,4096})"|'([A-Za-z_]\w{0,127})=([^']{0,4096})'|([A-Za-z_]\w{0,127})=(\S{0,4096})/g;

const decoded = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&apos;', "'");

function* xmlSettings({ number, text }: NumberedLine): Generator<Setting> {
  for (const [, name = '', value = ''] of text.matchAll(element)) yield { line: number, name, value: decoded(value.trim()) };
  const pairs = [...text.matchAll(attribute)].map(([, name = '', one, other]) => ({ name, value: decoded(one ?? other ?? '') }));
  // <add key="Name" value="…"/>, <property name="Name" value="…"/>: the value of one is the name of the other.
  const named = pairs.find(({ name }) => /^(?:key|name)$/i.test(name))?.value;
  for (const { name, value } of pairs)
    yield { line: number, name: named !== undefined && /^value$/i.test(name) ? named : name, value };
}

function* codeSettings({ number, text }: NumberedLine): Generator<Setting> {
  const [, constant, value] = define.exec(text) ?? [];
  if (constant !== undefined && value !== undefined) yield { line: number, name: constant, value };
  for (const [, name = '', assigned = ''] of text.matchAll(indexed)) yield { line: number, name, value: assigned };
}

/** `key = value`, `key: value` below `[section]` (whose name is no part of the keys: what is in it is a group of its own). */
function* plainSettings({ number, text }: NumberedLine): Generator<Setting> {
  const [, variables] = environment.exec(text) ?? [];
  if (variables !== undefined) {
    for (const [, a, b, c, d, e, f] of variables.matchAll(environmentPart))
      yield { line: number, name: a ?? c ?? e ?? '', value: b ?? d ?? f ?? '' };
    return;
  }
  const [, name, value] = assignment.exec(text) ?? [];
  if (name !== undefined && value !== undefined) yield { line: number, name, value: unquote(value.replace(/[,;]\s*$/, '')) };
}

/** Each section is a group: a port belongs to the host beside it. */
function sectionsOf({ lines }: NumberedFile): readonly (readonly Setting[])[] {
  const groups: { name: string; settings: Setting[] }[] = [{ name: '', settings: [] }];
  for (const line of lines) {
    const [, name] = section.exec(line.text) ?? [];
    if (name !== undefined) groups.push({ name, settings: [] });
    else if (!comment.test(line.text)) groups.at(-1)?.settings.push(...plainSettings(line));
  }
  return groups.map(({ name, settings }) => settings.map((one) => (name === '' ? one : { ...one, name: `${name}.${one.name}` })));
}

/**
 * The settings of a file by the end of its name: XML, YAML, JSON, PHP, Ruby, and `key = value` for all others. Groups are
 * settings that belong together. Lines may be missing.
 */
export function settingsOfFile(file: NumberedFile): readonly (readonly Setting[])[] {
  const told = file.lines.filter(({ text }) => !comment.test(text));
  if (/\.(?:xml|config)$/i.test(file.path)) return told.map((line) => [...xmlSettings(line)]);
  if (/\.(?:php|rb|py)$/i.test(file.path)) return [told.flatMap((line) => [...codeSettings(line)])];
  if (/\.(?:ya?ml|json)$/i.test(file.path)) return [readOutline(told)];
  return sectionsOf(file);
}
