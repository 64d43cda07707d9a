import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectors } from '../../src/collectors/registry.ts';
import type { Fact } from '../../src/model/fact.ts';

const root = new URL('../../fixtures/', import.meta.url);
const rawsOf = (id: string): readonly string[] =>
  readdirSync(new URL(`${id}/`, root))
    .filter((name) => name.endsWith('.raw'))
    .map((name) => readFileSync(new URL(`${id}/${name}`, root), 'latin1'));

const countLines = (text: string): number => text.split('\n').length;

/** JSON is one line however much it holds, so its objects count as lines. */
const room = (text: string): number => 4 * (countLines(text) + text.split('{').length);

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

describe.each(collectors.map((collector) => [collector.id, collector] as const))('%s', (id, collector) => {
  const raws = rawsOf(id);

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: characters, maxLength: 300 })), (text) => {
        check(collector.parse(text), text);
      }),
      { numRuns: 50 },
    );
  });

  it('survives its own outputs mutated and cut off', () => {
    const mutated = fc.constantFrom(...raws).chain(mutations);
    fc.assert(
      fc.property(mutated, (text) => {
        check(collector.parse(text), text);
      }),
    );
  });

  it('survives the outputs of the others, alone and interleaved', () => {
    const others = collectors.flatMap((other) => rawsOf(other.id).slice(0, 1));
    for (const other of others) {
      check(collector.parse(other), other);
      const mixed = interleave(raws[0] ?? '', other);
      check(collector.parse(mixed), mixed);
    }
  });

  it('reads CRLF as LF', () => {
    for (const raw of raws) expect(collector.parse(raw.replaceAll('\n', '\r\n'))).toEqual(collector.parse(raw));
  });
});

/** One line of two megabytes, or a hundred thousand short ones: a reader that is quadratic in either does not come back. */
const floods: readonly (readonly [string, string])[] = [
  ['one line of blanks', ' '.repeat(2_000_000)],
  ['one line of digits', '1'.repeat(2_000_000)],
  ['one word of colons', `tcp ESTAB 0 0 ${':'.repeat(2_000_000)}`],
  ['one word of dots', `tcp4 0 0 ${'1.'.repeat(1_000_000)} *.* LISTEN`],
  ['one address', `tcp LISTEN 0 0 [${'0:'.repeat(1_000_000)}1]:22 *:*`],
  ['process lists that never end', 'tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2 users:(("a\n'.repeat(40_000)],
  ['one process list', `tcp LISTEN 0 0 *:22 *:* users:(${'("a",pid=1,fd=3),'.repeat(100_000)}`],
  [
    'one list of processes',
    `tcp LISTEN 0 0 *:22 *:* users:(${Array.from({ length: 90_000 }, (_, pid) => `("a",pid=${pid},fd=3)`).join()})`,
  ],
  ['one long name', `tcp LISTEN 0 0 *:22 *:* users:(("${'"'.repeat(1_000_000)}`],
  ['lines without blanks', 'tcp\n'.repeat(100_000)],
  ['empty lines', '\n'.repeat(300_000)],
  ['carriage returns', '\r\n'.repeat(100_000)],
  ['details without end', `tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2 ${'rtt: bytes_sent: '.repeat(100_000)}`],
  ['indented lines', `tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2\n${'\tx\n'.repeat(100_000)}`],
  ['open braces', `[${'{'.repeat(2_000_000)}`],
  ['small objects', `[${'{},'.repeat(200_000)}`],
  ['open quotes', `[{"${'\\"'.repeat(1_000_000)}`],
  ['one netstat row', `tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED 0 1 1/${'x '.repeat(1_000_000)}`],
  ['hexadecimal', `   0: ${'0'.repeat(2_000_000)}:0016`],
  ['assignments', 'A=1\n'.repeat(100_000)],
  ['nexthops', `default metric 1\n${'nexthop via 10.0.0.1\n'.repeat(90_000)}`],
  ['control groups', '1/cgroup:0::/x\n'.repeat(60_000)],
  ['header after header', 'PID PPID USER COMMAND COMMAND\n'.repeat(65_000)],
  ['lsof files', `p1\nca\n${'f1\nPTCP\nn*:1\n'.repeat(60_000)}`],
  ['parentheses', '? ('.repeat(650_000)],
];

/** Collectors that share a reader need not all be asked. */
const readers = [...new Map(collectors.map((collector) => [collector.parse, collector])).values()];

describe('a flood of', () => {
  it.each(floods)('%s ends, and costs at most a few facts a line', (_, text) => {
    for (const collector of readers) {
      const facts = collector.parse(text);
      expect(facts.length).toBeLessThanOrEqual(room(text));
    }
  });
});
