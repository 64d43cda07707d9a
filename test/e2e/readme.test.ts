import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './map-process.ts';

const readme = readFileSync('README.md', 'utf8');

/** The lines of the README's shell blocks, without their comments. */
const lines = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => line !== '');

const commands = lines.flatMap((line) => line.split(' && '));
const mapCommands = commands.filter((line) => line.startsWith('npx map '));
const otherCommands = [...new Set(commands.filter((line) => !line.startsWith('npx map ')))];

/** Splits as a shell would; the README uses blanks and double quotes only. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
  writeFileSync(join(desk.directory, 'hosts.txt'), '192.0.2.10\n192.0.2.11:2222\n');
});
afterAll(() => desk.clear());

describe('the commands of the README', () => {
  it('are found by this test', () => {
    expect(mapCommands.length).toBeGreaterThan(10);
    expect(otherCommands).toEqual(['npm ci', 'npm test']);
  });

  it('are run in a fresh clone by the continuous integration, where they install and test', () => {
    expect(readFileSync('.ci/run', 'utf8')).toMatch(/npm ci && npm test/);
  });

  it('never scan into the map of the demo, which would refuse it', () => {
    const scans = mapCommands.filter((line) => line.startsWith('npx map scan ') && !line.includes('--dry-run'));
    expect(scans.length).toBeGreaterThan(1);
    for (const line of scans) expect(line).toMatch(/ --db \w+\.db$/);
  });

  it.each(mapCommands)('%s', async (line) => {
    const args = words(line).slice(2);
    // Nobody's subnet is touched by a test: a scan of other machines says what it would do.
    const elsewhere = args[0] === 'scan' && args[1] !== 'localhost' && !args.includes('--dry-run');
    const ended = await desk.map([...args, ...(elsewhere ? ['--dry-run'] : [])], {
      OPS_PASSWORD: 'from a test',
      COMMUNITY: 'from a test',
      AUTH: 'from a test',
      PRIV: 'from a test',
    });
    expect(`${ended.code} ${ended.code === 0 ? '' : ended.stderr}`).toBe('0 ');
    expect(ended.stdout + ended.stderr).not.toBe('');
  });

  it('name every command, every export format and every option that they use', async () => {
    const help = (await desk.map(['--help'])).stdout;
    const named = [...readme.matchAll(/`map ([a-z]+)/g)].map(([, name = '']) => name);
    for (const name of new Set(named)) expect(help).toContain(`  ${name} `);
    const formats = JSON.parse((await desk.map(['export', '--list', '--json'])).stdout) as { name: string }[];
    for (const { name } of formats) expect(readme).toMatch(new RegExp(`map export -f [a-z|\\\\]*\\b${name}\\b`));
  });
});
