import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cutSettingsOnHost } from '../../src/collectors/linux/cut-on-host.ts';
import { cutWhereNeeded } from '../../src/collectors/linux/cut-where-needed.ts';

const shells = ['sh', 'dash', 'bash', 'busybox sh', 'ksh93'].filter((shell) => {
  const [program = '', ...args] = shell.split(' ');
  return process.platform === 'linux' && spawnSync(program, [...args, '-c', 'exit 7']).status === 7;
});

function ask(shell: string, text: string, sed = `sed -r ${cutSettingsOnHost}`): { status: number | null; stdout: string } {
  const [program = '', ...args] = shell.split(' ');
  const command = cutWhereNeeded('cat', cutSettingsOnHost).replace(`sed -r ${cutSettingsOnHost}`, sed);
  const { status, stdout } = spawnSync(program, [...args, '-c', command], { input: text, encoding: 'utf8' });
  return { status, stdout };
}

const secrets = [
  'url=postgres://u:hunter2@db1/x',
  'PassWord = hunter2',
  'bindpw hunter2',
  'ldap_default_authtok = hunter2',
  'api_key=hunter2',
  'x-key: hunter2',
  'rocommunity hunter2',
  'trap2sink db1 hunter2',
  'createUser u SHA hunter2',
  'com2sec a default hunter2',
  'client_secret: hunter2',
];

describe.each(shells)('%s', (shell) => {
  it.each(secrets)('cuts %s', (line) => {
    const { status, stdout } = ask(shell, `/etc/a:first\n/etc/x.conf:${line}\n/etc/a:last\n`);
    expect(status).toBe(0);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toMatch(/^\/etc\/a:first\n(?:.*\n)?\/etc\/a:last\n$/);
  });

  it('starts nothing for text without any, and keeps it to the byte', () => {
    const text = '/etc/a:back\\slash %s \\n\n/etc/a:\n/etc/b:Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n';
    expect(ask(shell, text, 'false')).toEqual({ status: 0, stdout: text });
    expect(ask(shell, '', 'false')).toEqual({ status: 0, stdout: '' });
  });

  it('has sed look at long text', () => {
    const text = '/etc/a:nothing\n'.repeat(1000);
    expect(ask(shell, text, 'false').status).not.toBe(0);
    expect(ask(shell, text)).toEqual({ status: 0, stdout: text });
  });
});
