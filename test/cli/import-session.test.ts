import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const fixture = (name: string): string => readFileSync(`fixtures/${name}.raw`, 'utf8');

const parts: readonly (readonly [command: string, output: string])[] = [
  ['terminal length 0', ''],
  ['show version', fixture('cisco-ios.version/router')],
  ['sh lldp nei detail', fixture('cisco-ios.lldp/neighbors')],
  ['show mac address-table', fixture('cisco-ios.mac/learned')],
  ['show ip arp', fixture('cisco-ios.arp/neighbors')],
  ['show inventory', 'NAME: "Chassis", DESCR: "a box"\n'],
];
const session = `${parts.map(([command, output]) => `core1#${command}\n${output}`).join('')}core1#\n`;
const ss = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
tcp   ESTAB  0      0      10.0.0.1:41022     10.0.0.9:5432     users:(("java",pid=812,fd=40))
`;
const ipAddr = '2: eth0: <UP> mtu 1500\n    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0\n';
const ps = '  PID  PPID USER     COMMAND\n  812     1 app      java -Dpassword=hunter2-planted -jar shop.jar\n';

beforeAll(() => {
  writeFileSync(path('core.txt'), session);
  writeFileSync(
    path('web1.txt'),
    `$ ss -tanp\n${ss}$ ip addr\n${ipAddr}$ ps -eo pid,ppid,user,args\n${ps}$ mysql -pgeheim-7 -e x\nERROR 1045\n`,
  );
  writeFileSync(path('mail.txt'), `Hello,\nhere it is.\nadm@web7:~$ ss -tanp\n${ss}nonsense\n`);
  writeFileSync(
    path('two.txt'),
    `a1#show ip arp\n${fixture('cisco-ios.arp/neighbors')}a2#show ip arp\n${fixture('cisco-ios.arp/own')}`,
  );
});

const map = (db: string, ...argv: string[]) => runMap([...argv, '--db', path(db)]);
const snapshotOf = async (db: string): Promise<Snapshot> =>
  JSON.parse((await map(db, 'export', '-f', 'json')).stdout) as Snapshot;

describe('a session that somebody copied', () => {
  it('is read command by command, and says which output no format recognises', async () => {
    const { code, stdout } = await map('core.db', 'import', path('core.txt'));
    expect(code).toBe(0);
    expect(stdout).toContain('1 of 1 files read, of 1 host');
    expect(stdout).toContain('Not read whole 1');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `no format recognises the output of show inventory (line ${session.split('\n').indexOf('core1#show inventory') + 2}): nothing of it is on the map`,
    );
    const { hosts, links = [] } = await snapshotOf('core.db');
    const device = hosts.find(({ evidence }) => evidence?.status === 'collected');
    // What the device calls itself counts before its prompt.
    expect(device?.name).toBe('gw-branch2');
    expect(device?.os?.name).toBe('Cisco IOS');
    expect(links.some(({ protocols }) => protocols.includes('lldp'))).toBe(true);
    expect(hosts.flatMap(({ macs = [] }) => macs)).toContain('52:54:00:12:34:56');
    expect((await map('core.db', 'import', path('core.txt'))).stdout).toContain('Nothing in them is new');
  });

  it('of a shell is joined as files are, and leads to the right line', async () => {
    const { stdout } = await map('web.db', 'import', path('web1.txt'));
    expect(stdout.replace(/\s+/g, ' ')).toContain('web1.txt: no format recognises the output of mysql (line 11)');
    expect(stdout).not.toContain('geheim');
    const { hosts, services } = await snapshotOf('web.db');
    expect(hosts.find(({ name }) => name === 'web1')).toMatchObject({ addresses: ['10.0.0.1'] });
    expect(services.map(({ name }) => name)).toContain('shop.jar');
    const { stdout: why } = await map('web.db', 'explain', 'web1', '10.0.0.9');
    expect(why).toContain('10.0.0.1:41022');
    expect(readFileSync(path('web.db')).includes('hunter2-planted')).toBe(false);
  });

  it('names its host by the prompt where nobody else does, and counts lines as the file does', async () => {
    const { stdout } = await map('mail.db', 'import', path('mail.txt'));
    const told = stdout.replace(/\s+/g, ' ');
    expect(told).toContain('no format recognises the output of what stands above the first prompt (line 1)');
    expect(told).toContain('1 line could not be read, the first is line 6');
    expect((await snapshotOf('mail.db')).hosts.map(({ name }) => name)).toContain('web7');
  });

  it('of two hosts is no file of one', async () => {
    const { code, stdout } = await map('two.db', 'import', path('two.txt'));
    expect(code).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('it holds what was typed on several hosts (a1, a2); make a file of each');
  });

  it('is printed by map parse, output by output', async () => {
    const { stdout, stderr } = await runMap(['parse', path('core.txt')]);
    const facts = new Set(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { fact: string }).fact),
    );
    expect([...facts]).toEqual(expect.arrayContaining(['system', 'adjacency', 'fdb', 'neighbor']));
    expect(stderr).toMatch(/^line 3: cisco-version: /);
    expect(stderr).toMatch(/line \d+: show inventory: no format recognises its output\n$/);
  });
});
