import { endOfLine, endOfWord, isBlankAt, type Range, replacement } from './range.ts';
import { isSecret, type Joint } from './secret-name.ts';

/** Every name of a secret holds one of these. */
const hint = /pass|pw|secret|token|key|credential|psk|auth|community|connection/gi;
const nameCharacter = /[A-Za-z0-9_.-]/;
const longestName = 96;
const longestLook = 256;
/** In a connection string or a query the next parameter ends the value: `Password=x;Port=1`, `?token=x&page=2`. */
const nextParameter = /[;&,][A-Za-z_][A-Za-z0-9_.-]{0,40}=/y;
const valueBorders = ';&,\'"';
const afterQuote = /["'][\s,;)}\]]|["']$/y;

/** A run of name characters around `at`; long runs are no names. */
function nameAround(text: string, at: number): Range {
  let start = at;
  while (start > 0 && at - start < longestName && nameCharacter.test(text[start - 1] ?? '')) start -= 1;
  let end = at;
  while (end < text.length && nameCharacter.test(text[end] ?? '')) end += 1;
  return { start, end };
}

interface Assigned {
  readonly joint: Joint;
  readonly valueAt: number;
  /** `password = x` of a configuration file: the value is the rest of the line. */
  readonly spaced?: true;
}

/** `path:12:` of grep, before a setting that begins its line: the value is the rest of the line too. */
const label = /(?:^|\n)\/[^:\n]{1,255}:\d{1,9}:[ \t]{0,40}$/;
const longestLabel = 310;

/** `name = x`, `'name' => x`, `['name'] = x`: blanks before the sign, as only files have them. */
function spacedValue(text: string, name: Range): Assigned | undefined {
  const quoted = text[name.end] === '"' || text[name.end] === "'";
  const bracket = quoted && text[name.end + 1] === ']';
  const end = name.end + Number(quoted) + Number(bracket);
  let at = end;
  while (at < end + 40 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  if (text[at] !== '=' || text[at + 1] === '=' || (at === end && !bracket && text[at + 1] !== '>')) return undefined;
  return { joint: 'equals', valueAt: skipSpaces(text, at + (text[at + 1] === '>' ? 2 : 1)), spaced: true };
}

function skipSpaces(text: string, at: number): number {
  let position = at;
  while (position < at + 4 && (text[position] === ' ' || text[position] === '\t')) position += 1;
  return position;
}

/** How a value follows the name that ends at `end`, if one does. */
function joinedValue(text: string, name: Range): Assigned | undefined {
  const quoted = text[name.end] === '"' || text[name.end] === "'";
  const at = quoted ? skipSpaces(text, name.end + 1) : name.end;
  if (text[at] === '=') return { joint: 'equals', valueAt: quoted ? skipSpaces(text, at + 1) : at + 1 };
  if (text[at] === ':' && !text.startsWith('://', at)) {
    const valueAt = skipSpaces(text, at + 1);
    return { joint: valueAt > at + 1 ? 'header' : 'colon', valueAt };
  }
  if (quoted || text[name.start] !== '-' || text[at] === '\n' || !isBlankAt(text, at)) return undefined;
  let valueAt = at;
  while (text[valueAt] === ' ' || text[valueAt] === '\t') valueAt += 1;
  return { joint: 'blank', valueAt };
}

/** Inside quotes up to the closing one; where the line has none, to the end of the word. */
function quotedEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end += 1) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === text[at]) return end;
  }
  return endOfWord(text, at);
}

/** To the blank, the next parameter, or a quote that was opened before the name. */
function plainEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length && !isBlankAt(text, end); end += 1) {
    const character = text[end] ?? '';
    if (!valueBorders.includes(character)) continue;
    nextParameter.lastIndex = end;
    afterQuote.lastIndex = end;
    if (nextParameter.test(text) || afterQuote.test(text)) break;
  }
  return end;
}

/** The first characters of a value: enough to judge it, however long it is. */
function preview(text: string, at: number): string {
  const [word = ''] = text.slice(at, at + longestLook).split(/[ \t\r\n"']/, 1);
  return word;
}

/**
 * Values of names that say what they are: `--password x`, `PGPASSWORD=x`, `?token=x`, `Password=x;`,
 * `"apiKey": "x"`, `-storepass x`, `X-Auth-Token: x`. Each name and each value is looked at once.
 */
export function* namedSecrets(text: string): Generator<Range> {
  hint.lastIndex = 0;
  for (let match = hint.exec(text); match !== null; match = hint.exec(text)) {
    const name = nameAround(text, match.index);
    hint.lastIndex = name.end;
    const assigned = spacedValue(text, name) ?? joinedValue(text, name);
    if (assigned === undefined) continue;
    const { joint, valueAt } = assigned;
    const nameText = text.slice(Math.max(name.start, name.end - longestName), name.end);
    const quoted = text[valueAt] === '"' || text[valueAt] === "'";
    const start = quoted ? valueAt + 1 : valueAt;
    if (text.startsWith(replacement, start) || !isSecret(nameText, joint, preview(text, start))) continue;
    const isLine =
      assigned.spaced === true ||
      (joint === 'equals' && label.test(text.slice(Math.max(0, name.start - longestLabel), name.start)));
    const value = { start, end: quoted ? quotedEnd(text, valueAt) : isLine ? endOfLine(text, valueAt) : plainEnd(text, valueAt) };
    yield value;
    hint.lastIndex = value.end;
  }
}
