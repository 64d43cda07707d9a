import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFormat, formatsNamed, recogniseFormat } from '../../../src/collectors/texts/choose-format.ts';
import { textFormats } from '../../../src/collectors/texts/registry.ts';

describe('the text formats', () => {
  it('are sorted by id, and no id is there twice', () => {
    const ids = textFormats.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it.each(textFormats.map((format) => [format.id, format] as const))(
    '%s never throws and keeps its score in bounds',
    (_, format) => {
      const noise = fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...textFormats.map(({ example }) => example)),
      );
      fc.assert(
        fc.property(fc.array(noise, { maxLength: 20 }), (lines) => {
          const text = lines.join('\n');
          const score = format.recognise(text);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(Array.isArray(format.parse(text))).toBe(true);
        }),
        { numRuns: 50 },
      );
    },
  );

  it.each(textFormats.map((format) => [format.id, format] as const))(
    '%s does not hang on long lines of one character',
    (_, format) => {
      for (const character of ['a', ':', '.', ' ', '\t', '1', '*', '[', '{', '"', '\n', 'a ', '1.', 'a:']) {
        const text = character.repeat(65_536 / character.length);
        format.recognise(text);
        format.parse(text);
      }
    },
  );
});

describe('choosing a format', () => {
  it('knows an id and a family, and nothing else', () => {
    expect(formatsNamed('netstat-linux').map(({ id }) => id)).toEqual(['netstat-linux']);
    expect(formatsNamed('netstat').map(({ id }) => id)).toContain('netstat-bsd');
    expect(formatsNamed('no-such-format')).toEqual([]);
  });

  it('lets the text decide within a family', () => {
    const bsd = 'tcp4       0      0  10.0.0.1.22            10.0.0.2.50112         ESTABLISHED\n';
    expect(chooseFormat(bsd, formatsNamed('netstat'))?.id).toBe('netstat-bsd');
    expect(chooseFormat('', formatsNamed('ss'))?.id).toBe('ss');
  });

  it('recognises nothing in prose', () => {
    expect(recogniseFormat('Dear colleague,\nplease find attached the list of servers.\n')).toBeUndefined();
    expect(recogniseFormat('')).toBeUndefined();
  });
});
