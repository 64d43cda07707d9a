import { endMissing } from '../../../text/fact-list.ts';

/** An object of an inventory, parsed, or why it could not be. */
export type InventoryItem =
  | { readonly kind: 'item'; readonly within: string; readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'broken'; readonly line: number; readonly text: string; readonly reason: string };

const [quote, backslash, newline, openArray, closeArray, openObject, closeObject, colon] = [34, 92, 10, 91, 93, 123, 125, 58];
const longestShown = 200;
const longestKey = 256;
/** Deeper than any inventory: brackets without end say nothing. */
const deepest = 1_000;

/** What stands around the position that is read: the key before a bracket, and which bracket. */
interface Around {
  readonly key: string;
  readonly isArray: boolean;
}

/** Its first line says as much as a page of it. */
const shown = (text: string): string => text.slice(0, longestShown).split('\n', 1)[0]?.trimEnd() ?? '';

function parse(text: string, within: string, line: number): InventoryItem {
  try {
    return { kind: 'item', within, line, value: JSON.parse(text) as Readonly<Record<string, unknown>> };
  } catch {
    return { kind: 'broken', line, text: shown(text), reason: 'not JSON' };
  }
}

/** Position behind the text that begins at a quote, and the lines in it. */
function skipText(text: string, at: number): { readonly end: number; readonly lines: number } {
  let lines = 0;
  for (let position = at + 1; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === backslash) position += 1;
    else if (code === quote) return { end: position + 1, lines };
    else if (code === newline) lines += 1;
  }
  return { end: text.length, lines };
}

/**
 * The objects in the arrays behind these keys, at whatever depth, each parsed on its own, so that an output that was cut
 * off gives every whole one, and several documents in one file are read one after the other. The key `''` stands for an array that is a
 * document, `'{}'` for objects that are documents. Never throws; linear in the length of the text.
 */
export function* readItems(text: string, keys: ReadonlySet<string>): Generator<InventoryItem> {
  const around: Around[] = [];
  let [line, start, startLine, itemDepth] = [1, 0, 1, -1];
  let key = '';
  let within = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === newline) line += 1;
    else if (code === quote) {
      const { end, lines } = skipText(text, at);
      if (itemDepth === -1) key = text.slice(at + 1, Math.min(end - 1, at + longestKey));
      line += lines;
      at = end - 1;
    } else if (code === openArray || code === openObject) {
      const inner = around.at(-1);
      const isArray = code === openArray;
      if (itemDepth === -1 && !isArray) {
        within = inner === undefined ? '{}' : inner.isArray ? inner.key : '';
        const isItem = inner === undefined ? keys.has('{}') : inner.isArray && keys.has(inner.key);
        if (isItem) [start, startLine, itemDepth] = [at, line, around.length];
      }
      if (around.length === deepest) {
        yield { kind: 'broken', line, text: '', reason: 'nested too deep' };
        return;
      }
      around.push({ key: inner === undefined ? '' : key, isArray });
      key = '';
    } else if (code === closeArray || code === closeObject) {
      around.pop();
      if (itemDepth === around.length) {
        yield parse(text.slice(start, at + 1), within, startLine);
        itemDepth = -1;
      }
      key = '';
    } else if (code !== colon && code > 32) key = itemDepth === -1 && code !== 44 ? key : '';
  }
  if (itemDepth !== -1) {
    yield { kind: 'broken', line: startLine, text: shown(text.slice(start, start + longestShown)), reason: endMissing };
  } else if (around.length > 0) yield { kind: 'broken', line, text: '', reason: endMissing };
}
