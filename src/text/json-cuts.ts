/** Which values of a JSON text are to be cut out, by the key they stand behind and the key around it. */
export type CutsValue = (key: string, around: string | undefined) => boolean;

const quote = 34;
const backslash = 92;
const colon = 58;
const opening: ReadonlySet<number> = new Set([91, 123]);
const closing: ReadonlySet<number> = new Set([93, 125]);
const blank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const longestKey = 256;

/** Position behind the text that begins at a quote; the end of everything where it does not end. */
function textEnd(text: string, at: number): number {
  for (let position = at + 1; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === backslash) position += 1;
    else if (code === quote) return position + 1;
  }
  return text.length;
}

/** Position behind the value that begins here: a text, an array or object with all that is in it, or a word. */
function valueEnd(text: string, at: number): number {
  let depth = 0;
  for (let position = at; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === quote) {
      position = textEnd(text, position) - 1;
      if (depth === 0) return Math.min(position + 1, text.length);
    } else if (opening.has(code)) depth += 1;
    else if (closing.has(code)) {
      if (depth === 0) return position;
      depth -= 1;
      if (depth === 0) return position + 1;
    } else if (depth === 0 && (code === 44 || blank(code))) return position;
  }
  return text.length;
}

function skipBlank(text: string, at: number): number {
  let position = at;
  while (position < text.length && blank(text.charCodeAt(position))) position += 1;
  return position;
}

/** A key as it reads: `passw\\u006frd` is a password too (RFC 8259, 8.3). */
function unescaped(key: string): string {
  if (!key.includes('\\')) return key;
  try {
    return JSON.parse(`"${key}"`) as string;
  } catch {
    return key;
  }
}

/** Lines are counted in what is cut, so that the lines behind it keep their numbers. */
const marker = (cut: string): string => `"[cut]"${'\n'.repeat(cut.split('\n').length - 1)}`;

/**
 * The JSON texts with some values replaced by `"[cut]"`; everything else stays the same to the byte. Needs no whole
 * JSON: an output that was cut off is read as far as it goes. Linear in the length of the text.
 */
export function cutJsonValues(text: string, cuts: CutsValue): string {
  const parts: string[] = [];
  const around: (string | undefined)[] = [];
  let kept = 0;
  let key: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (opening.has(code)) {
      around.push(key);
      key = undefined;
    } else if (closing.has(code)) around.pop();
    if (code !== quote) continue;
    const end = textEnd(text, at);
    const next = skipBlank(text, end);
    if (text.charCodeAt(next) !== colon) {
      at = end - 1;
      continue;
    }
    key = unescaped(text.slice(at + 1, Math.min(end - 1, at + longestKey)));
    const start = skipBlank(text, next + 1);
    at = start - 1;
    if (!cuts(key, around.at(-1))) continue;
    const stop = valueEnd(text, start);
    parts.push(text.slice(kept, start), marker(text.slice(start, stop)));
    kept = stop;
    at = stop - 1;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}
