/** A word, a text in quotes, or one of `{ } , ;` and the line end. */
export interface Token {
  readonly text: string;
  readonly line: number;
  /** It stood in quotes: never punctuation or a keyword. */
  readonly quoted: boolean;
}

/** The token is this word or sign, and not a text in quotes. */
export const is = (token: Token | undefined, text: string): boolean =>
  token !== undefined && !token.quoted && token.text === text;

const punctuation = new Set('{},;\n');
const longestToken = 512;

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t' || character === '\r';
const isEnd = (character: string | undefined): boolean =>
  character === undefined || isBlank(character) || character === '"' || punctuation.has(character);

/** End of the quoted text that begins behind `at`; nft knows no escapes, and a quote never closed ends with its line. */
function quoteEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const stop = newline === -1 ? text.length : newline;
  const quote = text.indexOf('"', at);
  return quote === -1 || quote > stop ? stop : quote;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (!isEnd(text[end])) end += 1;
  return end;
}

/** Tokens of what `nft list ruleset` prints (nft(8), lexical conventions); a comment lasts to the end of its line. */
export function* readTokens(text: string): Generator<Token> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (isBlank(character)) at += 1;
    else if (character === '#') at = lineEnd(text, at);
    else if (character === '"') {
      const end = quoteEnd(text, at + 1);
      yield { text: text.slice(at + 1, Math.min(end, at + 1 + longestToken)), line, quoted: true };
      at = text[end] === '"' ? end + 1 : end;
    } else if (punctuation.has(character)) {
      yield { text: character, line, quoted: false };
      if (character === '\n') line += 1;
      at += 1;
    } else {
      const end = wordEnd(text, at);
      yield { text: text.slice(at, Math.min(end, at + longestToken)), line, quoted: false };
      at = end;
    }
  }
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}
