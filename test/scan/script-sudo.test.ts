import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Collector } from '../../src/model/collector.ts';
import { buildScript } from '../../src/scan/script.ts';
import { splitSections } from '../../src/scan/sections.ts';

const useful: Collector = {
  id: 't.useful',
  group: 'sockets',
  platforms: ['linux', 'darwin'],
  rank: 1,
  request: { command: 'sh -c id', root: 'useful', seconds: 2, bytes: 10_000 },
  parse: () => [],
};
const marker = 'border-77aa';

const directory = mkdtempSync(join(tmpdir(), 'map-sudo-'));
afterAll(() => rmSync(directory, { recursive: true }));
chmodSync(directory, 0o755);

/** A sudo that writes down how it was called; `body` says what it does. */
function withSudo(body: string, mode: 'auto' | 'never', samples = 1) {
  const log = join(directory, 'calls');
  writeFileSync(log, '');
  chmodSync(log, 0o666);
  writeFileSync(join(directory, 'sudo'), `#!/bin/sh\necho "$*" >> ${log}\n${body}\n`);
  chmodSync(join(directory, 'sudo'), 0o755);
  const script = buildScript([useful], { marker, samples, interval: 0, sudo: mode });
  const done = spawnSync('sh', ['-s'], {
    input: script,
    timeout: 20_000,
    env: { PATH: `${directory}:${process.env['PATH'] ?? ''}` },
    // Root has no need of sudo, so the script would not ask.
    ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
  });
  const { sections, session } = splitSections(done.stdout, done.stderr, {
    marker,
    samples,
    collectors: new Map([[useful.id, useful]]),
  });
  return {
    calls: readFileSync(log, 'utf8').trim().split('\n'),
    privilege: session.privilege,
    printed: sections.map(({ stdout, status }) => `${status} ${Buffer.from(stdout).toString().trim().split(' ')[0]}`),
  };
}

const user = `uid=${process.getuid?.() === 0 ? 65_534 : process.getuid?.()}`;

describe('the script and sudo', () => {
  it('asks once, uses it in every sample, and never looks at or touches cached passwords (-k)', () => {
    const { calls, privilege, printed } = withSudo('[ "$2" = -l ] || echo uid=0', 'auto', 3);
    expect(calls).toEqual(['-kn -l sh -c id', '-kn sh -c id', '-kn sh -c id', '-kn sh -c id']);
    expect(privilege).toBe('sudo');
    expect(printed).toEqual(['ok uid=0', 'ok uid=0', 'ok uid=0']);
  });

  it('asks once and then does without where it is not allowed', () => {
    const { calls, privilege, printed } = withSudo('echo "sudo: a password is required" >&2; exit 1', 'auto', 2);
    expect(calls).toEqual(['-kn -l sh -c id']);
    expect(privilege).toBe('none');
    expect(printed.every((line) => line.startsWith(`ok ${user}`))).toBe(true);
  });

  it('runs the command itself where sudo lists it but wants a password for it', () => {
    const { printed } = withSudo('[ "$2" = -l ] || { echo "sudo: a password is required" >&2; exit 1; }', 'auto');
    expect(printed).toHaveLength(1);
    expect(printed[0]).toContain(`ok ${user}`);
  });

  it('does without where sudo itself hangs', () => {
    const { privilege, printed } = withSudo('sleep 31', 'auto');
    expect(privilege).toBe('none');
    expect(printed.every((line) => line.startsWith(`ok ${user}`))).toBe(true);
  });

  it('is not asked for at all with --sudo never', () => {
    const { calls, printed } = withSudo('echo uid=0', 'never');
    expect(calls).toEqual(['']);
    expect(printed[0]).toContain(`ok ${user}`);
  });
});
