import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkCollectors } from '../../../src/collectors/network-registry.ts';
import { collectors as hostCollectors } from '../../../src/collectors/registry.ts';
import { recogniseFormat } from '../../../src/collectors/texts/choose-format.ts';
import { textFormats } from '../../../src/collectors/texts/registry.ts';
import type { TextFormat } from '../../../src/model/text-format.ts';
import { decodeBytes } from '../../../src/text/decode.ts';

const root = new URL('../../../fixtures/', import.meta.url);
const folders = readdirSync(root);
const collectors = [...hostCollectors, ...networkCollectors];
const casesIn = (folder: string): string[] =>
  readdirSync(new URL(`${folder}/`, root))
    .filter((name) => name.endsWith('.raw'))
    .map((name) => `${folder}/${name.slice(0, -'.raw'.length)}`);
const rawOf = (path: string): string => decodeBytes(readFileSync(new URL(`${path}.raw`, root)));

/** A format has cases of its own, or is read as a collector reads it and shares the collector's. */
const foldersOf = ({ id, parse }: TextFormat): string[] => [
  ...folders.filter((name) => name === `text.${id}`),
  ...collectors
    .filter((collector) => collector.parse === parse && folders.includes(collector.id))
    .map((collector) => collector.id),
];

describe.each(textFormats.map((format) => [format.id, format] as const))('%s', (_, format) => {
  const cases = foldersOf(format).flatMap(casesIn);

  it('has at least two cases, one of them empty or damaged', () => {
    expect(cases.length).toBeGreaterThanOrEqual(2);
    expect(cases.some((path) => /\/(empty|damaged)/.test(path))).toBe(true);
  });

  const own = cases.filter((path) => path.startsWith('text.'));
  it.each(own)('reads %s', (path) => {
    const expected: unknown = JSON.parse(readFileSync(new URL(`${path}.expected.json`, root), 'utf8'));
    expect(format.parse(rawOf(path))).toEqual(expected);
  });

  const whole = cases.filter((path) => !/\/(empty|damaged)/.test(path));
  const [sent, shared] = [whole.filter((path) => own.includes(path)), whole.filter((path) => !own.includes(path))];
  it.each(sent)('is recognised in %s', (path) => {
    expect(recogniseFormat(rawOf(path))?.family).toBe(format.family);
  });

  // One parser may read what several tools print (arp and ndp), and an answer may hold the output of any of them.
  const readAlike = textFormats.filter(({ family, parse }) => family === format.family || parse === format.parse);
  it.each(shared)('or one that is read alike is recognised in %s', (path) => {
    expect(readAlike).toContain(recogniseFormat(rawOf(path)));
  });

  it('is what at least one of them is taken for', () => {
    expect(whole.map((path) => recogniseFormat(rawOf(path))?.id)).toContain(format.id);
  });
});

it('has no fixture of a format that is not registered', () => {
  const ids = new Set(textFormats.map((format) => `text.${format.id}`));
  expect(folders.filter((name) => name.startsWith('text.') && !ids.has(name))).toEqual([]);
});
