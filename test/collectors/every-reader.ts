import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import { textSection } from '../../src/collectors/readers.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { textFormats } from '../../src/collectors/texts/registry.ts';

const root = new URL('../../fixtures/', import.meta.url);
const rawsIn = (id: string): readonly string[] =>
  !existsSync(new URL(`${id}/`, root))
    ? []
    : readdirSync(new URL(`${id}/`, root))
        .filter((name) => name.endsWith('.raw'))
        .map((name) => readFileSync(new URL(`${id}/${name}`, root), 'latin1'));

export const countLines = (text: string): number => text.split('\n').length;

/** JSON is one line however much it holds, so its objects count as lines; `ip -o` has a backslash for each line end. */
export const room = (text: string): number => 4 * (countLines(text) + text.split('{').length + text.split('\\').length);

/** Everything that reads an answer or a sent text; those that share a reader are one. */
const everything = [
  ...collectors,
  ...networkCollectors,
  ...textFormats.map((format) => ({ ...format, id: textSection(format.id) })),
];
export const readers = [...new Map(everything.toReversed().map((one) => [one.parse, one])).values()].toReversed();
/** The outputs of all that share a reader. */
export const rawsOf = (parse: (text: string) => unknown): readonly string[] => {
  const raws = everything.filter((one) => one.parse === parse).flatMap(({ id }) => rawsIn(id));
  return raws.length === 0 ? [''] : raws;
};
export const redactors = [...new Set(everything.flatMap(({ redact }) => redact ?? []))];
