/** More machines than one line of an inventory stands for. */
const mostNames = 1_000;
const longestName = 255;
const range = /\[(\d{0,9}|[a-zA-Z]):(\d{1,9}|[a-zA-Z])(?::(\d{1,5}))?\]/;
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** True for a name that stands for many, or has brackets that fit nothing. */
const isPattern = (name: string): boolean => name.includes('[');

const isLetter = (text: string): boolean => /^[a-zA-Z]$/.test(text);

/** What stands between first and last, both of it; nothing where they fit no range, or there are too many. */
function valuesOf(first: string, last: string, step: number): readonly string[] {
  const isAlphabetic = isLetter(first) && isLetter(last);
  if (step < 1 || (isLetter(first) || isLetter(last)) !== isAlphabetic) return [];
  // `[01:50]` keeps its zeros; then both ends are as long.
  const width = first.length > 1 && first.startsWith('0') ? first.length : 0;
  if (width > 0 && width !== last.length) return [];
  const [from, to] = isAlphabetic ? [letters.indexOf(first), letters.indexOf(last)] : [Number(first), Number(last)];
  const amount = Math.floor((to - from) / step) + 1;
  if (amount < 1 || amount > mostNames) return [];
  return Array.from({ length: amount }, (_, index) => {
    const value = from + index * step;
    return isAlphabetic ? (letters[value] ?? '') : String(value).padStart(width, '0');
  });
}

/**
 * The names a pattern of hosts stands for: `web[01:50]`, `db-[a:f]`, `node[0:8:2].example.com`, also several ranges in one; a name without
 * brackets is itself. Empty where the brackets are none of these, or stand for more than 1,000. Format: Ansible, "Adding ranges of hosts".
 */
export function expandPattern(name: string): readonly string[] {
  let names = [name];
  while (names.some(isPattern)) {
    const [first = ''] = names;
    const [whole, from = '', to = '', step = '1'] = range.exec(first) ?? [];
    if (whole === undefined) return [];
    const values = valuesOf(from === '' ? '0' : from, to, Number(step));
    if (values.length === 0 || values.length * names.length > mostNames) return [];
    // All names have the same brackets left.
    names = names.flatMap((one) => values.map((value) => one.replace(range, () => value)));
  }
  return names.every(({ length }) => length <= longestName) ? names : [];
}
