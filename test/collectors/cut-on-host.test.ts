import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cutOnHost, dropSecretLines } from '../../src/collectors/linux/cut-on-host.ts';

const seds =
  process.platform === 'linux'
    ? ['sed', 'busybox sed'].filter((sed) => spawnSync('sh', ['-c', `echo a | ${sed} -r p`]).status === 0)
    : [];

/** What stands in files, with a password in the place of PW, and what has to be left of it. */
const lines: readonly (readonly [string, string])[] = [
  ['url=postgres://u:PW@db1/x', 'db1/x'],
  ['url=postgres://u:a/PW@db1/x', 'db1/x'],
  ['url=jdbc:oracle:thin:u/PW@db1:1521:X', 'db1:1521:X'],
  ['dsn=u:PW@tcp(db1:3306)/x', 'tcp(db1:3306)/x'],
  ['url=jdbc:mysql://db1/x?user=u&password=PW&ssl=true', 'ssl=true'],
  ['<Resource username="u" password="PW PW" url="jdbc:mysql://db1/x"/>', 'url="jdbc:mysql://db1/x"'],
  ["<Resource password='PW PW' url='jdbc:mysql://db1/x'/>", "url='jdbc:mysql://db1/x'"],
  ['connectionString="Server=db1;Password=PW;Database=x"', 'Server=db1'],
  ['Environment="DB_PASSWORD=PW PW" "DB_HOST=db1"', 'DB_HOST=db1'],
  ["primary_conninfo = 'host=db1 password=PW user=u'", 'host=db1'],
  ['spring.datasource.password=PW PW', ''],
  ['password: PW PW', ''],
  ['gitlab_rails[\'db_password\'] = "PW PW"', ''],
  ["define('DB_PASSWORD', 'PW PW');", ''],
];

describe.each(seds)('%s', (sed) => {
  it.each(lines)('cuts the secret out of %s', (line, kept) => {
    const input = `/etc/x.conf:7:${line.replaceAll('PW', 'hunter2')}\n`;
    const { stdout, status } = spawnSync('sh', ['-c', `${sed} -r ${dropSecretLines} ${cutOnHost}`], { input, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toContain(kept);
  });
});
