import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from './scratch.ts';
import { createShopDatabase } from './shop-database.ts';

const path = scratch();
beforeAll(() => createShopDatabase(path('shop.db')));

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = existsSync(`${root}/dist/cli/main.js`);
const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
const source = ['--import', import.meta.resolve('tsx'), `${root}/src/cli/main.ts`];

/** Runs the program as a process of its own; everything goes into pipes. */
function map(argv: readonly string[], options: SpawnSyncOptions = {}) {
  const ran = spawnSync(process.execPath, [...source, ...argv], { cwd: root, env: environment, encoding: 'utf8', ...options });
  return { code: ran.status, stdout: String(ran.stdout), stderr: String(ran.stderr) };
}

describe('the process', () => {
  it('ends with the exit code of its command, results on standard output and remarks on standard error', () => {
    const db = ['--db', path('shop.db')];
    expect(map(['hosts', ...db])).toMatchObject({ code: 0, stderr: expect.stringMatching(/^snapshot 2 /) });
    expect(map(['diff', '1', '2', '--exit-code', '--json', ...db])).toMatchObject({ code: 1, stderr: '' });
    expect(map(['hosts', '--db', path('none.db')])).toMatchObject({ code: 2, stdout: '' });
  });

  it('cuts and paints nothing in a pipe, whatever the terminal around it', () => {
    const { stdout } = map(['services', '--db', path('shop.db')], { env: { ...environment, COLUMNS: '20', FORCE_COLOR: '1' } });
    expect(stdout).toMatch(
      /^search1\/prometheus-node-exporter +9100 +prometheus-node \(prometheus\) +prometheus-node-exporter\.service +prometheus-node$/m,
    );
    expect([stdout.includes('\u001b'), stdout.includes('…')]).toEqual([false, false]);
  });

  it('reads a log of flows from a pipe as it comes, also compressed', () => {
    const row = (at: number): string =>
      `2 123456789012 eni-0aa11bb22cc33dd44 10.0.0.${at % 200} 10.0.9.1 ${40_000 + (at % 999)} 5432 6 2 100 1732183200 1732183201 ACCEPT OK`;
    const log = `${Array.from({ length: 900 }, (_, at) => row(at)).join('\n')}\nbroken\n`;
    const plain = map(['parse'], { input: log });
    expect(plain.stderr).toBe('aws-vpc-flow: 900 facts, 1 line that could not be read, 0 records of something else\n');
    expect(plain.stdout.split('\n')).toHaveLength(902);
    expect(map(['parse', '-', '--format', 'aws-vpc-flow'], { input: gzipSync(log) })).toEqual(plain);
    const cut = map(['parse'], { input: gzipSync(log).subarray(0, 3000) });
    expect([cut.code, cut.stdout]).toEqual([0, expect.stringContaining('the compressed data is damaged or cut off here')]);
  });

  it('reads any other output from a pipe whole, and says what is wrong with Parquet there', () => {
    const listed = 'LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'.repeat(900);
    expect(map(['parse', '--format', 'ss'], { input: listed }).stderr).toContain('900 facts');
    expect(map(['parse'], { input: 'PAR1 and more' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('standard input: Parquet is read from a file only, not through a pipe'),
    });
  });

  it('uses map.db of the directory it is started in', () => {
    createShopDatabase(path('map.db'));
    expect(map(['snapshots'], { cwd: path('.'), env: environment }).code).toBe(0);
  });

  it.each(['export -f html', 'services --json'])('ends quietly when nobody reads on: map %s', async (line) => {
    const child = spawn(process.execPath, [...source, ...line.split(' '), '--quiet', '--db', path('shop.db')], {
      ...{ cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([0, '']);
  });

  it.runIf(existsSync('/dev/full'))('says so when its output cannot be written', () => {
    const ran = spawnSync(
      'sh',
      ['-c', `exec "$@" > /dev/full`, 'sh', process.execPath, ...source, 'hosts', '--quiet', '--db', path('shop.db')],
      {
        ...{ cwd: root, env: environment, encoding: 'utf8' },
      },
    );
    expect([ran.status, ran.stderr]).toEqual([4, expect.stringMatching(/^map: cannot write to standard output: .*ENOSPC/)]);
  });

  it.runIf(built)('is what the installed command runs', () => {
    const ran = spawnSync(process.execPath, [`${root}/bin/map.js`, '--version'], { encoding: 'utf8', env: environment });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/), '']);
  });
});
