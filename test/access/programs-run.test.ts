import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedCommands } from '../../src/access/published-commands.ts';
import { collectors } from '../../src/collectors/registry.ts';
import type { Collector } from '../../src/model/collector.ts';
import { buildScript } from '../../src/scan/script.ts';

/** What the script runs itself, as docs/collectors.md says. */
const helpers = ['uname', 'id', 'head', 'cat', 'sleep', 'sudo', 'grep', 'ps', 'awk', 'sh'];

const directories = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
let work: string;

/** In the place of every program of this machine one that writes its name down and becomes the real one. */
function makeShims(): string {
  const bin = join(work, 'bin');
  mkdirSync(bin);
  const shim = join(work, 'shim');
  const body = `printf '%s\\n' "\${0##*/}" >> '${work}/log'\nPATH='${directories.join(delimiter)}'; export PATH\nexec "\${0##*/}" "$@"\n`;
  writeFileSync(shim, `#!/bin/sh\n${body}`, { mode: 0o755 });
  const names = new Set(directories.filter((one) => existsSync(one)).flatMap((one) => readdirSync(one)));
  for (const name of names) symlinkSync(shim, join(bin, name));
  return bin;
}

/** Names of the programs the script of these collectors starts on this machine. */
function programsRun(asked: readonly Collector[], bin: string): ReadonlySet<string> {
  writeFileSync(join(work, 'log'), '');
  const script = buildScript(asked, { marker: 'border-1', samples: 1, interval: 1, sudo: 'never' });
  const { stdout } = spawnSync('/bin/sh', ['-s'], { input: script, env: { PATH: bin }, maxBuffer: 2 ** 28, timeout: 60_000 });
  expect(stdout.toString('latin1')).toMatch(/\nborder-1 done (root|none)\n$/);
  return new Set(
    readFileSync(join(work, 'log'), 'utf8')
      .split('\n')
      .filter((name) => name !== ''),
  );
}

const wordsOf = (text: string): string[] => text.split(/[^\w.+-]+/);

/** Programs that ran although nobody published them. */
function unpublished(asked: readonly Collector[], ran: ReadonlySet<string>): string[] {
  const known = new Set([...helpers, ...publishedCommands(asked).flatMap(({ command }) => wordsOf(command))]);
  return [...ran].filter((name) => !known.has(name)).sort();
}

describe.runIf(process.platform === 'linux')('what a scan runs on this machine', () => {
  let bin: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'map-shims-'));
    bin = makeShims();
  });
  afterAll(() => rmSync(work, { recursive: true }));

  it('is in the list of map access', () => {
    const ran = programsRun(collectors, bin);
    expect(unpublished(collectors, ran)).toEqual([]);
    // The log itself works.
    expect([...ran]).toEqual(expect.arrayContaining(['uname', 'head']));
    expect(ran.size).toBeGreaterThan(6);
  });

  it('is noticed where a collector runs what the list does not show', () => {
    const [first] = collectors.filter((one) => one.id === 'linux.system');
    if (first === undefined) throw new Error('linux.system is not there');
    const request = { ...first.request, command: 'n=wc; p=$n; $p -c /etc/passwd' };
    const sly = { ...first, request };
    const honest = { ...first, request: { ...request, command: 'true' } };
    expect(unpublished([{ ...sly, request: { ...request, command: 'true' } }], programsRun([sly], bin))).toEqual(['wc']);
    expect(unpublished([honest], programsRun([honest], bin))).toEqual([]);
  });
});
