import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfigFiles } from '../../../src/collectors/formats/config-files.ts';
import { linuxConfigFiles } from '../../../src/collectors/linux/config-files.ts';
import { linuxConfigLines } from '../../../src/collectors/linux/config-lines.ts';
import { linuxCrontabs } from '../../../src/collectors/linux/crontabs.ts';
import { linuxCrontabsFlat } from '../../../src/collectors/linux/crontabs-flat.ts';
import { linuxIscsiNodes } from '../../../src/collectors/linux/iscsi-nodes.ts';
import { linuxLoginConfig } from '../../../src/collectors/linux/login-config.ts';
import type { Collector } from '../../../src/model/collector.ts';

/** The very commands, on this machine, in each shell, as root and as nobody. */
const asked: readonly Collector[] = [
  linuxConfigFiles,
  linuxConfigLines,
  linuxCrontabs,
  linuxCrontabsFlat,
  linuxIscsiNodes,
  linuxLoginConfig,
];
const onLinux = process.platform === 'linux';
const isRoot = onLinux && process.getuid?.() === 0;
const ask = (shell: readonly string[], command: string): SpawnSyncReturns<string> => {
  // On a socket as standard input bash takes itself for a login from afar and reads its start-up file.
  const [program = '', ...rest] = [...shell, '-c', command];
  return spawnSync(program, rest, {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
  });
};
const users: readonly (readonly string[])[] = isRoot
  ? [[], ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']]
  : [[]];
const shells = [['sh'], ['dash'], ['bash'], ['busybox', 'sh']]
  .flatMap((shell) => users.map((user) => [...user, ...shell]))
  .filter((shell) => onLinux && ask(shell, 'exit 7').status === 7);

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  it.each(asked.map((collector) => [collector.id, collector] as const))('%s', (_, { request, parse, redact }) => {
    if (request.when !== undefined && ask(shell, request.when).status !== 0) return;
    const { status, stdout, stderr } = ask(shell, request.command);
    if (request.root === 'never') expect([status, String(stderr)]).toEqual([0, '']);
    const facts = parse(redact?.(String(stdout)) ?? String(stdout));
    expect(facts.filter(({ fact }) => fact === 'skipped')).toEqual([]);
  });

  it('conditions print nothing', () => {
    for (const { request } of asked) expect(String(ask(shell, request.when ?? ':').stdout)).toBe('');
  });
});

const own = `/etc/cron.d/map-test-${process.pid}`;

describe.runIf(isRoot && shells.length > 0)('an empty system', () => {
  let root = '';
  beforeAll(() => {
    root = String(ask(['sh'], 'mktemp -d').stdout).trim();
    ask(
      ['sh'],
      `mkdir -p ${root}/bin ${root}/proc && cp "$(command -v busybox)" ${root}/bin/busybox && ln -s busybox ${root}/bin/sh && ln -s busybox ${root}/bin/grep && ln -s busybox ${root}/bin/ls && ln -s busybox ${root}/bin/sed`,
    );
  });
  afterAll(() => {
    ask(['sh'], `rm -r ${root}`);
  });

  it.runIf(ask(['sh'], 'command -v busybox').status === 0)('has nothing to tell', () => {
    for (const { request } of asked) {
      const condition = request.when === undefined ? '' : `${request.when} || exit 0; `;
      const { status, stdout, stderr } = ask(['chroot', root, '/bin/sh'], `${condition}${request.command}`);
      expect([request.command, status, String(stdout), String(stderr)]).toEqual([request.command, 0, '', '']);
    }
  });

  it.runIf(ask(['sh'], 'command -v busybox').status === 0)('tells the job that somebody wrote there', () => {
    ask(['sh'], `mkdir -p ${root}/etc/cron.d && printf '0 1 1 * * shop rsync /x vault@backup1:/y\\n' >${root}${own}`);
    const { stdout } = ask(['chroot', root, '/bin/sh'], linuxConfigFiles.request.command);
    expect(parseConfigFiles(String(stdout))).toEqual([
      expect.objectContaining({
        fact: 'reference',
        host: 'backup1',
        source: own,
        owner: expect.objectContaining({ program: 'rsync' }),
      }),
    ]);
  });
});
