import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/cli/terminal.ts';
import { scratch } from './scratch.ts';
import { createShopDatabase } from './shop-database.ts';

const path = scratch();
const root = fileURLToPath(new URL('../..', import.meta.url));
const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const socket = `map-test-${process.pid}`;
const tmux = (...argv: string[]): string => execFileSync('tmux', ['-L', socket, ...argv], { encoding: 'utf8' });

/** What a real terminal of this size shows when the command has ended, and its exit code. */
function shown(line: string, columns: number): { readonly lines: readonly string[]; readonly code: string } {
  const done = path(`done-${columns}-${line.replace(/\W/g, '-')}`);
  const command = `cd '${root}' && NO_COLOR=1 '${process.execPath}' --import tsx src/cli/main.ts ${line} --db '${path('shop.db')}'; echo $? > '${done}'`;
  writeFileSync(`${done}.sh`, command);
  tmux(
    '-f',
    '/dev/null',
    'new-session',
    '-d',
    '-s',
    'map',
    '-x',
    String(columns),
    '-y',
    '200',
    `sh '${done}.sh'; tmux -L ${socket} wait-for -S done; cat`,
  );
  tmux('wait-for', 'done');
  const text = tmux('capture-pane', '-p', '-t', 'map');
  tmux('kill-session', '-t', 'map');
  return { lines: text.split('\n').filter((one) => one !== ''), code: existsSync(done) ? readFileSync(done, 'utf8').trim() : '' };
}

// Skipped, and counted as skipped, where tmux is not installed.
describe.skipIf(!hasTmux)('in a real terminal', () => {
  beforeAll(() => createShopDatabase(path('shop.db')));
  afterAll(() => {
    spawnSync('tmux', ['-L', socket, 'kill-server']);
  });

  it('a table of 80 columns keeps a row on its line, and the columns needed most', () => {
    const { lines, code } = shown('dependencies', 80);
    expect(code).toBe('0');
    expect(lines[0]).toMatch(/^CLIENT +SERVER +PORT +STATE$/);
    // Every arrow on one line, then the remarks: what had no room, and how old the map is.
    const remark = lines.findIndex((line) => line.startsWith('columns left out at this width: LAST SEEN, SEEN FROM, SURE'));
    expect(
      lines.slice(1, remark).filter((line) => !/ (active|configured|silent|attempted)(, unknown since 2026-03-01)?$/.test(line)),
    ).toEqual([]);
    expect(lines.at(-1)).toMatch(/^snapshot 2 \(after\)/);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('a wide one has every column', () => {
    const { lines } = shown('dependencies', 160);
    expect(lines[0]).toMatch(/^CLIENT +SERVER +PORT +STATE +LAST SEEN +SEEN FROM +SURE +SAMPLES +AT$/);
  });
});
