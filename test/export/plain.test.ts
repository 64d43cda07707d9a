import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/export/plain.ts';

describe('plain', () => {
  it('leaves ordinary names alone, in any script', () => {
    for (const name of ['db1.example.test', 'postgresql@15-main.service', 'Ünïcode', '数据库', 'סרבר', '10.0.0.1', '🐘']) {
      expect(plain(name)).toBe(name);
    }
  });

  it('folds white space that would begin a new line or column', () => {
    expect(plain('one\ntwo\r\n\tthree\u2028four')).toBe('one two three four');
    expect(plain('two  blanks stay')).toBe('two  blanks stay');
  });

  it('shows what cannot be seen, and what turns text around, as a replacement character', () => {
    expect(plain('a\u0000b\u001b[31mc')).toBe('a\ufffdb\ufffd[31mc');
    expect(plain('\u202egnp.exe\u202c')).toBe('\ufffdgnp.exe\ufffd');
    expect(plain('a\u200bb\ufeffc\u2066d')).toBe('a\ufffdb\ufffdc\ufffdd');
    expect(plain('\ud800x\udc00')).toBe('\ufffdx\ufffd');
  });

  it('cuts at the limit with an ellipsis, without cutting a character in two', () => {
    expect(plain('abcdef', 6)).toBe('abcdef');
    expect(plain('abcdefg', 6)).toBe('abcde…');
    expect(plain('🐘🐘🐘🐘', 3)).toBe('🐘🐘…');
  });

  it('says that it has cut where what was cut away was very long', () => {
    expect(plain('\n'.repeat(100_000), 10)).toMatch(/…$/);
    expect([...plain('x'.repeat(10_000_000), 60)]).toHaveLength(60);
  });

  it('gives one printable line within the limit for any text, and the same for its own result', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 2, max: 80 }), (text, limit) => {
        const result = plain(text, limit);
        expect([...result].length).toBeLessThanOrEqual(limit);
        expect(result).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(plain(result, limit)).toBe(result);
      }),
      { numRuns: 40 },
    );
  });
});
