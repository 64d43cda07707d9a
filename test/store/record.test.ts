import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayoutTable } from '../../src/store/layout-table.ts';
import { joinLoose, readStable, splitLoose, splitStable } from '../../src/store/record.ts';
import { DamagedContent } from '../../src/store/translate-error.ts';

/** Layouts without a database. */
function openLayouts(): LayoutTable {
  const lists: (readonly string[])[] = [];
  return {
    idOf(keys) {
      const known = lists.findIndex((list) => JSON.stringify(list) === JSON.stringify(keys));
      return known === -1 ? lists.push(keys) - 1 : known;
    },
    keysOf(id) {
      const keys = lists[Number(id)];
      if (keys === undefined) throw new DamagedContent('unknown layout');
      return keys;
    },
  };
}

const loose = new Set(['count', 'seen']);

describe('a record that is split', () => {
  it('comes back with its keys in order', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.array(fc.integer()), fc.dictionary(fc.string(), fc.integer()));
    const keys = fc.shuffledSubarray(['name', 'count', 'kind', 'seen', 'id', 'port'], { minLength: 1 });
    const record = keys.chain((some) =>
      fc
        .tuple(...some.map((key) => value.map((one) => [key, key === 'id' ? 'x' : one] as const)))
        .map((entries) => Object.fromEntries(entries)),
    );
    fc.assert(
      fc.property(record, (fields) => {
        const layouts = openLayouts();
        const stable: unknown = JSON.parse(JSON.stringify(splitStable(fields, loose, layouts)));
        const changing: unknown = JSON.parse(JSON.stringify(splitLoose(fields, loose, {}, layouts)));
        const joined = joinLoose(readStable('x', stable, layouts), changing, loose, layouts);
        expect(JSON.stringify(joined)).toBe(JSON.stringify(fields));
      }),
    );
  });

  it('has a stable part that the changing keys do not touch', () => {
    const layouts = openLayouts();
    const before = splitStable({ id: 'x', name: 'a', count: 1 }, loose, layouts);
    expect(splitStable({ id: 'y', seen: true, name: 'a', count: 2 }, loose, layouts)).toEqual(before);
    expect(splitStable({ id: 'x', name: 'b', count: 1 }, loose, layouts)).not.toEqual(before);
  });

  it('takes what stands for a value', () => {
    const layouts = openLayouts();
    const record = { name: 'a', seen: '2026', count: 0 };
    expect(splitLoose(record, loose, { seen: 0, name: 'never' }, layouts).slice(1)).toEqual([0, 0]);
    expect(splitLoose(record, loose, { seen: undefined }, layouts).slice(1)).toEqual(['2026', 0]);
  });

  it('is refused where it is damaged', () => {
    const layouts = openLayouts();
    expect(() => readStable('x', { name: 'a' }, layouts)).toThrow(DamagedContent);
    expect(() => readStable('x', [7], layouts)).toThrow(DamagedContent);
    expect(() => joinLoose({}, null, loose, layouts)).toThrow(DamagedContent);
  });
});
