import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFormats } from '../../../src/collectors/texts/registry.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { decodeBytes } from '../../../src/text/decode.ts';

const root = new URL('../../../fixtures/', import.meta.url);
const ids = [
  'fstat',
  'lsof',
  'lsof-fields',
  'netstat-aix',
  'netstat-bsd',
  'netstat-hpux',
  'netstat-linux',
  'netstat-solaris',
  'pfiles',
  'rmsock',
  'sockstat',
  'ss',
];
const formats = textFormats.filter(({ id }) => ids.includes(id));
const rawsOf = (id: string): readonly string[] =>
  readdirSync(new URL(`text.${id}/`, root))
    .filter((name) => name.endsWith('.raw'))
    .map((name) => decodeBytes(readFileSync(new URL(`text.${id}/${name}`, root))));

const countLines = (text: string): number => text.split(/[\n\0]/).length;

/** A line tells at most a socket, a holder and itself. */
function check(facts: readonly Fact[], text: string): void {
  const lines = countLines(text);
  expect(facts.length).toBeLessThanOrEqual(2 * lines);
  for (const fact of facts) {
    if (fact.line !== undefined && !(fact.line >= 1 && fact.line <= lines)) expect.fail(`line ${fact.line} of ${lines}`);
    if (fact.fact === 'socket' && [fact.local.port, fact.remote?.port].some((port) => port !== undefined && port > 65_535)) {
      expect.fail(JSON.stringify(fact));
    }
  }
}

const noise = fc.string({ unit: fc.constantFrom(...'\t \n\r:.,-/%*[]()<>"\\0129afx\u0000=@`'), maxLength: 8 });

function mutations(raw: string): fc.Arbitrary<string> {
  const place = fc.nat(raw.length);
  const edit = fc.record({ at: place, drop: fc.nat(60), put: noise, cut: fc.boolean() });
  return fc.array(edit, { minLength: 1, maxLength: 8 }).map((edits) =>
    edits.reduce((text, { at, drop, put, cut }, index) => {
      const from = Math.min(at, text.length);
      return text.slice(0, from) + put + (cut && index === 0 ? '' : text.slice(from + drop));
    }, raw),
  );
}

it('are all there', () => {
  expect(formats.map(({ id }) => id)).toEqual(ids);
});

describe.each(formats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const raws = rawsOf(id);

  it('survives its own outputs mutated and cut off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...raws).chain(mutations), (text) => {
        expect(format.recognise(text)).toBeLessThanOrEqual(100);
        check(format.parse(text), text);
      }),
    );
  });

  it('survives the outputs of the others', () => {
    for (const other of formats.flatMap((each) => rawsOf(each.id))) check(format.parse(other), other);
  });

  it('reads CRLF as LF', () => {
    for (const raw of raws) {
      const crlf = raw.replaceAll('\n', '\r\n');
      expect(format.parse(crlf)).toEqual(format.parse(raw));
      expect(format.recognise(crlf)).toBe(format.recognise(raw));
    }
  });

  it('reads a table of many rows in the time of its length', () => {
    for (const raw of raws) format.parse(raw.repeat(Math.ceil(400_000 / raw.length)));
  });
});
