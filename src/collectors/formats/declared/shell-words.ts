/** Commands of one line: words without their quotes, cut at `|`, `;`, `&` and parentheses. */
export type Commands = readonly (readonly string[])[];

const longestLine = 8_192;
const blanks = ' \t\r';
const borders = '|;&()`\n';

/** Reads a line as sh(1) does, roughly: quotes and backslashes are taken off, nothing is expanded. Linear. */
export function shellCommands(text: string): Commands {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote = '';
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < Math.min(text.length, longestLine); at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '\\') {
      at += 1;
      word = (word ?? '') + (text[at] ?? '');
    } else if (blanks.includes(character)) endWord();
    else if (borders.includes(character)) {
      endWord();
      if (commands.at(-1)?.length !== 0) commands.push([]);
    } else word = (word ?? '') + character;
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}
