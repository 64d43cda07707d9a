import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import { textSection } from '../../src/collectors/readers.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { textFormats } from '../../src/collectors/texts/registry.ts';
import type { Fact } from '../../src/model/fact.ts';

const root = new URL('../../fixtures/', import.meta.url);
const rawsIn = (id: string): readonly string[] =>
  !existsSync(new URL(`${id}/`, root))
    ? []
    : readdirSync(new URL(`${id}/`, root))
        .filter((name) => name.endsWith('.raw'))
        .map((name) => readFileSync(new URL(`${id}/${name}`, root), 'latin1'));

const countLines = (text: string): number => text.split('\n').length;

/** JSON is one line however much it holds, so its objects count as lines; `ip -o` has a backslash for each line end. */
const room = (text: string): number => 4 * (countLines(text) + text.split('{').length + text.split('\\').length);

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

/** Everything that reads an answer or a sent text; those that share a reader are one. */
const everything = [
  ...collectors,
  ...networkCollectors,
  ...textFormats.map((format) => ({ ...format, id: textSection(format.id) })),
];
const readers = [...new Map(everything.toReversed().map((one) => [one.parse, one])).values()].toReversed();
/** The outputs of all that share a reader. */
const rawsOf = (parse: (text: string) => unknown): readonly string[] => {
  const raws = everything.filter((one) => one.parse === parse).flatMap(({ id }) => rawsIn(id));
  return raws.length === 0 ? [''] : raws;
};
const redactors = [...new Set(everything.flatMap(({ redact }) => redact ?? []))];

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

const size = 6_000;

/** For a busy machine: all that is asked is that it ends. */
const patience = 120_000;

/** One long line, or many short ones: what is quadratic in either takes longer than a test may. */
const floods: readonly (readonly [string, string])[] = [
  ['one line of blanks', ' '.repeat(250_000)],
  ['one line of digits', '1'.repeat(250_000)],
  ['one word of colons', `tcp ESTAB 0 0 ${':'.repeat(250_000)}`],
  ['one word of dots', `tcp4 0 0 ${'1.'.repeat(125_000)} *.* LISTEN`],
  ['one address', `tcp LISTEN 0 0 [${'0:'.repeat(125_000)}1]:22 *:*`],
  ['process lists that never end', 'tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2 users:(("a\n'.repeat(1_500)],
  ['one process list', `tcp LISTEN 0 0 *:22 *:* users:(${'("a",pid=1,fd=3),'.repeat(12_500)}`],
  [
    'one list of processes',
    `tcp LISTEN 0 0 *:22 *:* users:(${Array.from({ length: 11_250 }, (_, pid) => `("a",pid=${pid},fd=3)`).join()})`,
  ],
  ['one long name', `tcp LISTEN 0 0 *:22 *:* users:(("${'"'.repeat(125_000)}`],
  ['lines without blanks', 'tcp\n'.repeat(12_500)],
  ['carriage returns', '\r\n'.repeat(12_500)],
  ['details without end', `tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2 ${'rtt: bytes_sent: '.repeat(12_500)}`],
  ['indented lines', `tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2\n${'\tx\n'.repeat(12_500)}`],
  ['open braces', `[${'{'.repeat(250_000)}`],
  ['small objects', `[${'{},'.repeat(25_000)}`],
  ['open quotes', `[{"${'\\"'.repeat(125_000)}`],
  ['one netstat row', `tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED 0 1 1/${'x '.repeat(125_000)}`],
  ['hexadecimal', `   0: ${'0'.repeat(250_000)}:0016`],
  ['assignments', 'A=1\n'.repeat(12_500)],
  ['nexthops', `default metric 1\n${'nexthop via 10.0.0.1\n'.repeat(11_250)}`],
  ['control groups', '1/cgroup:0::/x\n'.repeat(7_500)],
  ['header after header', 'PID PPID USER COMMAND COMMAND\n'.repeat(8_125)],
  ['lsof files', `p1\nca\n${'f1\nPTCP\nn*:1\n'.repeat(7_500)}`],
  ['parentheses', '? ('.repeat(81_250)],
  ...[
    '(',
    '[',
    '{',
    '<',
    '"',
    "'",
    '`',
    ')',
    ']',
    '}',
    '>',
    '\\',
    '"a',
    "'a",
    '${',
    '<a ',
    'a {',
    '://',
    '@',
    '=',
    ';',
    'a:',
  ].flatMap(
    (unit) =>
      [
        [`${unit} in a row`, unit.repeat(size / unit.length)],
        [`${unit} line by line`, `${unit}\n`.repeat(size / (unit.length + 1))],
      ] as const,
  ),
];

describe('a flood of', () => {
  it.each(floods)(
    '%s ends, and costs at most a few facts a line',
    (_, text) => {
      for (const reader of readers) expect(reader.parse(text).length).toBeLessThanOrEqual(room(text));
      for (const redact of redactors) expect(countLines(redact(text))).toBeLessThanOrEqual(countLines(text));
    },
    patience,
  );

  // The lines of these are as long and as many as an answer may have.
  it.each([
    ['one line of half a megabyte', 'x1'.repeat(250_000)],
    ['65,536 empty lines', '\n'.repeat(65_536)],
  ])(
    '%s ends',
    (_, text) => {
      for (const reader of readers) expect(reader.parse(text).length).toBeLessThanOrEqual(room(text));
      for (const redact of redactors) expect(redact(text)).toBe(text);
    },
    patience,
  );
});
