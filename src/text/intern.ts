/** V8 copies shorter substrings; a longer one is a view that keeps the whole output in memory. */
const shortestView = 13;
const capacity = 8_192;
/** Nothing longer is worth sharing; with the capacity it bounds the memory. */
const longestShared = 512;

/** The same text without the output it was cut from. */
export function ownCopy(text: string): string {
  return text.length < shortestView ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

const known = new Map<string, string>();

/**
 * One copy of a text that comes up again and again (process names, control groups), shared by all
 * outputs. Forgets everything when it is full, so that hostile outputs cannot make it grow.
 */
export function intern(text: string): string {
  if (text.length > longestShared) return ownCopy(text);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= capacity) known.clear();
  const copy = ownCopy(text);
  known.set(copy, copy);
  return copy;
}

const slots = 1_024;
const recent = new Array<string | undefined>(slots);

/**
 * `intern` of the part `[at, end)` of a text. One that came up lately is found by its length and three
 * of its characters, without so much as cutting it out.
 */
export function internAt(text: string, at: number, end: number): string {
  const length = end - at;
  const tail = Math.max(at, end - 10);
  const mix =
    length + 31 * text.charCodeAt(tail) + 961 * text.charCodeAt(tail + 1) + 29_791 * text.charCodeAt(at + (length >> 1));
  const slot = (mix ^ (mix >> 10)) & (slots - 1);
  const kept = recent[slot];
  if (kept !== undefined && kept.length === length && text.startsWith(kept, at)) return kept;
  const found = intern(text.slice(at, end));
  recent[slot] = found;
  return found;
}
