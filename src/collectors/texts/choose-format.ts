import type { TextFormat } from '../../model/text-format.ts';
import { textFormats } from './registry.ts';

const headLength = 65_536;

/** The formats of that name: one by its id, or a whole family. Empty where there is none. */
export const formatsNamed = (name: string): readonly TextFormat[] => {
  const exact = textFormats.filter(({ id }) => id === name);
  const family = textFormats.filter((format) => format.family === name);
  return family.length > 0 ? family : exact;
};

/** The format a text is most likely of, or undefined where no format recognises it. Of equals the first by id. */
export function recogniseFormat(text: string, among: readonly TextFormat[] = textFormats): TextFormat | undefined {
  const head = text.slice(0, headLength);
  let best: TextFormat | undefined;
  let bestScore = 0;
  for (const format of among) {
    const score = format.recognise(head);
    if (score > bestScore) [best, bestScore] = [format, score];
  }
  return best;
}

/**
 * How to read a text that somebody says is of a format: within a family the text decides, and where it does not
 * (an empty table), the first of the family.
 */
export function chooseFormat(text: string, named: readonly TextFormat[]): TextFormat | undefined {
  return named.length === 1 ? named[0] : (recogniseFormat(text, named) ?? named[0]);
}
