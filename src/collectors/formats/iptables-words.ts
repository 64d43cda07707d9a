/**
 * Words of one line of iptables-save: what holds blanks stands in double quotes, with a backslash before quotes and
 * backslashes (xtables_save_string in libxtables). Undefined where a quote never closes.
 */
export function readQuotedWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  for (let at = 0; at < line.length; ) {
    if (line[at] === ' ' || line[at] === '\t') at += 1;
    else {
      const word = line[at] === '"' ? readQuoted(line, at + 1) : readPlain(line, at);
      if (word.end > line.length) return undefined;
      words.push(word.text);
      at = word.end;
    }
  }
  return words;
}

interface Word {
  readonly text: string;
  readonly end: number;
}

function readPlain(line: string, at: number): Word {
  let end = at;
  while (end < line.length && line[end] !== ' ' && line[end] !== '\t') end += 1;
  return { text: line.slice(at, end), end };
}

function readQuoted(line: string, at: number): Word {
  const parts: string[] = [];
  let from = at;
  let end = at;
  for (; end < line.length && line[end] !== '"'; end += 1) {
    if (line[end] !== '\\') continue;
    parts.push(line.slice(from, end));
    end += 1;
    from = end;
  }
  return { text: parts.join('') + line.slice(from, end), end: end + 1 };
}
