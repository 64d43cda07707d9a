const blank = 32;
const equals = 61;
const quote = '"';

/**
 * `key=value key="a value" FLAG` of a log line; of a key that comes twice the first counts, and a word without `=` is a key
 * with an empty value. Linear.
 */
export function readPairs(text: string, from = 0): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  let at = from;
  while (at < text.length) {
    if (text.charCodeAt(at) <= blank) {
      at += 1;
      continue;
    }
    const start = at;
    while (at < text.length && text.charCodeAt(at) > blank && text.charCodeAt(at) !== equals) at += 1;
    const key = text.slice(start, at);
    let value = '';
    if (text.charCodeAt(at) === equals) {
      at += 1;
      const isQuoted = text[at] === quote;
      const valueStart = isQuoted ? at + 1 : at;
      const end = isQuoted ? text.indexOf(quote, valueStart) : -1;
      if (isQuoted) at = end === -1 ? text.length : end;
      else while (at < text.length && text.charCodeAt(at) > blank) at += 1;
      value = text.slice(valueStart, at);
      if (isQuoted) at += 1;
    }
    if (!pairs.has(key)) pairs.set(key, value);
  }
  return pairs;
}
