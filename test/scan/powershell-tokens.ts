interface Place {
  readonly open: string;
  readonly line: number;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/**
 * Reads a PowerShell text as far as its quotes, comments and brackets go (about_Quoting_Rules, about_Comments): single
 * quotes keep all, double ones hold `$( )`, a backtick escapes.
 * @returns what is wrong, with its line; empty where everything closes.
 */
export function unbalanced(text: string): readonly string[] {
  const problems: string[] = [];
  const stack: Place[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    const inString = stack.at(-1)?.open === '"';
    if (char === '\n') line += 1;
    if (char === '`') at += 1;
    else if (char === '"' && inString) {
      if (text[at + 1] === '"') at += 1;
      else stack.pop();
    } else if (inString) {
      if (char === '$' && text[at + 1] === '(') {
        stack.push({ open: '(', line });
        at += 1;
      }
    } else if (char === '"') stack.push({ open: '"', line });
    else if (char === '#' && /[\s;({]/.test(text[at - 1] ?? '\n')) {
      while (at + 1 < text.length && text[at + 1] !== '\n') at += 1;
    } else if (char === "'") {
      const start = line;
      for (at += 1; at < text.length && (text[at] !== "'" || text[at + 1] === "'"); at += 1) {
        if (text[at] === '\n') line += 1;
        if (text[at] === "'") at += 1;
      }
      if (at >= text.length) problems.push(`line ${start}: ' is never closed`);
    } else if (char in closers) stack.push({ open: char, line });
    else if (Object.values(closers).includes(char)) {
      const place = stack.pop();
      if (place === undefined || closers[place.open] !== char)
        problems.push(`line ${line}: ${char} closes ${place?.open ?? 'nothing'}`);
    }
  }
  return [...problems, ...stack.map((place) => `line ${place.line}: ${place.open} is never closed`)];
}

/** Types that are named in a text: what constrained language mode may refuse. */
export const typesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/(?<![\w$)\]])\[([A-Za-z][\w.]+)\]/g)].map(([, name = '']) => name)),
];
