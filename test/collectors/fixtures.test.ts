import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import { collectors as hostCollectors } from '../../src/collectors/registry.ts';
import { networkPlatforms, platforms } from '../../src/model/collector.ts';
import { decodeBytes } from '../../src/text/decode.ts';

const root = new URL('../../fixtures/', import.meta.url);
const folders = readdirSync(root);
const collectors = [...hostCollectors, ...networkCollectors];

const casesOf = (id: string): string[] =>
  folders.includes(id)
    ? readdirSync(new URL(`${id}/`, root))
        .filter((name) => name.endsWith('.raw'))
        .map((name) => name.slice(0, -'.raw'.length))
    : [];

describe.each(collectors.map((collector) => [collector.id, collector] as const))('%s', (id, collector) => {
  it('has at least two cases, one of them empty or damaged', () => {
    const cases = casesOf(id);
    expect(cases.length).toBeGreaterThanOrEqual(2);
    expect(cases.some((name) => /^(empty|damaged)/.test(name))).toBe(true);
  });

  it.each(casesOf(id))('reads %s', (name) => {
    const raw = readFileSync(new URL(`${id}/${name}.raw`, root));
    const expected: unknown = JSON.parse(readFileSync(new URL(`${id}/${name}.expected.json`, root), 'utf8'));
    expect(collector.parse(decodeBytes(raw))).toEqual(expected);
  });
});

it('has no fixture of a collector that is not registered', () => {
  const ids = new Set(collectors.map((collector) => collector.id));
  const owned = new Set<string>([...platforms, ...networkPlatforms]);
  expect(folders.filter((name) => owned.has(name.split('.')[0] ?? '') && !ids.has(name))).toEqual([]);
});
