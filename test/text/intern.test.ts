import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intern, internAt, ownCopy } from '../../src/text/intern.ts';

describe('internAt', () => {
  it('cuts out what it is asked for, whatever came before', () => {
    const part = fc.stringMatching(/^[ab/.0]{0,40}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part), { maxLength: 20 }), (parts) => {
        const found = parts.map(([before, text, after]) =>
          internAt(before + text + after, before.length, before.length + text.length),
        );
        expect(found).toEqual(parts.map(([, text]) => text));
      }),
    );
  });
});

describe('intern and ownCopy', () => {
  it('give the same text back, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(intern(text)).toBe(text);
        expect(ownCopy(text)).toBe(text);
      }),
    );
  });

  it('keep half a surrogate pair as it is', () => {
    expect(ownCopy('a long text with half a pair: \ud83d')).toBe('a long text with half a pair: \ud83d');
  });

  it('stay right for long texts and after more texts than are remembered', () => {
    const texts = Array.from({ length: 9_000 }, (_, index) => `/system.slice/${index}.service`);
    expect(texts.map((text) => intern(text))).toEqual(texts);
    expect(intern('x'.repeat(5_000))).toBe('x'.repeat(5_000));
  });

  it('do not keep the output that a text was cut from', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const cut = (index: number): string => `${'x'.repeat(4_000_000)}-a-name-long-enough-for-a-view-${index}`.slice(-30);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const copies = Array.from({ length: 20 }, (_, index) => ownCopy(cut(index)));
    collectGarbage();
    const copied = process.memoryUsage().heapUsed - before;
    const views = Array.from({ length: 20 }, (_, index) => cut(index));
    collectGarbage();
    const viewed = process.memoryUsage().heapUsed - before;
    expect(copies).toEqual(views);
    // Twenty views hold 80 MB, twenty copies next to nothing.
    expect(copied * 4).toBeLessThan(viewed);
  });
});
