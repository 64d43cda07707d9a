import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMadeId, makeFreeId, makeId } from '../../src/graph/make-id.ts';

describe('makeId', () => {
  it('is the prefix and twelve lower-case characters', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        expect(makeId('svc', parts)).toMatch(/^svc-[0-9a-v]{12}$/);
      }),
    );
  });

  it('stays what it is: snapshots of older versions refer to it', () => {
    expect(makeId('host', ['aaaa', '52:54:00:00:00:01', 'web1'])).toBe(makeId('host', ['aaaa', '52:54:00:00:00:01', 'web1']));
    expect(makeId('dep', ['a'])).toMatchInlineSnapshot(`"dep-1qqrhlv0dsct"`);
  });

  it('tells parts from their concatenation, whatever they hold', () => {
    expect(makeId('host', ['a', 'b'])).not.toBe(makeId('host', ['ab']));
    expect(makeId('host', ['a,b'])).not.toBe(makeId('host', ['a', 'b']));
    expect(makeId('host', ['a","b'])).not.toBe(makeId('host', ['a', 'b']));
    expect(makeId('host', [])).not.toBe(makeId('host', ['']));
  });

  it('does not repeat over many', () => {
    const ids = new Set(Array.from({ length: 20_000 }, (_, number) => makeId('dep', [`${number}`])));
    expect(ids.size).toBe(20_000);
  });
});

describe('isMadeId', () => {
  it('knows the ids it can have made', () => {
    expect(isMadeId(makeId('host', ['a']))).toBe(true);
    expect(['host-db', 'host-', 'host-ABCDEFGHIJKL', 'host-0123456789abc', ''].some(isMadeId)).toBe(false);
  });
});

describe('makeFreeId', () => {
  it('is the plain id where that is free', () => {
    expect(makeFreeId('host', ['a'], () => false)).toBe(makeId('host', ['a']));
  });

  it('takes the next one in a fixed order where it is taken', () => {
    const taken = new Set([makeId('host', ['a'])]);
    const second = makeFreeId('host', ['a'], (id) => taken.has(id));
    taken.add(second);
    const third = makeFreeId('host', ['a'], (id) => taken.has(id));
    expect(new Set([...taken, third]).size).toBe(3);
    expect(makeFreeId('host', ['a'], (id) => id === makeId('host', ['a']))).toBe(second);
  });
});
