import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { createShopDatabase, openDatabase } from './shop-database.ts';

const path = scratch();

beforeAll(() => {
  createShopDatabase(path('shop.db'));
  openDatabase(path('empty.db')).close();
  writeFileSync(path('zero.db'), '');
  writeFileSync(path('text.db'), 'hello, I am no database, and long enough to look like something else');
  writeFileSync(path('broken.json'), '{"format":"map.snapshot","version":1}');
  writeFileSync(path('text.json'), 'hello');
  writeFileSync(path('broken.yaml'), 'defaults: [\n');
  writeFileSync(path('typo.yaml'), 'default: { user: ops }\n');
  writeFileSync(path('good.yaml'), 'defaults: { user: ops }\n');
  mkdirSync(path('directory.db'));
  const other = new Database(path('other.db'));
  other.exec('create table t (x)');
  other.close();
});

/** Every file in the scratch directory with its bytes. */
const everything = (): string =>
  JSON.stringify(
    readdirSync(path('.'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(path(name), 'base64')]),
  );

/** Runs a command line that cannot be done: one line, nothing on standard output, nothing changed. */
async function refused(line: string, database = 'shop.db') {
  const before = everything();
  const argv = line.split(' ').map((word) => (word === '' ? '' : word.replace('DIR', path(''))));
  const { code, stdout, stderr } = await runMap([...argv, '--db', path(database)]);
  expect(stdout).toBe('');
  expect(everything()).toBe(before);
  expect(stderr.split('\n')).toHaveLength(2);
  return { code, message: stderr.trimEnd().replaceAll(path(''), '') };
}

describe('a command line that cannot be done ends with 2 and one line that says what next', () => {
  it.each<[string, string | RegExp]>([
    ['hots', 'map: hots: no such command; did you mean hosts or snapshots? see map --help'],
    ['frobnicate', 'map: frobnicate: no such command; see map --help'],
    ['help frobnicate', 'map: frobnicate: no such command; see map --help'],
    ['--jsn', "map: unknown option '--jsn', did you mean --json? see map --help"],
    ['hosts --kinds', "map: unknown option '--kinds', did you mean --kind? see map hosts --help"],
    ['hosts extra', "map: too many arguments for 'hosts'. Expected 0 arguments but got 1; see map hosts --help"],
    [
      'hosts --kind toaster',
      /^map: option '--kind <KIND>' argument 'toaster' is invalid\. Allowed choices are server,.*; see map hosts --help$/,
    ],
    ['show', "map: missing required argument 'NODE'; see map show --help"],
    ['diff 1', "map: missing required argument 'B'; see map diff --help"],
    ['dependencies --port 99999', /argument '99999' is invalid\. It must be a port, 0 to 65535; see map dependencies --help$/],
    ['coverage --min 101', /argument '101' is invalid\. It must be a percentage, 0 to 100; see map coverage --help$/],
    ['coverage --min most', /It must be a percentage/],
    ['dependencies --port http', /argument 'http' is invalid\. It must be a port/],
    ['dependencies --host', "map: option '--host <NODE>' argument missing; see map dependencies --help"],
    ['show wbe1', 'map: wbe1: nothing on the map goes by that; did you mean web1?'],
    ['show redis-servr', /did you mean redis-server\?$/],
    ['show nginx', /^map: nginx: 2 nodes go by that; give one of them: web1\/nginx, web2\/nginx$/],
    ['explain web1 mainframe', 'map: mainframe: nothing on the map goes by that; see map hosts and map services'],
    ['impact db1 mainframe', /^map: mainframe: nothing/],
    ['path db1 mainframe', /^map: mainframe: nothing/],
    ['listen --port 0', /^map: --port 0: a whole number from 1 to 65535$/],
    ['listen --bind router1', /^map: --bind router1: not an IP address$/],
    ['dependencies --from mainframe', /^map: mainframe: nothing/],
    ['hosts --snapshot 9', /^map: 9: no such snapshot in .*shop\.db, and no such file; did you mean 1 or 2\? see map snapshots$/],
    ['hosts --snapshot befor', /did you mean before\? see map snapshots$/],
    ['hosts --snapshot latest~2', /^map: latest~2: there are only 2 snapshots in .*; see map snapshots$/],
    ['hosts --snapshot latest~-1', /^map: latest~-1: no such snapshot/],
    ['hosts --snapshot DIR/nowhere.json', /nowhere\.json cannot be read: ENOENT/],
    ['hosts --snapshot DIR/text.json', /text\.json is not JSON \(.*\); write one with map export -f json$/],
    ['diff 1 DIR/broken.json', /broken\.json: document\.snapshot is missing; write it again with map export -f json$/],
    ['export', /^map: no format: name one with -f \(csv, .*\)$/],
    ['export -o DIR/map.pdfx', /^map: no format: name one with -f/],
    ['export -f pdfx', /^map: pdfx: no such format; one of csv, /],
    [
      'export -f json -o DIR/no/where.json',
      /^map: \/no\/where\.json cannot be written: there is no such directory; name another file with -o$/,
    ],
    ['export -f json -o DIR/directory.db', 'map: /directory.db: is a directory; name another file with -o'],
    ['export -f svg --level rooms', /Allowed choices are services, hosts; see map export --help$/],
  ])('map %s', async (line, expected) => {
    const { code, message } = await refused(line);
    expect(code).toBe(2);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });

  it.each<[string, RegExp]>([
    ['none.db', /none\.db: there is no map database yet; run map scan first, or name another file with --db$/],
    ['no/where.db', /where\.db: /],
    ['zero.db', /zero\.db: there is no map database yet/],
    ['text.db', /text\.db: it is not a database; name another file/],
    ['other.db', /other\.db: it is a database of another program/],
    ['directory.db', /directory\.db: it is a directory or a device/],
  ])('with --db %s', async (database, expected) => {
    for (const line of ['hosts', 'snapshots', 'rebuild', 'export -f json', 'explain a b']) {
      const { code, message } = await refused(line, database);
      expect([code, message], line).toEqual([2, expect.stringMatching(expected)]);
    }
  });

  it('before the first scan', async () => {
    const { code, message } = await refused('hosts', 'empty.db');
    expect([code, message]).toEqual([
      2,
      expect.stringMatching(/no snapshot yet; nothing has been scanned: run map scan localhost$/),
    ]);
    const listed = await runMap(['snapshots', '--db', path('empty.db')]);
    expect(listed).toMatchObject({ code: 0, stdout: '', stderr: 'no snapshot yet: run map scan localhost\n' });
    expect((await runMap(['snapshots', '--json', '--db', path('empty.db')])).stdout).toBe('[]\n');
    expect(await runMap(['rebuild', '--db', path('empty.db')])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('a configuration that was named', () => {
  const lines = [
    ...['parse --list', 'import nowhere.txt', 'bundle', 'access'],
    ...['scan localhost --dry-run', 'demo', 'snapshots', 'hosts', 'services', 'dependencies', 'links', 'applications'],
    ...[
      'show web1',
      'explain app1 db1',
      'impact db1',
      'path web1 db1',
      'listen',
      'diff 1 2',
      'coverage',
      'export --list',
      'rebuild',
    ],
  ];

  it('is checked by every command', async () => {
    const names = [...(await runMap([])).stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name = '']) => name);
    // Nothing groups services yet: the command answers that, and the help does not offer it.
    expect(names).not.toContain('applications');
    const commands = ['applications', ...names.filter((name) => name !== 'map' && name !== 'help')];
    expect(lines.map((line) => line.split(' ')[0]).toSorted()).toEqual([...new Set(commands)].toSorted());
  });

  it.each(lines)('ends map %s where it is missing or malformed', async (line) => {
    for (const [file, expected] of [
      ['nowhere.yaml', 'map: /nowhere.yaml: there is no such file; check --config'],
      ['broken.yaml', /^map: \/broken\.yaml:\d+:\d+: /],
      ['typo.yaml', /^map: \/typo\.yaml:1:1: .*did you mean defaults/],
    ] as const) {
      const { code, message } = await refused(`${line} --config DIR/${file}`);
      expect([code, message], file).toEqual([2, typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
    }
  });

  it('changes nothing where it is good, and is not asked for where none is named', async () => {
    const plain = await runMap(['hosts', '--db', path('shop.db')]);
    expect(await runMap(['hosts', '--db', path('shop.db'), '--config', path('good.yaml')])).toEqual(plain);
    expect(plain.code).toBe(0);
  });
});

describe('global options', () => {
  it('stand before or after the command', async () => {
    const after = await runMap(['hosts', '--json', '--db', path('shop.db')]);
    const before = await runMap(['--json', '--db', path('shop.db'), 'hosts']);
    expect(before).toEqual(after);
    expect(JSON.parse(after.stdout)).toBeInstanceOf(Array);
  });

  it('take the database from the environment, where no option names one', async () => {
    const env = { MAP_DB: path('shop.db') };
    expect(await runMap(['hosts'], { env })).toMatchObject({ code: 0 });
    expect(await runMap(['hosts', '--db', path('none.db')], { env })).toMatchObject({ code: 2 });
  });

  it('show a stack trace with --debug only', async () => {
    const argv = ['show', 'nope', '--db', path('shop.db')];
    expect((await runMap(argv)).stderr).not.toMatch(/\n {4}at /);
    expect((await runMap([...argv, '--debug'])).stderr).toMatch(/\n {4}at /);
  });

  it('never print what a terminal would obey, also in an error', async () => {
    const { stderr } = await runMap(['show', 'x\u001b[2J', '--db', path('shop.db')]);
    expect(stderr).toContain('x\\x1b[2J: nothing on the map');
  });
});

describe('help', () => {
  it('is what map alone prints', async () => {
    const alone = await runMap([]);
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    expect(alone.stdout).toMatch(/^Usage: map \[options\] \[command\]\n/);
    expect(alone.stdout).toContain('Exit codes: 0 done, 1 findings, 2 usage,');
    expect(await runMap(['help'])).toEqual(alone);
    expect(await runMap(['--help'])).toEqual(alone);
  });

  it('of every command has examples, and the options of all commands', async () => {
    const names = [...(await runMap([])).stdout.matchAll(/^ {2}([a-z]+) .*/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'map');
    expect(names).toEqual(expect.arrayContaining(['hosts', 'diff', 'export', 'rebuild', 'scan']));
    for (const name of names.filter((one) => one !== 'help')) {
      const { code, stdout } = await runMap([name, '--help']);
      expect(code, name).toBe(0);
      expect(stdout, name).toMatch(new RegExp(`Examples:\\n  map ${name}`));
      expect(stdout, name).toContain('--db <FILE>');
      expect((await runMap(['help', name])).stdout, name).toBe(stdout);
    }
  });

  it('knows the version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await runMap(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
