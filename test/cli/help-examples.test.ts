import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ran, runMap } from './run-map.ts';
import { createShopDatabase } from './shop-database.ts';

const home = process.cwd();
let directory = '';
const commands = [
  ...['snapshots', 'hosts', 'services', 'dependencies', 'links', 'applications'],
  ...['show', 'explain', 'impact', 'diff', 'coverage', 'export'],
];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'map-examples-'));
  process.chdir(directory);
  createShopDatabase('map.db');
  await runMap(['export', '-f', 'json', '-o', 'before.json', '--snapshot', 'before']);
});
afterAll(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true, force: true });
});

/** The command lines of the examples, without what a shell does and without their explanations. */
async function examplesOf(command: string): Promise<string[]> {
  const { stdout } = await runMap([command, '--help']);
  const examples = stdout.slice(stdout.indexOf('\nExamples:\n')).matchAll(/^ {2}map (.*?)(?: > \S+)?(?: {2,}.*)?$/gm);
  return [...examples].map(([, line = '']) => line);
}

/** Codes an example is meant to end with. */
const codesOf = (line: string): number[] => (/--exit-code|--min/.test(line) ? [0, 1] : [0]);

const found = ({ stdout, stderr }: Ran): boolean =>
  // The shop is recorded here without its switches, and has no applications; the commands say so.
  /^no (links|applications)|^map: coverage is under the bar/.test(stderr) ||
  (stdout !== '' && !/nothing matches|no arrow between/.test(stdout + stderr));

// The demo is what a newcomer has at hand.
describe('the examples in the help of a command that reads', () => {
  it.each(commands)('map %s find something in the demo', async (command) => {
    const lines = await examplesOf(command);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const ran = await runMap(line.split(' '));
      expect(codesOf(line), `${line}: ${ran.stderr}`).toContain(ran.code);
      const silent = ran.code === 0 && /^export .*-o /.test(line);
      expect(silent || found(ran), `${line}: ${ran.stdout}${ran.stderr}`).toBe(true);
    }
  });
});
