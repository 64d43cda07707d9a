import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyTypeOf, knownHostName, parseKnownHosts } from '../../src/transports/known-hosts.ts';
import { newKey } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const keys = Array.from({ length: 4 }, () => newKey().public.split(' ')[1] ?? '');
const [a = '', b = '', c = ''] = keys;
const hashed = (name: string, salt = Buffer.alloc(20, 7)): string =>
  `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;

const text = `# the shop
web1,10.0.0.1 ssh-ed25519 ${a} comment with blanks
web1 ssh-ed25519 ${b}

[web2]:2222 ssh-ed25519 ${a}
*.example.com,!bad.example.com ssh-ed25519 ${c}
${hashed('secret1')} ssh-ed25519 ${a}
${hashed('[secret1]:2222')} ssh-ed25519 ${b}
@revoked web3 ssh-ed25519 ${a}
@cert-authority *.corp ssh-ed25519 ${b}
\tweb4\tssh-ed25519\t${a}\t
Web5 ssh-ed25519 ${a}
2001:db8::1,[2001:db8::1]:2222 ssh-ed25519 ${a}
`;

const known = parseKnownHosts(text, 'kh');
const find = (name: string) => known.find(name).map(({ key, place, marker }) => [keys.indexOf(key), place, marker ?? 'plain']);

describe('parseKnownHosts', () => {
  it.each([
    [
      'web1',
      [
        [0, 'kh:2', 'plain'],
        [1, 'kh:3', 'plain'],
      ],
    ],
    ['10.0.0.1', [[0, 'kh:2', 'plain']]],
    ['web2', []],
    ['[web2]:2222', [[0, 'kh:5', 'plain']]],
    ['[web2]:22', []],
    ['x.example.com', [[2, 'kh:6', 'plain']]],
    ['bad.example.com', []],
    ['example.com', []],
    ['secret1', [[0, 'kh:7', 'plain']]],
    ['[secret1]:2222', [[1, 'kh:8', 'plain']]],
    ['web3', [[0, 'kh:9', 'revoked']]],
    ['x.corp', [[1, 'kh:10', 'cert-authority']]],
    ['web4', [[0, 'kh:11', 'plain']]],
    ['web5', [[0, 'kh:12', 'plain']]],
    ['WEB5', [[0, 'kh:12', 'plain']]],
    ['2001:db8::1', [[0, 'kh:13', 'plain']]],
    ['[2001:db8::1]:2222', [[0, 'kh:13', 'plain']]],
    ['unknown', []],
  ])('finds the keys of %s', (name, expected) => {
    expect(find(name)).toEqual(expected);
    expect(known.badLines).toBe(0);
  });

  it.each([
    ['web1', 'a name alone'],
    ['web1 ssh-ed25519', 'no key'],
    [`web1 ssh-rsa ${a}`, 'a type that is not that of the key'],
    [`web1 ssh-ed25519 ${a.slice(0, 8)}`, 'a key cut short'],
    ['web1 ssh-ed25519 !!!!', 'no base64'],
    [`web1 2048 35 ${'9'.repeat(600)}`, 'an SSH 1 key'],
    [`@unknown web1 ssh-ed25519 ${a}`, 'a marker nobody knows'],
    [`|1|onlysalt ssh-ed25519 ${a}`, 'half a hash'],
    [`|2|x|y ssh-ed25519 ${a}`, 'a hash of another version'],
    ['@revoked web1', 'a marker and a name'],
    ['\0\0\0', 'bytes'],
  ])('counts %j as a bad line: %s', (line) => {
    const parsed = parseKnownHosts(`${line}\nweb9 ssh-ed25519 ${a}\n`, 'kh');
    expect(parsed.badLines).toBe(1);
    expect(parsed.find('web1')).toEqual([]);
    expect(parsed.find('web9')).toHaveLength(1);
  });

  it('never throws and takes linear time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('@', '|', '1', ' ', '\t', '\n', '*', '!', ',', 'a', '=', '\0', '#') }),
        (garbage) => {
          parseKnownHosts(garbage, 'kh').find('a');
        },
      ),
    );
    const long = `${'a '.repeat(100_000)}\n${'@revoked '.repeat(50_000)}\n${'|1|'.repeat(50_000)}`;
    expect(parseKnownHosts(long, 'kh').badLines).toBe(3);
  });
});

describe('keyTypeOf', () => {
  it('reads the type a key begins with', () => {
    expect(keyTypeOf(Buffer.from(a, 'base64'))).toBe('ssh-ed25519');
    expect(keyTypeOf(Buffer.from([0, 0, 0, 3, 97, 98]))).toBeUndefined();
    expect(keyTypeOf(Buffer.from([255, 255, 255, 255, 97]))).toBeUndefined();
    expect(keyTypeOf(Buffer.alloc(3))).toBeUndefined();
  });
});

describe('knownHostName', () => {
  it('brackets a host with another port', () => {
    expect(knownHostName('Web1', 22)).toBe('web1');
    expect(knownHostName('Web1', 2222)).toBe('[web1]:2222');
    expect(knownHostName('2001:db8::1', 2222)).toBe('[2001:db8::1]:2222');
  });
});

const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

describe.skipIf(!hasKeygen)('against ssh-keygen -F', () => {
  const directory = tempDirectory();
  const names = ['web1', 'web2', 'db1.prod', 'db2.prod', '10.0.0.1', '[web1]:2222', '[10.0.0.1]:2222', '2001:db8::1'];
  const patterns = ['web*', '*.prod', '!db1.prod', 'web?', '[*]:2222', '10.0.0.*', '!web2'];
  const host = fc.oneof(
    fc.constantFrom(...names),
    fc.subarray([...names, ...patterns], { minLength: 1, maxLength: 3 }).map((list) => list.join(',')),
  );
  const line = fc.tuple(fc.constantFrom('', '', '', '@revoked ', '@cert-authority '), host, fc.integer({ min: 0, max: 3 }));
  const file = fc
    .array(line, { minLength: 1, maxLength: 8 })
    .map((lines) => lines.map(([marker, hosts, key]) => `${marker}${hosts} ssh-ed25519 ${keys[key]}\n`).join(''));

  /** Line numbers that ssh-keygen finds: `# Host web1 found: line 3`. */
  const linesOf = (path: string, name: string): number[] => {
    const { stdout } = spawnSync('ssh-keygen', ['-F', name, '-f', path], { encoding: 'utf8' });
    return [...stdout.matchAll(/found: line (\d+)/g)].map((match) => Number(match[1]));
  };
  const ours = (content: string, name: string): number[] =>
    parseKnownHosts(content, 'kh')
      .find(name)
      .map(({ place }) => Number(place.split(':')[1]))
      .sort((x, y) => x - y);

  it('finds the same lines, plain and hashed', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...names), fc.boolean(), (content, name, hash) => {
        const path = writeTemp(directory, 'kh', content);
        if (hash) execFileSync('ssh-keygen', ['-H', '-f', path], { stdio: 'ignore' });
        expect(ours(readFileSync(path, 'utf8'), name)).toEqual(linesOf(path, name));
      }),
      { numRuns: 40 },
    );
  });
});
