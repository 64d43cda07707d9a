import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { shop } from '../analysis/build-snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const nasty = 'x\u001b]0;owned\u0007\u009b2J\u202e\n\r<b>';

/** Every text of a document that a host may choose, made hostile; ids and words of closed lists stay. */
const chosen = new Set([
  'name',
  'names',
  'unit',
  'software',
  'version',
  'container',
  'user',
  'label',
  'message',
  'reason',
  'scope',
]);

function poison(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return chosen.has(key) ? value + nasty : value;
  if (Array.isArray(value)) return value.map((item) => poison(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, name)]));
}

beforeAll(() => {
  const failed = [{ target: '10.0.0.9', status: 'hung', message: 'silent' }];
  const snapshot = { ...shop, snapshot: { ...shop.snapshot, label: 'monday' }, coverage: { ...shop.coverage, failed } };
  writeFileSync(path('hostile.json'), JSON.stringify(poison(snapshot)));
  writeFileSync(path('plain.json'), JSON.stringify(snapshot));
});

/** Whatever a terminal would obey, but for the newlines and tabs of a text. */
const obeyed = /[^\P{Cc}\n\t]|[\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u;

describe('what hosts call themselves', () => {
  const lists = ['hosts', 'services', 'dependencies', 'links', 'applications', 'coverage', 'show h-web1', 'show s-web1/nginx'];
  const others = [
    'explain h-web1 h-app1',
    'impact h-db1',
    ...['json', 'dot', 'mermaid', 'csv', 'svg'].map((name) => `export -f ${name}`),
  ];

  it.each([...lists, ...others])('is shown by map %s, and never obeyed', async (line) => {
    for (const more of [[], ['--json']]) {
      const argv = [...line.split(' '), '--snapshot', path('hostile.json'), ...more];
      const { code, stdout, stderr } = await runMap(argv, { columns: 200, env: { NO_COLOR: '1' } });
      expect(code).toBe(0);
      expect(stdout).not.toMatch(obeyed);
      expect(stderr).not.toMatch(obeyed);
    }
  });

  it('is shown by map diff, and never obeyed', async () => {
    for (const pair of [
      ['plain.json', 'hostile.json'],
      ['hostile.json', 'plain.json'],
    ]) {
      for (const more of [[], ['--json']]) {
        const { stdout } = await runMap(['diff', ...pair.map(path), ...more], { columns: 200, env: { NO_COLOR: '1' } });
        expect(stdout).toContain('web1');
        expect(stdout).not.toMatch(obeyed);
      }
    }
  });

  it('is the same value in JSON, however it is written', async () => {
    const { stdout } = await runMap(['hosts', '--json', '--snapshot', path('hostile.json')]);
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toContain(`web1${nasty}`);
  });

  it('cannot forge an error', async () => {
    const { code, stderr } = await runMap(['show', 'web', '--snapshot', path('hostile.json')]);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).not.toMatch(obeyed);
  });
});
