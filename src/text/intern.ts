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
