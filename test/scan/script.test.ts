import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Collector } from '../../src/model/collector.ts';
import { buildScript } from '../../src/scan/script.ts';
import { splitSections } from '../../src/scan/sections.ts';

const collector = (id: string, command: string, more: Partial<Collector> & Partial<Collector['request']> = {}): Collector => ({
  id,
  group: more.group ?? 'system',
  platforms: ['linux', 'darwin'],
  rank: more.rank ?? 1,
  request: { command, root: more.root ?? 'never', seconds: more.seconds ?? 5, bytes: more.bytes ?? 10_000 },
  parse: () => [],
  ...(more.redact === undefined ? {} : { redact: more.redact }),
});

const marker = 'border-5f2a';

// What ends a command waits for real seconds, in every shell at once: on a busy machine these get many.
vi.setConfig({ testTimeout: 60_000 });

/** What a shell prints for a script; not waited for one after the other, because most of the time they sleep. */
async function printed(shell: readonly string[], script: string) {
  const [command = 'sh', ...args] = shell;
  const child = spawn(command, [...args, '-s'], { timeout: 50_000 });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  child.stdin.on('error', () => {}).end(script);
  await once(child, 'close');
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
}

async function run(shell: readonly string[], collectors: readonly Collector[], samples = 1, prefix = '') {
  const script = buildScript(collectors, { marker, samples, interval: 0, sudo: 'never' });
  const { stdout, stderr } = await printed(shell, prefix + script);
  const asked = { marker, samples, collectors: new Map(collectors.map((one) => [one.id, one])) };
  return splitSections(stdout, stderr, asked);
}

const tools = mkdtempSync(join(tmpdir(), 'map-tools-'));
afterAll(() => rmSync(tools, { recursive: true }));

/** A directory with one tool in it that does something else. */
function withTool(name: string, body: string): string {
  const directory = mkdtempSync(join(tools, 'bin-'));
  writeFileSync(join(directory, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return directory;
}

const installed = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const shells: readonly (readonly string[])[] = [
  ['sh'],
  ...(installed('dash', ['-c', ':']) ? [['dash']] : []),
  ...(installed('bash', ['-c', ':']) ? [['bash'], ['bash', '--posix']] : []),
  ...(installed('busybox', ['sh', '-c', ':']) ? [['busybox', 'sh']] : []),
  // ksh93 is the shell of Solaris 11, illumos and AIX's own family, mksh a sister of the one of OpenBSD.
  ...['ksh93', 'mksh'].filter((shell) => installed(shell, ['-c', ':'])).map((shell) => [shell]),
];

describe.concurrent.each(shells)('the script under %s %s', (...shell) => {
  const bodies = async (collectors: readonly Collector[], samples = 1) =>
    (await run(shell, collectors, samples)).sections.map((one) => [
      one.collector,
      one.sample,
      one.status,
      Buffer.from(one.stdout).toString(),
    ]);

  it('keeps what a command printed to the byte, with and without a last newline', async () => {
    const printed = await bodies([
      collector('t.plain', "printf 'a\\nb\\n'"),
      collector('t.bare', "printf 'it'\\''s'", { group: 'routes' }),
      collector('t.none', ':', { group: 'units' }),
      collector('t.blank', "printf '\\n\\n'", { group: 'neighbors' }),
    ]);
    expect(printed).toEqual([
      ['t.plain', 1, 'ok', 'a\nb\n'],
      ['t.bare', 1, 'ok', "it's"],
      ['t.blank', 1, 'ok', '\n\n'],
      ['t.none', 1, 'ok', ''],
    ]);
  });

  it('asks the next of a group only when the one before it failed', async () => {
    const printed = await bodies([
      collector('t.first', 'no-such-command-here', { group: 'sockets', rank: 1 }),
      collector('t.second', 'echo two; exit 3', { group: 'sockets', rank: 2 }),
      collector('t.third', 'echo three', { group: 'sockets', rank: 3 }),
      collector('t.fourth', 'echo four', { group: 'sockets', rank: 4 }),
    ]);
    expect(printed).toEqual([
      ['t.first', 1, 'missing', ''],
      ['t.second', 1, 'failed', 'two\n'],
      ['t.third', 1, 'ok', 'three\n'],
    ]);
  });

  it('samples sockets again and nothing else', async () => {
    const printed = await bodies([collector('t.name', 'echo n'), collector('t.socks', 'echo s', { group: 'sockets' })], 3);
    expect(printed.map(([id, sample]) => `${id} ${sample}`)).toEqual(['t.name 1', 't.socks 1', 't.socks 2', 't.socks 3']);
  });

  it('ends a command at its own limit and goes on', async () => {
    const printed = await bodies([
      collector('t.slow', 'echo begun; sleep 30', { seconds: 1 }),
      collector('t.next', 'echo on', { group: 'routes' }),
    ]);
    expect(printed).toEqual([
      ['t.slow', 1, 'timed-out', 'begun\n'],
      ['t.next', 1, 'ok', 'on\n'],
    ]);
  });

  it('cuts a flood at its byte cap and goes on', async () => {
    const { sections, complete } = await run(shell, [
      collector('t.flood', 'yes', { bytes: 100 }),
      collector('t.next', 'echo on', { group: 'routes' }),
    ]);
    expect(sections.map((one) => [one.collector, one.status, one.stdout.length])).toEqual([
      ['t.flood', 'truncated', 100],
      ['t.next', 'ok', 3],
    ]);
    expect(complete).toBe(true);
  });

  it('keeps standard error beside its own section', async () => {
    const { sections } = await run(shell, [
      collector('t.loud', 'echo out; echo err >&2'),
      collector('t.quiet', 'echo q', { group: 'routes' }),
    ]);
    expect(Buffer.from(sections[0]?.stderr ?? []).toString()).toBe('err\n');
    expect(sections[1]?.stderr).toBeUndefined();
  });

  it('gives a command no standard input, so that it cannot eat the script', async () => {
    expect(await bodies([collector('t.cat', 'cat'), collector('t.next', 'echo on', { group: 'routes' })])).toEqual([
      ['t.cat', 1, 'ok', ''],
      ['t.next', 1, 'ok', 'on\n'],
    ]);
  });

  it('tells the session apart from the sections', async () => {
    const { session, sections, started } = await run(shell, [collector('t.a', ':')]);
    expect(session.platform).toMatch(/^(linux|darwin)$/);
    expect(session.privilege).toBe(process.getuid?.() === 0 ? 'root' : 'none');
    expect(sections.map((one) => one.collector)).toEqual(['t.a']);
    expect(started).toBe(true);
  });

  it('goes on within a group, where a command was cut short, without asking the ones before it again', async () => {
    const { sections } = await run(shell, [
      collector('t.first', 'echo asked >&2; exit 3', { group: 'sockets', rank: 1 }),
      collector('t.slow', 'echo half; sleep 30', { group: 'sockets', rank: 2, seconds: 1 }),
      collector('t.third', 'echo three', { group: 'sockets', rank: 3 }),
    ]);
    expect(sections.map((one) => `${one.collector} ${one.status} ${Buffer.from(one.stdout)}`)).toEqual([
      't.first failed ',
      't.slow timed-out half\n',
      't.third ok three\n',
    ]);
    expect(Buffer.from(sections[0]?.stderr ?? []).toString()).toBe('asked\n');
  });

  it('keeps a command whole that prints more than its cap, where all together stays under the largest', async () => {
    const { sections } = await run(shell, [
      collector('t.long', "printf '%0200d' 7", { bytes: 100 }),
      collector('t.large', ':', { group: 'routes', bytes: 10_000 }),
    ]);
    expect(sections.map((one) => [one.status, one.stdout.length])).toEqual([
      ['ok', 200],
      ['ok', 0],
    ]);
  });

  // ksh93 runs `sleep` and the like in itself and lets go of what ignores TERM: such a command may go on there.
  it.skipIf(shell[0] === 'ksh93')('ends a command that ignores TERM, and one whose child goes on holding the pipe', async () => {
    const { sections, complete } = await run(shell, [
      collector('t.stubborn', "trap '' TERM; echo begun; sleep 30; sleep 30", { seconds: 1 }),
      collector('t.leaver', `sh -c '(sleep 30; echo late) 2>/dev/null & echo left'`, { group: 'routes', seconds: 1 }),
      collector('t.next', 'echo on', { group: 'units', seconds: 1 }),
    ]);
    expect(complete).toBe(true);
    expect(sections.map(({ collector: id }) => id)).toEqual(['t.stubborn', 't.leaver', 't.next']);
    expect(sections[0]?.status).toBe('timed-out');
    expect(Buffer.from(sections[2]?.stdout ?? []).toString()).toBe('on\n');
  });

  it('keeps what the shell itself says out of the answers', async () => {
    const { sections } = await run(shell, [
      collector('t.first', 'echo one'),
      collector('t.slow', 'sleep 30', { group: 'routes', seconds: 1 }),
    ]);
    const said = sections.map(({ stderr }) => Buffer.from(stderr ?? []).toString());
    // mksh lends its own standard error to the command it waits for.
    expect(said).toEqual(['', shell[0] === 'mksh' ? 'Terminated \n' : '']);
  });

  it('asks everything where there is no sleep to watch with', async () => {
    const { sections } = await run(shell, [collector('t.a', 'echo a')], 1, `PATH=${withTool('sleep', 'exit 127')}:$PATH\n`);
    expect(sections.map((one) => `${one.status} ${Buffer.from(one.stdout)}`)).toEqual(['ok a\n']);
  });

  // A static busybox runs its own `id` whatever the path says.
  it.skipIf(shell[0] === 'busybox')('reads a user name with a backslash as it is', async () => {
    const id = withTool('id', "printf '%s\\n' 'uid=1234(DOM\\carl) gid=100(users)'");
    const { session } = await run(
      shell,
      [collector('t.a', ':')],
      1,
      `PATH=${id}:$PATH; SSH_CONNECTION='10.0.0.1 5 10.0.0.2 22'\n`,
    );
    expect(session.user).toBe('DOM\\carl');
    expect(session.ownConnection?.remoteAddress).toBe('10.0.0.1');
  });

  it('leaves no process of a command it ended', async () => {
    const seconds = 31_000 + Math.floor(Math.random() * 1000);
    await run(shell, [collector('t.deep', `sh -c 'sh -c "sleep ${seconds}; :"; :'; sleep ${seconds}`, { seconds: 1 })]);
    const running = spawnSync('ps', ['-eo', 'args']).stdout.toString().split('\n');
    expect(running.filter((args) => args === `sleep ${seconds}`)).toEqual([]);
  });

  it('ends a command and its children on a system that is not Linux, by ps', async () => {
    const seconds = 32_000 + Math.floor(Math.random() * 1000);
    const darwin = `PATH=${withTool('uname', 'echo Darwin')}:$PATH\n`;
    const slow = collector('t.slow', `echo begun; sh -c 'sleep ${seconds}; :'; :`, { seconds: 1 });
    const { sections, session, complete } = await run(
      shell,
      [slow, collector('t.next', 'echo on', { group: 'routes' })],
      1,
      darwin,
    );
    // A static busybox runs its own uname.
    expect(session.platform).toBe(shell[0] === 'busybox' ? 'linux' : 'darwin');
    expect(sections.map((one) => `${one.status} ${Buffer.from(one.stdout)}`)).toEqual(['timed-out begun\n', 'ok on\n']);
    expect(complete).toBe(true);
    const running = spawnSync('ps', ['-eo', 'args']).stdout.toString().split('\n');
    expect(running.filter((args) => args === `sleep ${seconds}`)).toEqual([]);
  });

  it('works where there is no head', async () => {
    const hide = `PATH=${withTool('head', 'exit 127')}:$PATH\n`;
    const { sections, complete } = await run(
      shell,
      [
        collector('t.slow', 'echo begun; sleep 30', { seconds: 1 }),
        collector('t.ok', 'echo fine; exit 0', { group: 'routes' }),
        collector('t.bad', 'exit 7', { group: 'units' }),
      ],
      1,
      hide,
    );
    expect(sections.map((one) => [one.collector, one.status, one.exitCode === 0])).toEqual([
      ['t.slow', 'timed-out', false],
      ['t.ok', 'ok', true],
      ['t.bad', 'failed', false],
    ]);
    expect(complete).toBe(true);
  });
});

describe('a shell that reads ahead', () => {
  const asked = [collector('t.a', 'echo a')];
  const script = buildScript(asked, { marker, samples: 1, interval: 0, sudo: 'never' });
  const handover = script.indexOf('\n', script.indexOf('/usr/xpg4/bin/sh')) + 1;

  it('may have read 128 bytes more, as the Bourne shell has, and the next one begins in a comment', () => {
    const before = [...Array(129).keys()].map((read) => script.slice(handover + read).split('\n', 1)[0] ?? '');
    expect(before.every((line) => /^#*$/.test(line))).toBe(true);
  });

  it.each([0, 1, 64, 65, 128])('by %i bytes leaves a script that is whole', async (read) => {
    const { stdout, stderr } = await printed(['sh'], script.slice(handover + read));
    const { sections, complete } = splitSections(stdout, stderr, {
      marker,
      samples: 1,
      collectors: new Map([['t.a', asked[0] as Collector]]),
    });
    expect(complete).toBe(true);
    expect(sections.map((one) => Buffer.from(one.stdout).toString())).toEqual(['a\n']);
  });
});
