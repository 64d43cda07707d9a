import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/fact.ts';
import { countLines, rawsOf, readers, room } from './every-reader.ts';

/** What every output has to give, however broken it is. */
function check(facts: readonly Fact[], text: string): void {
  expect(facts.length).toBeLessThanOrEqual(room(text));
  const lines = countLines(text);
  for (const fact of facts) {
    if (fact.line !== undefined && !(fact.line >= 1 && fact.line <= lines)) expect.fail(`line ${fact.line} of ${lines}`);
    if (fact.fact === 'skipped' && fact.text.length > 200) expect.fail('a skipped line is kept too long');
  }
}

const characters = fc.constantFrom(...'\t \n\r:.,-/%*[]()<>{}"\'\\0129afx\u00e4\u0000=@');

/** Edits of a real output: bytes changed, parts dropped, doubled or moved. */
function mutations(raw: string): fc.Arbitrary<string> {
  const place = fc.nat(raw.length);
  return fc
    .array(
      fc.oneof(
        fc.record({ kind: fc.constant('put' as const), at: place, text: fc.string({ unit: characters, maxLength: 8 }) }),
        fc.record({ kind: fc.constant('drop' as const), at: place, length: fc.nat(60) }),
        fc.record({ kind: fc.constant('double' as const), at: place, length: fc.nat(200) }),
        fc.record({ kind: fc.constant('cut' as const), at: place }),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((edits) => {
      let text = raw;
      for (const edit of edits) {
        const at = Math.min(edit.at, text.length);
        if (edit.kind === 'put') text = text.slice(0, at) + edit.text + text.slice(at);
        else if (edit.kind === 'drop') text = text.slice(0, at) + text.slice(at + edit.length);
        else if (edit.kind === 'double') text = text.slice(0, at + edit.length) + text.slice(at);
        else text = text.slice(0, at);
      }
      return text;
    });
}

/** Two outputs line by line, as when two commands print at once. */
function interleave(one: string, other: string): string {
  const [left, right] = [one.split('\n'), other.split('\n')];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => `${left[at] ?? ''}\n${right[at] ?? ''}`).join(
    '\n',
  );
}

/** As many others as lets every pair come up in a few of the readers. */
const others = (at: number): readonly string[] =>
  readers.filter((_, other) => other % 24 === at % 24).flatMap(({ parse }) => rawsOf(parse).slice(0, 1));

describe.each(readers.map((reader, at) => [reader.id, reader, at] as const))('%s', (_, collector, at) => {
  const raws = rawsOf(collector.parse);
  const cutAndRead = (text: string): void => {
    check(collector.parse(text), text);
    if (collector.redact !== undefined) check(collector.parse(collector.redact(text)), text);
  };

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: characters, maxLength: 300 })), (text) => {
        cutAndRead(text);
      }),
      { numRuns: 10 },
    );
  });

  it('survives its own outputs mutated and cut off', () => {
    const mutated = fc.constantFrom(...raws).chain(mutations);
    fc.assert(
      fc.property(mutated, (text) => {
        cutAndRead(text);
      }),
      { numRuns: 20 },
    );
  });

  it('survives its own outputs cut off at every border, and repeated', () => {
    for (const raw of raws) {
      const borders = [...raw.matchAll(/[\n\t:,=/()[\]{}"]/g)].map(({ index }) => index);
      const step = Math.ceil(borders.length / 20);
      for (const border of borders.filter((_, nth) => nth % step === 0)) {
        cutAndRead(raw.slice(0, border));
        cutAndRead(raw.slice(border));
      }
      cutAndRead(raw.repeat(3));
    }
  });

  it('survives the outputs of others, alone and interleaved', () => {
    for (const other of others(at)) {
      cutAndRead(other);
      cutAndRead(interleave(raws[0] ?? '', other));
    }
  });

  it('reads CRLF as LF', () => {
    for (const raw of raws) {
      const plain = raw.replaceAll('\r\n', '\n');
      // A line end within a quoted value is the value's own.
      const facts = JSON.stringify(collector.parse(plain.replaceAll('\n', '\r\n'))).replaceAll('\\r\\n', '\\n');
      expect(JSON.parse(facts)).toEqual(JSON.parse(JSON.stringify(collector.parse(plain))));
    }
  });
});
