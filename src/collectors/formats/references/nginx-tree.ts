import type { NumberedFile } from '../../../text/numbered-files.ts';

/** One directive of nginx.conf with its arguments, and what stands in its braces. */
export interface Directive {
  readonly line: number;
  readonly source: string;
  readonly words: readonly string[];
  readonly children: readonly Directive[];
}

interface Block extends Directive {
  readonly children: Directive[];
}

/** Quotes count at the beginning of a word; one that is never closed lasts to the end of its line. */
const token = /"(?:[^"\\]|\\.){0,4096}"?|'(?:[^'\\]|\\.){0,4096}'?|[{};]|[^\s{};"'][^\s{};]{0,4095}/g;
const deepest = 24;
const mostWords = 64;
const bare = (word: string): string => (/^["']/.test(word) && word.length > 1 ? word.slice(1, -1) : word);

/** `$` and braces belong together in `${name}`, which is no block. */
const withoutVariables = (text: string): string => text.replace(/\$\{\w{1,64}\}/g, '$variable');
const beforeComment = (text: string): string => (text.startsWith('#') ? '' : (text.split(/\s#/, 1)[0] ?? ''));

/**
 * The directives of one file (nginx.org, "Configuration File's Structure"). Lines may be missing: a directive ends at
 * its semicolon, a block at its brace, and what is open at the end is closed.
 */
export function readDirectives({ path, lines }: NumberedFile): readonly Directive[] {
  const root: Block = { line: 0, source: path, words: [], children: [] };
  const stack: Block[] = [root];
  let words: string[] = [];
  let line = 0;
  const put = (): Block => {
    const block: Block = { line, source: path, words, children: [] };
    stack.at(-1)?.children.push(block);
    words = [];
    return block;
  };
  for (const { number, text } of lines) {
    for (const [word] of withoutVariables(beforeComment(text.trim())).matchAll(token)) {
      if (word === ';') {
        if (words.length > 0) put();
      } else if (word === '{') {
        const block = put();
        if (stack.length < deepest) stack.push(block);
      } else if (word === '}') {
        words = [];
        if (stack.length > 1) stack.pop();
      } else {
        if (words.length === 0) line = number;
        if (words.length < mostWords) words.push(bare(word));
      }
    }
  }
  return root.children;
}

/** A directive and everything in it, in order. */
export function flatten(directives: readonly Directive[]): readonly Directive[] {
  const found: Directive[] = [];
  const visit = (directive: Directive): void => {
    found.push(directive);
    directive.children.forEach(visit);
  };
  directives.forEach(visit);
  return found;
}
