import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFormats } from '../../../src/collectors/texts/registry.ts';
import { decodeBytes } from '../../../src/text/decode.ts';

const root = new URL('../../../fixtures/', import.meta.url);
const ours = textFormats.filter(({ id }) => /windows|powershell|ipconfig|tasklist/.test(id));
const rawsOf = (id: string): readonly string[] =>
  readdirSync(new URL(`text.${id}/`, root))
    .filter((name) => name.endsWith('.raw'))
    .map((name) => decodeBytes(readFileSync(new URL(`text.${id}/${name}`, root))));

const floods: readonly (readonly [string, string])[] = [
  ['one line of dots', ` a${' .'.repeat(125_000)}`],
  ['keys without end', '   a . . : b\n'.repeat(15_000)],
  ['one row', `  TCP    0.0.0.0:1 0.0.0.0:0 ${'A '.repeat(125_000)}`],
  ['rows with owners', '  TCP    0.0.0.0:1 0.0.0.0:0 LISTENING 4\n  Svc\n [a.exe]\n'.repeat(8_000)],
  ['rules', `${'='.repeat(78)}\n`.repeat(5_000)],
  ['rules of tables', '- - -\n'.repeat(25_000)],
  ['one rule', `a b c\n${'- '.repeat(125_000)}\n1 2 3`],
  ['open quotes', '"a","b\n'.repeat(8_001)],
  ['quotes alone', '"'.repeat(250_000)],
  ['list properties', 'Name : a\n'.repeat(15_000)],
  ['continued values', `Name : a\n${'   b\n'.repeat(15_000)}`],
  ['colours', `${'\u001b[1m'.repeat(50_000)}`],
];

describe.each(ours.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const raws = rawsOf(id);

  it('reads CRLF as LF', () => {
    for (const raw of raws) {
      const unix = raw.replaceAll('\r\n', '\n');
      const strip = (facts: unknown): unknown => JSON.parse(JSON.stringify(facts).replaceAll('\\r\\n', '\\n'));
      expect(strip(format.parse(unix.replaceAll('\n', '\r\n')))).toEqual(strip(format.parse(unix)));
    }
  });

  it('survives its own outputs cut, doubled and overwritten', () => {
    const edit = fc.record({
      raw: fc.constantFrom(...raws),
      at: fc.nat(4_000),
      length: fc.nat(80),
      text: fc.string({ unit: fc.constantFrom(...'\t \n\r:.,-=*[]{}"01fx\u00e4\u0000'), maxLength: 6 }),
      keep: fc.boolean(),
    });
    fc.assert(
      fc.property(edit, ({ raw, at, length, text, keep }) => {
        const place = at % (raw.length + 1);
        const edited = `${raw.slice(0, place)}${text}${keep ? raw.slice(place + length) : ''}`;
        const lines = edited.split('\n').length;
        for (const fact of format.parse(edited)) {
          if (fact.line === undefined || fact.line < 1 || fact.line > lines) expect.fail(`line ${fact.line} of ${lines}`);
        }
      }),
    );
  });

  it.each(floods)('comes back from %s', (_, text) => {
    format.recognise(text.slice(0, 65_536));
    expect(Array.isArray(format.parse(text))).toBe(true);
  });
});
