import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { createShopDatabase } from './shop-database.ts';

const path = scratch();
beforeAll(() => createShopDatabase(path('shop.db')));

const map = (...argv: string[]) => runMap([...argv, '--db', path('shop.db')]);
const json = async (...argv: string[]) => JSON.parse((await map(...argv, '--json')).stdout);
const exported = async (name = 'latest'): Promise<Snapshot> => json('export', '-f', 'json', '--snapshot', name);
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

describe('lists', () => {
  it.each(['hosts', 'services', 'dependencies', 'links', 'applications'] as const)(
    'map %s --json is that part of the document',
    async (kind) => {
      expect(await json(kind)).toEqual((await exported())[kind]);
      expect(await json(kind, '--snapshot', 'before')).toEqual((await exported('before'))[kind]);
    },
  );

  it('print a table of the same entities for people, and how old they are', async () => {
    const { hosts } = await exported();
    const { code, stdout, stderr } = await map('hosts');
    expect(code).toBe(0);
    expect(linesOf(stdout)).toHaveLength(hosts.length + 1);
    expect(linesOf(stdout)[0]).toMatch(/^HOST +KIND +STATUS +LOOKED AT +ADDRESSES +SYSTEM +SWITCH PORT +AT$/);
    expect(stdout).toMatch(/^web2 +server +hung +24 h ago +10\.77\.0\.13, fd77::13 +Debian GNU\/Linux 12 +2026-03-01 02:13Z$/m);
    expect(stderr).toBe('snapshot 2 (after), 2026-03-02 02:13Z, 3 min ago; 1 target failed: map coverage\n');
  });

  it('are in the order people count in', async () => {
    const names = linesOf((await map('hosts')).stdout).map((line) => line.split(' ')[0]);
    expect(names.indexOf('198.51.100.23')).toBeLessThan(names.indexOf('198.51.100.140'));
  });

  it('say nothing beside the table with --quiet', async () => {
    expect(await map('hosts', '--quiet')).toMatchObject({ stderr: '' });
  });

  it.each([
    ['hosts --kind external', /external/, /server/],
    ['services --host db1', /db1\/postgresql/, /app1\//],
    ['services --port 5432', /db2\/postgresql/, /redis/],
    ['services --kind client', /order-worker/, /nginx/],
    ['dependencies --from lb1', /lb1\/haproxy +web1\/nginx/, /mon1/],
    ['dependencies --to db1:5432', /db2\/postgresql.* +db1\/postgresql/, /9100/],
    ['dependencies --host mq1/rabbitmq-server', /app1\/shop-api +mq1/, /postgresql/],
    ['dependencies --port 6379', /cache2\/redis-server/, /5432/],
    ['dependencies --state silent', /app2\/shop-api +db2\/postgresql.* silent/, / active /],
    ['dependencies --state attempted', /10\.77\.0\.72/, / active /],
    ['dependencies --from app1 --to db1 --port 5432', /app1\/shop-api/, /app2/],
  ])('map %s', async (line, there, notThere) => {
    const { stdout } = await map(...line.split(' '));
    expect(stdout).toMatch(there);
    expect(linesOf(stdout).slice(1).join('\n')).not.toMatch(notThere);
  });

  it('say so when nothing matches, and print an empty array', async () => {
    expect(await map('services', '--port', '1')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^nothing matches\n/),
    });
    expect(await json('services', '--port', '1')).toEqual([]);
  });

  it('say of an empty map that it is, and not that a filter is too narrow', async () => {
    const document = await exported();
    const nothing = { ...document, hosts: [], services: [], dependencies: [], links: [], applications: [] };
    writeFileSync(path('nothing.json'), JSON.stringify(nothing));
    for (const [command, says] of [
      ['dependencies', /^no dependency was seen: map coverage says what was not looked at\n/],
      ['services', /^no service was seen/],
      ['hosts', /^no host was seen/],
    ] as const) {
      expect((await runMap([command, '--snapshot', path('nothing.json')])).stderr).toMatch(says);
    }
  });

  it('of snapshots are oldest first', async () => {
    expect(await json('snapshots')).toMatchObject([
      { id: '1', label: 'before', takenAt: '2026-03-01T02:13:00.000Z', scope: ['10.77.0.0/24'] },
      { id: '2', label: 'after', failed: 1 },
    ]);
    expect((await map('snapshots')).stdout).toMatch(
      /^ 1 +before +24 h ago +\d+ +\d+ +\d+ +1 +10\.77\.0\.0\/24 +2026-03-01 02:13Z$/m,
    );
  });
});

describe('a terminal', () => {
  it.each([40, 80, 132])('of %i columns is never overrun', async (columns) => {
    for (const line of [
      'hosts',
      'services',
      'dependencies',
      'snapshots',
      'coverage',
      'show db1',
      'impact db1',
      'diff before after',
    ]) {
      const { stdout } = await runMap([...line.split(' '), '--db', path('shop.db')], { columns, env: { NO_COLOR: '1' } });
      for (const text of linesOf(stdout)) expect(text.length, `${line}: ${text}`).toBeLessThanOrEqual(columns);
    }
  });

  it('gets colour, unless somebody wants none', async () => {
    const colored = async (argv: string[], env: Record<string, string> = {}) =>
      (await runMap(['hosts', '--db', path('shop.db'), ...argv], { columns: 80, env })).stdout.includes('\u001b[');
    expect(await colored([])).toBe(true);
    expect(await colored(['--no-color'])).toBe(false);
    expect(await colored([], { NO_COLOR: '1' })).toBe(false);
    expect(await colored([], { NO_COLOR: '' })).toBe(true);
    expect(await colored([], { TERM: 'dumb' })).toBe(false);
    expect((await map('hosts')).stdout).not.toContain('\u001b');
  });
});

describe('show', () => {
  it('tells of one node and its neighbours', async () => {
    const { stdout } = await map('show', '10.77.0.31:5432');
    expect(linesOf(stdout)[0]).toBe('db1/postgresql@15-main');
    expect(stdout).toMatch(/^Used by\nCLIENT +PORT +STATE/m);
    expect(stdout).toMatch(/^app1\/shop-api +5432 +active +both/m);
    expect(await json('show', 'db1')).toMatchObject({ format: 'map.node', version: 1, kind: 'host', host: { name: 'db1' } });
  });
});

describe('explain', () => {
  it('goes down to the raw lines of both ends', async () => {
    const { stdout } = await map('explain', 'app1', 'db1');
    expect(stdout).toMatch(/^app1\/shop-api -> db1\/postgresql@15-main, port 5432$/m);
    expect(stdout).toContain('the server was seen listening on that port (own-listener)');
    expect(stdout).toMatch(/evidence of the client\n {4}10\.77\.0\.21, linux\.ss, line \d+\n {6}tcp +ESTAB .*users:\(\("java"/);
    expect(stdout).toMatch(
      /evidence of the server\n {4}10\.77\.0\.31, linux\.ss, line \d+\n {6}tcp +ESTAB .*users:\(\("postgres"/,
    );
    expect(stdout).toMatch(/more with --verbose/);
    expect((await map('explain', 'app1', 'db1', '--verbose')).stdout).not.toMatch(/more with --verbose/);
  });

  it('takes the same arrow the other way round', async () => {
    expect((await map('explain', 'db1', 'app1')).stdout).toBe((await map('explain', 'app1', 'db1')).stdout);
  });

  it('has the lines in its document, each with its place', async () => {
    const document = await json('explain', 'web1/nginx', 'app1:8080');
    expect(document).toMatchObject({
      format: 'map.explanation',
      version: 1,
      a: { name: 'web1/nginx' },
      b: { name: 'app1/shop-api' },
    });
    expect(document.dependencies).toHaveLength(1);
    const sides = document.dependencies[0].evidence.map(({ side }: { side: string }) => side);
    expect(new Set(sides)).toEqual(new Set(['client', 'server']));
    expect(document.dependencies[0].evidence[0]).toMatchObject({
      target: '10.77.0.12',
      collector: 'linux.ss',
      line: expect.any(Number),
    });
  });

  it('finds lines of other collectors, where the host has other tools', async () => {
    expect((await map('explain', 'mq1', 'app1')).stdout).toMatch(/10\.77\.0\.51, linux\.ss-plain, line \d+\n {6}.*beam\.smp/);
    expect((await map('explain', 'lb1', 'dns1')).stdout).toMatch(/10\.77\.0\.11, linux\.ss, line/);
  });

  it('shows the line of a configuration, alone or as one more witness of what was seen', async () => {
    const { stdout } = await map('explain', 'app1/cron.d/month-end', 'db2');
    expect(stdout).toContain('seen from   nobody: it stands in a configuration and was never seen in use\n');
    expect(stdout).toContain('configuration that says so\n');
    expect(stdout).toContain('/etc/cron.d/month-end:0 4 1 * * shop psql -h reporting-db');
    expect(stdout).not.toMatch(/traffic|first seen/);
    const seen = (await map('explain', 'lb1', 'web1')).stdout;
    expect(seen).toContain('evidence of the client');
    expect(seen.match(/haproxy\.cfg:26/g)).toHaveLength(1);
  });

  it('shows containers by their names, with the ports they publish', async () => {
    const { stdout } = await map('services', '--container', 'reports');
    expect(linesOf(stdout).slice(1).join()).toMatch(/^report1\/reports +172\.17\.0\.2:8080, 8090 +.*container reports +node$/);
  });

  it('says where there is no line, and where there is no arrow', async () => {
    const { stdout: silent } = await map('explain', 'app2/shop-api', 'db2');
    expect(silent).toContain('samples; silent: seen until 2026-03-01 02:13Z, not in this scan\n');
    expect(silent).not.toMatch(/active|silent now/);
    expect(silent).toContain(
      '  evidence    no line in the evidence in use; the lines it was seen in:\n' +
        `    map explain app2/shop-api db2 --snapshot 1 --db ${path('shop.db')}\n`,
    );
    const command = /^ {4}map (explain .*)$/m.exec(silent)?.[1] ?? '';
    expect((await runMap(command.split(' '))).stdout).toMatch(/evidence of the server\n {4}10\.77\.0\.32, linux\.ss, line/);
    const { code, stdout } = await map('explain', 'web1', 'db2');
    expect([code, stdout]).toEqual([0, 'no arrow between web1 and db2 was seen or is configured, in either direction\n']);
  });

  it('says what is from earlier evidence, because an end could not be looked at', async () => {
    const { stdout } = await map('explain', 'lb1', 'web2');
    expect(stdout).toContain('both ends, in 2 of 2 samples; active, unknown since 2026-03-01 02:13Z\n');
    expect(stdout).toContain(
      '  older       web2 could not be read in this scan (hung: the login worked, then nothing came before the deadline): ' +
        'what it said 2026-03-01 02:13Z stands\n',
    );
    expect((await map('show', 'web2')).stdout).toMatch(/^lb1\/haproxy +80 +web2\/nginx +active, unknown since 2026-03-01 +both/m);
    const table = (await map('dependencies', '--host', 'web2', '--state', 'active')).stdout;
    expect(
      linesOf(table)
        .slice(1)
        .every((line) => line.includes('active, unknown since 2026-03-01')),
    ).toBe(true);
    expect((await map('explain', 'lb1', 'web1')).stdout).not.toMatch(/unknown|older/);
  });

  it('counts one of anything as one', async () => {
    const document = await exported();
    const dependencies = document.dependencies.map((dependency) => ({ ...dependency, connections: 1, bytes: 1 }));
    writeFileSync(path('one.json'), JSON.stringify({ ...document, dependencies }));
    const { stdout } = await runMap(['explain', 'app1', 'db1', '--snapshot', path('one.json')]);
    expect(stdout).toMatch(/^ {2}traffic {5}1 connection, 1 byte(,|$)/m);
  });

  it('knows the arrows of a file, and says where their lines are', async () => {
    await map('export', '-o', path('shop.json'), '--quiet');
    const { stdout, stderr } = await runMap(['explain', 'app1', 'db1', '--snapshot', path('shop.json'), '--db', path('none.db')]);
    expect(stdout).toMatch(/no line in the evidence in use\n/);
    expect(stderr).toMatch(/^the raw lines are in the database the file was exported from\n/);
  });
});

describe('diff', () => {
  it('tells what happened between two scans', async () => {
    const document = await json('diff', 'before', 'after');
    expect(document).toMatchObject({ format: 'map.diff', version: 1, from: { id: '1' }, to: { id: '2' } });
    const names = (list: { hostName?: string; name?: string; fromName?: string; toName?: string }[]) =>
      list
        .map(({ hostName, name, fromName, toName }) =>
          fromName ? `${fromName} ${toName}` : hostName ? `${hostName}/${name}` : name,
        )
        .sort();
    expect(names(document.hosts.added)).toEqual(['cache2', 'search1']);
    expect(names(document.hosts.unknown)).toEqual(['web2']);
    expect(names(document.services.removed)).toEqual(['cache1/redis-server']);
    expect(names(document.dependencies.silent)).toEqual(['app2/shop-api db2/postgresql@15-main']);
    expect(names(document.dependencies.removed)).toEqual([
      'app1/shop-api cache1/redis-server',
      'app2/shop-api cache1/redis-server',
    ]);
  });

  it('ends with 1 only where asked to', async () => {
    expect((await map('diff', 'before', 'after')).code).toBe(0);
    expect((await map('diff', 'before', 'after', '--exit-code')).code).toBe(1);
    expect(await map('diff', 'latest', '2', '--exit-code')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no differences'),
    });
  });

  it('takes a snapshot by every name it has', async () => {
    await map('export', '-f', 'json', '-o', path('first'), '--snapshot', '1', '--quiet');
    writeFileSync(path('first.json'), readFileSync(path('first')));
    for (const name of ['1', 'before', 'latest~1', path('first'), path('first.json')]) {
      expect((await json('diff', name, '2')).from, name).toMatchObject({ id: '1', label: 'before' });
    }
  });

  it('needs no database to compare two files', async () => {
    await map('export', '-f', 'json', '-o', path('second.json'), '--quiet');
    const ran = await runMap(['diff', path('second.json'), path('second.json'), '--db', path('none.db')]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(path('none.db'))).toBe(false);
  });
});

describe('impact and coverage', () => {
  it('tell who is affected, with the path', async () => {
    const { stdout } = await map('impact', 'db1/postgresql@15-main');
    expect(stdout).toMatch(/^ +1 +app1\/shop-api +-> db1\/postgresql@15-main:5432$/m);
    expect(stdout).toMatch(/^ +2 +web1\/nginx +-> app\d\/shop-api:8080 -> db1\/postgresql@15-main:5432$/m);
    const document = await json('impact', 'db1', 'cache2');
    expect(document).toMatchObject({ format: 'map.impact', version: 1, nodes: [{ name: 'db1' }, { name: 'cache2' }] });
  });

  it('keep hosts apart that only stand in configurations', async () => {
    const { stdout } = await map('coverage');
    expect(stdout).toMatch(/^ {2}peers never looked at: 4 with private addresses, 5 outside$/m);
    expect(stdout).toMatch(/^ {2}hosts nobody saw: 1 only named in configurations$/m);
    expect(stdout).toMatch(/^ntp\.shop\.example +unknown +configured +1$/m);
    expect((await map('show', 'ntp.shop.example')).stdout).toContain('never looked at, known only from configurations');
  });

  it('tell what was not seen', async () => {
    const { stdout } = await map('coverage');
    expect(stdout).toContain('targets: 254 in scope, 13 collected, 1 failed, 230 swept without an answer');
    expect(stdout).toMatch(/^10\.77\.0\.13 +hung +10\.77\.0\.13: silent$/m);
    expect(await json('coverage')).toMatchObject({ format: 'map.coverage', targets: 254, failed: [{ status: 'hung' }] });
  });
});

describe('a bar for coverage', () => {
  it('ends with 1 and one line where the map is under it, with the report all the same', async () => {
    const { edges, edgesWithBothProcesses: known } = (await exported()).coverage;
    const share = (known / edges) * 100;
    expect([share > 10, share < 90]).toEqual([true, true]);
    const plain = await map('coverage');
    expect(await map('coverage', '--min', '10')).toEqual(plain);
    const under = await map('coverage', '--min', '90');
    expect(under).toMatchObject({ code: 1, stdout: plain.stdout });
    expect(linesOf(under.stderr)).toEqual([
      expect.stringMatching(`^map: coverage is under the bar of 90%: .* of ${known} of ${edges} dependencies \\(`),
    ]);
    expect(await map('coverage', '--min', '90', '--quiet')).toMatchObject({ code: 1, stdout: '', stderr: under.stderr });
    expect(await map('coverage', '--min', '10', '--quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect((await map('coverage', '--quiet')).stdout).toBe(plain.stdout);
    expect(JSON.parse((await map('coverage', '--min', '90', '--quiet', '--json')).stdout).bar).toMatchObject({ met: false });
    expect((await map('coverage', '--min=90%')).code).toBe(1);
  });

  it('is in the document, and the line beside it', async () => {
    const { code, stdout, stderr } = await map('coverage', '--min', '90', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).bar).toMatchObject({ measure: 'edgesWithBothProcesses', min: 90, met: false });
    expect(linesOf(stderr)).toHaveLength(1);
    expect(await json('coverage')).not.toHaveProperty('bar');
  });
});

describe('export', () => {
  it('lists the formats', async () => {
    expect((await map('export', '--list')).stdout).toMatch(/^json +\.json +/m);
    expect((await json('export', '--list')).map(({ name }: { name: string }) => name)).toContain('html');
  });

  it('writes a file in the format of its name, and says so', async () => {
    const { code, stdout, stderr } = await map('export', '-o', path('map.mmd'));
    expect([code, stdout, stderr]).toEqual([0, '', `wrote ${path('map.mmd')}\n`]);
    expect(readFileSync(path('map.mmd'), 'utf8')).toContain('flowchart');
  });

  it('writes to standard output where no file is named, also for -', async () => {
    const { stdout } = await map('export', '-f', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ format: 'map.snapshot' });
    expect((await map('export', '-f', 'json', '-o', '-')).stdout).toBe(stdout);
  });

  it('puts the raw lines behind the arrows into the page', async () => {
    await map('export', '-o', path('map.html'), '--quiet');
    expect(readFileSync(path('map.html'), 'utf8')).toMatch(/beam\.smp/);
  });
});

describe('rebuild', () => {
  it('gives the same bytes, twice, with the same ids', async () => {
    const before = [await map('export', '-f', 'json', '--snapshot', '1'), await map('export', '-f', 'json')];
    for (const _ of [1, 2]) {
      expect(await map('rebuild')).toMatchObject({ code: 0, stderr: 'snapshot 1 (1 of 2)\nsnapshot 2 (2 of 2)\n' });
      expect([await map('export', '-f', 'json', '--snapshot', '1'), await map('export', '-f', 'json')]).toEqual(before);
    }
    expect(await json('rebuild')).toMatchObject([{ id: '1' }, { id: '2' }]);
  });
});
