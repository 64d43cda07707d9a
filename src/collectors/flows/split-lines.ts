import type { ObjectSplitter, Piece } from './split-objects.ts';

/** A line is cut at this length; see src/text/lines.ts. */
const longest = 65_536;

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text).slice(0, longest);

/** The lines of a text that comes in chunks, LF or CRLF. */
export function splitLines(): ObjectSplitter {
  let rest = '';
  let line = 0;
  return {
    push(chunk) {
      const lines = chunk.split('\n');
      const pieces: Piece[] = [];
      for (let index = 0; index < lines.length - 1; index += 1) {
        line += 1;
        pieces.push({ text: withoutReturn(index === 0 ? rest + (lines[0] ?? '') : (lines[index] ?? '')), line });
      }
      const last = lines.at(-1) ?? '';
      rest = lines.length > 1 ? last : (rest + last).slice(0, longest + 1);
      return pieces;
    },
    end() {
      return rest === '' ? [] : [{ text: withoutReturn(rest), line: line + 1 }];
    },
  };
}
