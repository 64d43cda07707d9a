import { readLines } from '../../../text/lines.ts';

/** One line `label : value` of a listing for people. */
export interface Labelled {
  readonly line: number;
  readonly text: string;
  /** Lower case, without marks before it and without what stands in brackets; empty where the line has no label. */
  readonly label: string;
  /** Without quotes; empty where nothing follows. */
  readonly value: string;
}

const longestLabel = 48;
const nothing = /^-? ?(?:not advertised|not provided|not received|not present|n\/a|null|none|-)$/i;

const bare = (text: string): string => {
  const trimmed = text.trim();
  return trimmed.length > 1 && /^["'].*["']$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
};

/** The lines of a listing; a value that only says that there is none is empty. */
export function* readLabelled(text: string): Generator<Labelled> {
  for (const { number: line, text: whole } of readLines(text)) {
    const colon = whole.indexOf(':');
    const label = whole
      .slice(0, Math.min(colon === -1 ? 0 : colon, longestLabel))
      .replace(/^[\s+\-*]{0,40}/, '')
      .replace(/ ?\([^)]{0,40}\)/, '')
      .trim()
      .toLowerCase();
    const value = colon === -1 ? '' : bare(whole.slice(colon + 1));
    yield { line, text: whole, label, value: nothing.test(value) ? '' : value };
  }
}
