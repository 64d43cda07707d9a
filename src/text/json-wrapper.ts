import type { JsonItem } from './json-objects.ts';

const line = /[^\n]+/g;

/**
 * What is inside the array behind the first of these keys (`{"containers": [ … ]}`), with empty lines for those before
 * it, so that lines keep their numbers and each object can be read on its own, also where the end is missing. A text
 * without such an array stays as it is.
 */
export function insideOf(text: string, keys: readonly string[]): string {
  const begin = new RegExp(`"(?:${keys.join('|')})"\\s{0,20}:\\s{0,20}\\[`).exec(text);
  if (begin === null) return text;
  const at = begin.index + begin[0].length;
  return text.slice(0, at).replace(line, '') + text.slice(at);
}

/** What a skipped object is shown as: its first line, which says as much as a page of it. */
export const shownObject = (item: JsonItem): string =>
  (item.kind === 'broken' ? item.text : JSON.stringify(item.value)).split('\n', 1)[0]?.trimEnd() ?? '';
