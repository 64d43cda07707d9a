/** One line of keepalived.conf(5), without its comment and its condition. */
export interface ConfigLine {
  readonly words: readonly string[];
  /** Ends with an opening brace. */
  readonly opens: boolean;
  /** Closing braces that stand before everything else. */
  readonly closes: number;
  /** `@name`: holds in one of several configurations only, and which one runs is not in the file. */
  readonly conditional: boolean;
}

const longestValue = 256;
const definition = /^\$([A-Za-z0-9_]{1,64})=(.*)$/;
const reference = /\$\{?([A-Za-z0-9_]{1,64})\}?/g;

/** Words up to a comment, which begins with `#` or `!`; a text in quotes is one word. */
function readConfigWords(line: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < line.length; ) {
    const character = line[at];
    if (character === ' ' || character === '\t') at += 1;
    else if (character === '#' || character === '!') return words;
    else {
      const close = character === '"' ? line.indexOf('"', at + 1) : -1;
      const start = close === -1 ? at : at + 1;
      let end = close === -1 ? at : close;
      while (close === -1 && end < line.length && line[end] !== ' ' && line[end] !== '\t') end += 1;
      words.push(line.slice(start, end));
      at = close === -1 ? end : end + 1;
    }
  }
  return words;
}

/** Takes `{` off the end of the words, also where it is glued to the last one. */
function takeBrace(words: string[]): boolean {
  const last = words.at(-1);
  if (last === undefined || !last.endsWith('{') || last.endsWith('${')) return false;
  words.pop();
  if (last !== '{') words.push(last.slice(0, -1));
  return true;
}

function takeClosing(words: string[]): number {
  let closes = 0;
  while (words[closes] === '}') closes += 1;
  words.splice(0, closes);
  return closes;
}

/** Reads line by line, and puts the values of `$NAME=value` in the place of `$NAME`, one level deep. */
export function lineReader(): (text: string) => ConfigLine {
  const values = new Map<string, string>();
  return (text) => {
    const [, name, value = ''] = definition.exec(text.trim()) ?? [];
    if (name !== undefined) {
      values.set(name, value.slice(0, longestValue));
      return { words: [], opens: false, closes: 0, conditional: false };
    }
    const known = text.includes('$') ? text.replace(reference, (whole, key: string) => values.get(key) ?? whole) : text;
    const words = readConfigWords(known);
    const conditional = words[0]?.startsWith('@') === true;
    if (conditional) words.shift();
    const closes = takeClosing(words);
    return { opens: takeBrace(words), words, closes, conditional };
  };
}
