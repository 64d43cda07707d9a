import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cutOnHost, cutSettingsOnHost, dropSecretLines } from '../../src/collectors/linux/cut-on-host.ts';

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
  ["primary_conninfo = 'host=db1 password=PW user=u'", "user=u'"],
  ["primary_conninfo = 'host=db1 password=PW'", "password=[cut]'"],
  ['spring.datasource.password=PW PW', ''],
  ['password: PW PW', ''],
  ['gitlab_rails[\'db_password\'] = "PW PW"', ''],
  ["define('DB_PASSWORD', 'PW PW');", ''],
  ['<url>jdbc:mysql://db1/x</url><password>PW PW</password>', 'jdbc:mysql://db1/x'],
  ['<property name="url" value="db1"/><property name="password" value="PW PW"/>', 'value="db1"'],
  ['<property name="password" value="PW PW"/><property name="url" value="db1"/>', 'value="db1"'],
  ['<add value="PW PW" key="ApiToken"/><add value="db1" key="Url"/>', 'value="db1"'],
  ["<add key='ApiToken' value='PW'/>", '<add'],
  ['{"name": "DB_PASSWORD", "value": "PW"}, {"name": "DB_HOST", "value": "db1"}', 'db1'],
];

/** The same of files of a system, where a setting has its value to the end of the line. */
const settings: readonly (readonly [string, string])[] = [
  ['ldap_default_authtok = PW PW', 'ldap_default_authtok ='],
  ['bind password: PW PW', 'bind password:'],
  ['\tpassword PW', 'password'],
  ['rocommunity PW 10.0.0.0/8', 'rocommunity'],
  ['trap2sink db1 PW', 'trap2sink db1'],
  ['createUser u SHA "PW" AES PW', 'createUser'],
  ['//nas1/x /mnt cifs username=u,password=PW,vers=3.0 0 0', '//nas1/x /mnt cifs username=u'],
  ['http_proxy=http://u:PW@proxy1:3128/', '@proxy1:3128/'],
  ['5 4 * * * root PGPASSWORD=PW pg_dump -h db1 x', 'pg_dump -h db1 x'],
  ['0 4 1 1 1 root PGPASSWORD=PW pg_dump -h db1 x', 'pg_dump -h db1 x'],
  ['proxy_set_header Authorization "Basic PW"; proxy_pass http://db1:80;', '"; proxy_pass http://db1:80;'],
  ['password server = dc1', 'dc1'],
  ['  passdb backend = ldapsam:ldap://ldap1/', 'ldap://ldap1/'],
  ['  password = "PW PW"', 'password ='],
  ['Environment="DB_PASSWORD=PW PW" "DB_HOST=db1"', 'DB_HOST=db1'],
];

const list = [
  ...['hosts:', '- db1', 'passwords:', '- hunter2', '- "hunter2: two"', '- a hunter2', 'tokens:', '- hunter2', 'nodes:'],
  ...['- db2', 'secrets:', '- name: db3', '- db4', 'password:'],
];

describe.each(seds)('%s', (sed) => {
  it.each(lines)('cuts the secret out of %s', (line, kept) => {
    const input = `/etc/x.conf:7:${line.replaceAll('PW', 'hunter2')}\n`;
    const { stdout, status } = spawnSync('sh', ['-c', `${sed} -r ${dropSecretLines} ${cutOnHost}`], { input, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toContain(kept);
  });

  it.each(settings)('cuts the secret out of the setting %s', (line, kept) => {
    const input = `/etc/x.conf:${line.replaceAll('PW', 'hunter2')}\n`;
    const { stdout, status } = spawnSync('sh', ['-c', `${sed} -r ${cutSettingsOnHost}`], { input, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toContain(kept);
  });

  it('cuts everything of a password with a quote in it', () => {
    const input = "/etc/x.conf:7:dsn = host=db1 password=hun'ter2 user=u\n";
    const { stdout } = spawnSync('sh', ['-c', `${sed} -r ${cutOnHost}`], { input, encoding: 'utf8' });
    expect(stdout).toBe('/etc/x.conf:7:dsn = host=db1 password=[cut] user=u\n');
  });

  it('drops the items of a list of secrets, and no others', () => {
    const input = list.map((text, index) => `/opt/x.yml:${index + 1}:  ${text}\n`).join('');
    const { stdout, status } = spawnSync('sh', ['-c', `${sed} -r ${dropSecretLines} ${cutOnHost}`], { input, encoding: 'utf8' });
    const kept = stdout.split('\n').map((line) => line.replace(/^.*?: +/, ''));
    expect({ status, kept }).toEqual({ status: 0, kept: ['hosts:', '- db1', 'nodes:', '- db2', '- name: db3', '- db4', ''] });
  });
});
