import { endOfLine, type Range, replacement } from './range.ts';
import { isSecret } from './secret-name.ts';

/** `<password>x</password>`; a prefix of a namespace may stand before the name (XML 1.0, 3.1). */
const element = /<(?:[\w-]{1,40}:)?([\w.-]{1,96})(?:\s[^<>]{0,300})?>(?=[^<\s])/g;
/** `<property name="password" value="x"/>`, `<add key="ApiToken" value="x"/>`, `{"name": "DB_PASSWORD", "value": "x"}`. */
const pair =
  /\b(?:name|key)["']?\s{0,8}[=:]\s{0,8}["']([\w.:-]{1,96})["'][^<>{}]{0,200}?[\s,"']value["']?\s{0,8}[=:]\s{0,8}(["'])/gi;
/** The same with the value first. */
const turned =
  /\bvalue["']?\s{0,8}[=:]\s{0,8}(["'])([^"'<>{}\n]{1,512})\1[^<>{}]{0,200}?[\s,"'](?:name|key)["']?\s{0,8}[=:]\s{0,8}["']([\w.:-]{1,96})["']/gi;
/** A key with a list below it: `passwords:`. */
const listed = /:[ \t]{0,40}\r?\n/g;
const lastName = /([\w.-]{1,96})["']?$/;
const longestName = 98;
/** An item of such a list; the path and the number grep prints may stand before it. */
const item = /(?:\/[^:\n]{1,300}:(?:\d{1,9}:)?)?[ \t]{0,200}-[ \t]{1,40}(?=[^\s])/y;
/** Variables of a unit (systemd.exec(5)), quoted where their values hold blanks. */
const unitEnvironment = /(?<![\w.-])Environment=/g;
const quotedVariable = /(["'])([A-Za-z_]\w{0,95})=([^"'\n]{1,4096})\1/g;

const preview = 256;
const shown = (text: string, { start, end }: Range): string => text.slice(start, Math.min(end, start + preview));
const isCut = (text: string, start: number): boolean => text.startsWith(replacement, start);

/** Up to the mark, where it stands on the line; asked in order, so that no line end is looked for twice. */
function openReach(text: string): (start: number, mark: string) => Range {
  let line = -1;
  return (start, mark) => {
    if (line < start) line = endOfLine(text, start);
    const at = text.indexOf(mark, start);
    return { start, end: at === -1 ? line : Math.min(at, line) };
  };
}

function* elements(text: string): Generator<Range> {
  const upTo = openReach(text);
  for (const match of text.matchAll(element)) {
    const range = upTo(match.index + match[0].length, '<');
    if (!isCut(text, range.start) && isSecret(match[1] ?? '', 'equals', shown(text, range))) yield range;
  }
}

function* pairs(text: string): Generator<Range> {
  const upTo = openReach(text);
  for (const match of text.matchAll(pair)) {
    const range = upTo(match.index + match[0].length, match[2] ?? '"');
    if (!isCut(text, range.start) && isSecret(match[1] ?? '', 'equals', shown(text, range))) yield range;
  }
  for (const match of text.matchAll(turned)) {
    const [whole, quote = '', value = '', name = ''] = match;
    const start = match.index + whole.indexOf(`${quote}${value}${quote}`) + 1;
    if (text.startsWith(value, start) && !isCut(text, start) && isSecret(name, 'equals', value.slice(0, preview))) {
      yield { start, end: start + value.length };
    }
  }
}

function* lists(text: string): Generator<Range> {
  for (const match of text.matchAll(listed)) {
    const [, written = ''] = lastName.exec(text.slice(Math.max(0, match.index - longestName), match.index)) ?? [];
    const name = written.replace(/s$/i, '');
    if (name === '') continue;
    for (let line = match.index + match[0].length; line < text.length; line = endOfLine(text, line) + 1) {
      item.lastIndex = line;
      if (!item.test(text)) break;
      const range = { start: item.lastIndex, end: endOfLine(text, line) };
      const value = shown(text, range);
      // An item that is a mapping has names of its own.
      if (/^[\w.-]{1,96}:(?:\s|$)/.test(value)) break;
      if (!isCut(text, range.start) && isSecret(name, 'equals', value)) yield range;
    }
  }
}

function* unitVariables(text: string): Generator<Range> {
  let done = 0;
  for (const { index } of text.matchAll(unitEnvironment)) {
    if (index < done) continue;
    done = endOfLine(text, index);
    for (const match of text.slice(index, done).matchAll(quotedVariable)) {
      const [whole, , name = '', value = ''] = match;
      const start = index + match.index + whole.length - 1 - value.length;
      if (value !== replacement && isSecret(name, 'equals', value.slice(0, preview))) yield { start, end: start + value.length };
    }
  }
}

/** Secrets whose name stands in another part of the structure: elements and attributes of XML, lists of YAML, units of systemd. */
export function* structureSecrets(text: string): Generator<Range> {
  yield* elements(text);
  yield* pairs(text);
  yield* lists(text);
  yield* unitVariables(text);
}
