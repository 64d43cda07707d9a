/**
 * Whether a text matches one pattern of `*` (any number of characters) and `?` (exactly one), the
 * PATTERNS of ssh_config(5). Both in lower case. Never backtracks further than to the last `*`, so
 * that no pattern of a file can make it hang.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    if (at < pattern.length && pattern[at] === '*') {
      star = at;
      at += 1;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** A list matches when one of its patterns does and none of those negated by `!` (ssh_config(5)). */
export function matchesPatternList(text: string, patterns: readonly string[]): boolean {
  const lower = text.toLowerCase();
  let matched = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(lower, (negated ? pattern.slice(1) : pattern).toLowerCase())) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}
