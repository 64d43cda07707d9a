import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSs } from '../../../src/collectors/formats/ss.ts';

/** The value of the first such word, by plain splitting: slow, and nothing to get wrong. */
function textFor(words: readonly string[], name: string): string | undefined {
  return words.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1);
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** What the details of one row say, read word by word. */
function plainDetails(row: string): Readonly<Record<string, unknown>> {
  const words = row.split(/[ \t]+/);
  const inode = number(textFor(words, 'ino')) || undefined;
  const known = {
    inode,
    uid: number(textFor(words, 'uid')) ?? (inode === undefined ? undefined : 0),
    cgroup: textFor(words, 'cgroup'),
    rttMs: number(textFor(words, 'rtt')?.split('/')[0]),
    bytesSent: number(textFor(words, 'bytes_sent') ?? textFor(words, 'bytes_acked')),
    bytesReceived: number(textFor(words, 'bytes_received')),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

const count = fc.nat(9_999_999).map(String);
const word = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> => value.map((text) => `${name}:${text}`);
const milliseconds = fc.tuple(fc.nat(9_999), fc.nat(999)).map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}/0.5`);
/** Words nobody asks for, many of which end like one that is wanted. */
const other = fc.constantFrom(
  'minrtt:0.5',
  'rcv_rtt:7',
  'cwnd:10',
  'rto:204',
  'xuid:5',
  'casino:6',
  'segs_out:4',
  'cubic',
  'timer:(on,1sec,0)',
  'rtt',
);
const someOf = (words: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...words.map((one) => fc.option(one, { nil: '' }))).map((texts) => texts.filter((text) => text !== ''));
const owner = someOf([
  word('uid', count),
  word('ino', count),
  word('sk', fc.constant('9c')),
  word('cgroup', fc.constantFrom('/', '/system.slice/nginx.service', '/user.slice/user-1000.slice/session-2.scope')),
]);
const tcp = someOf([
  word('rtt', milliseconds),
  word('bytes_sent', count),
  word('bytes_acked', count),
  word('bytes_received', count),
]);
const row = fc
  .tuple(
    fc.array(other, { maxLength: 2 }),
    owner,
    fc.array(other, { maxLength: 3 }),
    tcp,
    fc.array(other, { maxLength: 2 }),
    fc.nat(40),
  )
  .chain(([first, own, middle, info, last, padding]) =>
    fc
      .constantFrom(' ', '  ', '\t', ' \t')
      .map((blank) => [...first, ...own, ...middle, ...info, ...last].join(blank) + ' '.repeat(padding)),
  );

describe('the details of an ss row', () => {
  it('are what a plain reader finds word by word, whatever stands in the rows around', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const text = rows.map((details) => `tcp ESTAB 0 0 10.0.0.1:22 10.0.0.2:4000 ${details}\n`).join('');
        const head = { fact: 'socket', protocol: 'tcp', state: 'established', processes: [] };
        const ends = { local: { address: '10.0.0.1', port: 22 }, remote: { address: '10.0.0.2', port: 4_000 } };
        expect(parseSs(text)).toEqual(rows.map((one, index) => ({ ...head, ...ends, line: index + 1, ...plainDetails(one) })));
      }),
      { numRuns: 500 },
    );
  });

  it('are not looked for in the rows that follow', () => {
    const bare = 'tcp ESTAB 0 0 10.0.0.1:22 10.0.0.2:4000\n';
    const [first, second, third] = parseSs(`${bare}${bare}${bare.trimEnd()} ino:7 sk:1 cgroup:/x rtt:3/1 bytes_sent:5\n`);
    for (const fact of [first, second]) {
      expect(fact).not.toHaveProperty('rttMs');
      expect(fact).not.toHaveProperty('inode');
      expect(fact).not.toHaveProperty('bytesSent');
    }
    expect(third).toMatchObject({ inode: 7, cgroup: '/x', rttMs: 3, bytesSent: 5 });
  });

  it.each(['', 'timer:(keepalive,4sec,0) '])('are not taken from the name of a process%s', (timer) => {
    const users = 'users:(("x rtt:5 bytes_sent:9",pid=7,fd=3),("y bytes_received:8",pid=8,fd=3))';
    const [fact] = parseSs(
      `tcp ESTAB 0 0 10.0.0.1:22 10.0.0.2:4000 ${timer}${users} uid:3 ino:7 sk:1 rtt:2/1 bytes_received:4\n`,
    );
    expect(fact).toMatchObject({ rttMs: 2, bytesReceived: 4, processes: [{ pid: 7 }, { pid: 8 }] });
    expect(fact).not.toHaveProperty('bytesSent');
    const [without] = parseSs(`tcp ESTAB 0 0 10.0.0.1:22 10.0.0.2:4000 ${timer}${users}\n`);
    expect(without).not.toHaveProperty('rttMs');
  });
});
