import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { reasonOf } from '../../src/cli/read-input.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openStore } from '../../src/store/store.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();

const web1 = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
tcp   ESTAB  0      0      10.0.0.1:41022     10.0.0.9:5432     users:(("java",pid=812,fd=40))
`;
const db1 = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
tcp   LISTEN 0      244    10.0.0.9:5432      0.0.0.0:*         users:(("postgres",pid=33,fd=6))
tcp   ESTAB  0      0      10.0.0.9:5432      10.0.0.1:41022    users:(("postgres",pid=35,fd=9))
`;
const secret = 'hunter2-planted';

beforeAll(async () => {
  for (const name of ['estate/web1', 'estate/db1', 'raw', 'empty']) mkdirSync(path(name), { recursive: true });
  writeFileSync(path('estate/web1/ss.txt'), web1);
  writeFileSync(
    path('estate/web1/ps.txt'),
    `  PID  PPID USER     COMMAND\n  812     1 app      java -Dpassword=${secret} -jar shop.jar\n`,
  );
  writeFileSync(path('estate/web1/addr.txt'), '2: eth0: <UP> mtu 1500\n    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0\n');
  writeFileSync(path('estate/db1/ss.txt'), db1);
  writeFileSync(path('raw/db1-ss.txt'), db1);
  writeFileSync(path('raw/web1-ss.txt'), web1);
  writeFileSync(path('raw/letter.txt'), 'Dear all,\n');
  writeFileSync(
    path('estate.yaml'),
    '- { host: db1, addresses: [10.0.0.9], file: raw/db1-ss.txt, format: ss }\n- { host: web1, addresses: [10.0.0.1], file: raw/web1-ss.txt }\n',
  );
  writeFileSync(
    path('estate.csv'),
    'host,addresses,file,format\r\ndb1,10.0.0.9,raw/db1-ss.txt,ss\r\nweb1,10.0.0.1,raw/web1-ss.txt,\r\n',
  );
  writeFileSync(path('bad.yaml'), '- host: db1\n  fil: x\n');
  writeFileSync(path('lacking.yaml'), '- { host: db1 }\n');
  writeFileSync(path('bad.csv'), 'name;file\n');
  writeFileSync(path('format.yaml'), '- { host: db1, file: raw/db1-ss.txt, format: sss }\n');
  writeFileSync(path('collect.sh'), (await runMap(['bundle', '--sudo', 'never'])).stdout);
});

const map = (db: string, ...argv: string[]) => runMap([...argv, '--db', path(db)]);
const snapshotOf = async (db: string): Promise<Snapshot> =>
  JSON.parse((await map(db, 'export', '-f', 'json')).stdout) as Snapshot;
const arrows = ({ hosts, dependencies }: Snapshot) =>
  dependencies.map(({ from, to, port, seenFrom }) => {
    const name = (id: string | undefined): string | undefined => hosts.find((host) => host.id === id)?.name;
    return `${name(from.host)} -> ${name(to.host)}:${port} ${seenFrom}`;
  });

describe('map import of single outputs', () => {
  it.each([
    ['a directory a host', ['estate']],
    ['a manifest in YAML', ['--manifest', 'estate.yaml']],
    ['a manifest in CSV', ['--manifest', 'estate.csv']],
  ])('joins both halves of a connection, from %s', async (name, argv) => {
    const db = `${name.replaceAll(' ', '-')}.db`;
    const { code, stdout } = await map(db, 'import', ...argv.map((word) => (word.startsWith('--') ? word : path(word))));
    expect(code).toBe(0);
    expect(stdout).toContain('of 2 hosts');
    expect(arrows(await snapshotOf(db))).toEqual(['web1 -> db1:5432 both']);
  });

  it('takes what it can read, names what it cannot, and ends with 3', async () => {
    const { code, stdout } = await map('partial.db', 'import', path('raw/db1-ss.txt'), path('raw/letter.txt'));
    expect(code).toBe(3);
    expect(stdout).toMatch(/unreadable-input: .*letter\.txt: no format recognises it; name one with --format/);
    const { hosts, coverage } = await snapshotOf('partial.db');
    expect(hosts.map(({ name }) => name)).toContain('db1');
    expect(coverage.failed.map(({ status }) => status)).toEqual(['unreadable-input']);
  });

  it('tells the first of many logs one by one, and what the others come to', async () => {
    mkdirSync(path('hours'), { recursive: true });
    for (let hour = 10; hour < 35; hour += 1) {
      const record = `2 123456789012 eni-0a 10.0.0.1 10.0.0.2 ${40_000 + hour} 443 6 2 100 1732183200 1732183201 ACCEPT OK`;
      writeFileSync(path(`hours/${hour}.log`), `${record}\n`);
    }
    const { stdout } = await runMap(['import', path('hours'), '--db', path('hours.db')]);
    expect(stdout.match(/ flow records?, 1 row kept/g)).toHaveLength(20);
    expect(stdout).toContain('  5 more logs: 5 flow records, 0 rejected, 0 could not be read (each of them with --json)\n');
  });

  it('changes nothing when a file comes twice', async () => {
    await map('twice.db', 'import', path('estate'));
    const before = await snapshotOf('twice.db');
    const again = await map('twice.db', 'import', path('estate'));
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing in them is new')]);
    expect(await snapshotOf('twice.db')).toEqual(before);
    expect(JSON.parse((await map('twice.db', 'snapshots', '--json')).stdout)).toHaveLength(1);
  });

  it('stores no secret, and explains an arrow by the file it came from', async () => {
    await map('secret.db', 'import', path('estate'));
    expect(readFileSync(path('secret.db')).includes(secret)).toBe(false);
    expect((await map('secret.db', 'export', '-f', 'json')).stdout).not.toContain(secret);
    const { stdout } = await map('secret.db', 'explain', 'web1', 'db1');
    expect(stdout).toContain('text.ss');
    expect(stdout).toContain('10.0.0.9:5432');
  });

  it('is derived again to the same bytes', async () => {
    await map('again.db', 'import', path('estate'));
    const before = (await map('again.db', 'export', '-f', 'json')).stdout;
    await map('again.db', 'rebuild');
    expect((await map('again.db', 'export', '-f', 'json')).stdout).toBe(before);
  });

  it('adds outputs of one host that come one after the other', async () => {
    await map('later.db', 'import', '--host', 'web1', path('estate/web1/ss.txt'));
    const added = await map('later.db', 'import', '--host', 'web1', path('estate/web1/addr.txt'));
    expect(added.stdout).toContain('Snapshot 2');
    const { hosts, dependencies } = await snapshotOf('later.db');
    expect(hosts.find(({ name }) => name === 'web1')?.addresses).toContain('10.0.0.1');
    expect(dependencies).toHaveLength(1);
    const again = await map('later.db', 'import', '--host', 'web1', path('estate/web1/ss.txt'));
    expect(again.stdout).toContain('Nothing in them is new');
  });

  it('cuts secrets out of what stands behind another output in the same file', async () => {
    writeFileSync(path('mixed-ss.txt'), `${web1}\n${readFileSync(path('estate/web1/ps.txt'), 'utf8')}`);
    await map('mixed.db', 'import', path('mixed-ss.txt'));
    const store = openStore(path('mixed.db'));
    const stored = [...store.evidenceAt(1)].flatMap(({ collection }) =>
      collection.sections.map(({ stdout }) => Buffer.from(stdout).toString()),
    );
    store.close();
    expect(stored.join('\n')).toContain('shop.jar');
    expect(stored.join('\n')).not.toContain(secret);
  });

  it('takes a directory for the host where no file in it names one', async () => {
    await map('one.db', 'import', path('estate/db1'));
    expect((await snapshotOf('one.db')).hosts.map(({ name }) => name)).toContain('db1');
  });

  it('tells a file it cannot read once, follows links to files, and waits for no pipe', async () => {
    mkdirSync(path('odd'));
    symlinkSync(path('raw/db1-ss.txt'), path('odd/db1-ss.txt'));
    symlinkSync(path('odd'), path('odd/circle'));
    spawnSync('mkfifo', [path('pipe-ss.txt')]);
    const argv = ['import', path('odd'), path('pipe-ss.txt')];
    const first = await map('odd.db', ...argv);
    expect([first.code, first.stdout]).toEqual([3, expect.stringMatching(/1 of 2 files read[\s\S]*pipe-ss\.txt: not a file/)]);
    const second = await map('odd.db', ...argv);
    expect([second.code, second.stdout]).toEqual([3, expect.stringContaining('Nothing in them is new')]);
  });

  it.each([
    [[], /there is no file to import/],
    [['missing.txt'], /missing\.txt: no such file or directory/],
    [['raw/db1-ss.txt', '--format', 'sss'], /sss: no such format; map parse --list names them/],
    [['raw/db1-ss.txt', '--address', '010.0.0.1'], /--address 010\.0\.0\.1: not an IP address/],
    [
      ['--manifest', 'bad.yaml'],
      /bad\.yaml:2: fil: a file has no such key; did you mean file\? \(host, addresses, file, format, context\)/,
    ],
    [['--manifest', 'lacking.yaml'], /lacking\.yaml:1: file: is missing/],
    [['empty'], /there is no file in \S*empty \(names that begin with a dot are left out\); name files/],
    [['--manifest', 'bad.csv'], /bad\.csv:1: the first row must name the columns/],
    [['--manifest', 'format.yaml'], /format\.yaml:1: sss: no such format/],
    [['--manifest', 'nowhere.yaml'], /nowhere\.yaml: no such file/],
  ])('refuses %j before anything is changed', async (argv, message) => {
    const words = argv.map((word) => (/^empty$|\.(txt|yaml|csv)$/.test(word) ? path(word) : word));
    const { code, stdout, stderr } = await map('refused.db', 'import', ...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a file that cannot be read', () => {
  it('is no host where a named format understands nothing of it', async () => {
    const { code, stdout } = await map('named.db', 'import', '--format', 'ss', '--host', 'web9', path('raw/letter.txt'));
    expect(code).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'nothing in it is of ss; leave --format out, or name another (map parse --list)',
    );
    expect((await snapshotOf('named.db')).hosts).toEqual([]);
  });

  it('is unpacked where it is gzip, and says what it is packed with elsewhere', async () => {
    writeFileSync(path('db1-ss.txt.gz'), gzipSync(db1));
    writeFileSync(path('cut.txt.gz'), gzipSync(db1).subarray(0, 40));
    writeFileSync(path('all.zip'), 'PK\x03\x04\x14\0\0\0');
    writeFileSync(path('core'), '\x7fELF\x02\x01\0\0\x01\0\x02\0');
    const files = ['db1-ss.txt.gz', 'cut.txt.gz', 'all.zip', 'core'].map((name) => path(name));
    const { code, stdout } = await map('packed.db', 'import', ...files);
    const told = stdout.replace(/\s+/g, ' ');
    expect(code).toBe(3);
    expect(told).toContain('1 of 4 files read, of 1 host');
    expect(told).toContain('cut.txt.gz: it is packed with gzip, and damaged or larger than 256 MiB; unpack it');
    expect(told).toContain('all.zip: it is packed with zip; unpack it');
    expect(told).toContain('core: it is no text; send the output of a command as text');
    expect((await snapshotOf('packed.db')).hosts.map(({ name }) => name)).toContain('db1');
  });

  it('says what to do where it may not be read', () => {
    expect(reasonOf({ code: 'EACCES' })).toBe('it may not be read; check the owner and the mode of the file and its directory');
    expect(reasonOf({ code: 'EIO' })).toBe('could not be read (EIO)');
  });
});

describe('map bundle, run by hand and imported', () => {
  const collect = (file: string) => {
    const done = spawnSync('sh', [path('collect.sh'), path(file)], { timeout: 30_000 });
    expect(done.status).toBe(0);
    return readFileSync(path(file));
  };

  it('brings what a scan of this machine brings', async () => {
    collect('here.bundle');
    expect((await map('bundle.db', 'import', path('here.bundle'))).code).toBe(0);
    await map('scan.db', 'scan', 'localhost', '--sudo', 'never');
    const [imported, scanned] = [await snapshotOf('bundle.db'), await snapshotOf('scan.db')];
    expect(imported.hosts.filter(({ kind }) => kind === 'server').map(({ id }) => id)).toEqual(
      scanned.hosts.filter(({ kind }) => kind === 'server').map(({ id }) => id),
    );
    expect(imported.hosts.find(({ kind }) => kind === 'server')?.os).toEqual(
      scanned.hosts.find(({ kind }) => kind === 'server')?.os,
    );
  });

  it('is left out where a later one of the same host is known', async () => {
    const bundle = collect('now.bundle').toString('latin1');
    const earlier = bundle
      .replace(/ \d{4}-\d\d-\d\dT[\d:]+Z /, ' 2001-01-01T00:00:00Z ')
      .replace(/map-bundle end .*/, 'map-bundle end none');
    writeFileSync(path('earlier.bundle'), Buffer.from(earlier.replace('begin linux.ss 1\n', 'begin linux.ss 1\n\n'), 'latin1'));
    await map('order.db', 'import', path('earlier.bundle'), path('now.bundle'));
    const before = await snapshotOf('order.db');
    const again = await map('order.db', 'import', path('earlier.bundle'));
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('something newer is known')]);
    expect(await snapshotOf('order.db')).toEqual(before);
  });

  it('writes to standard output into a pipe, and only for its owner', async () => {
    const piped = spawnSync('sh', ['-s'], { input: readFileSync(path('collect.sh')), timeout: 30_000 });
    expect(piped.stdout.toString('latin1')).toMatch(/^map-bundle 1 [\s\S]*\nmap-bundle end none\n$/);
    writeFileSync(path('piped.bundle'), piped.stdout);
    expect((await map('piped.db', 'import', path('piped.bundle'))).code).toBe(0);
    const mode = spawnSync('sh', ['-c', `sh ${path('collect.sh')} ${path('mode.bundle')}; ls -l ${path('mode.bundle')}`]);
    expect(mode.stdout.toString()).toMatch(/^-rw-------/);
  });

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['was cut short', (bytes) => bytes.subarray(0, bytes.length - 400), /it ends before its checksum/],
    [
      'was changed',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('linux.ss', 'linux.sx'), 'latin1'),
      /its checksum is wrong/,
    ],
    [
      'has another first line',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('map-bundle 1 ', 'map-bundle 1'), 'latin1'),
      /its first line/,
    ],
  ])('is refused where it %s', async (_, damage, message) => {
    writeFileSync(path('damaged.bundle'), damage(collect('whole.bundle')));
    const { code, stdout } = await map('damaged.db', 'import', path('damaged.bundle'));
    expect([code, stdout]).toEqual([3, expect.stringMatching(message)]);
    expect((await snapshotOf('damaged.db')).coverage.failed.map(({ status }) => status)).toEqual(['unreadable-input']);
  });
});

describe('map import of SNMP walks', () => {
  const walk = (name: string): string => `.1.3.6.1.2.1.1.1.0 = STRING: "A switch"\n.1.3.6.1.2.1.1.5.0 = STRING: "${name}"\n`;

  it('keeps each context of a device, and who the device says it is', async () => {
    writeFileSync(path('raw/sw1.walk'), walk('sw1'));
    writeFileSync(path('raw/sw1.vlan20.walk'), '.1.3.6.1.2.1.17.4.3.1.2.82.84.0.18.52.86 = INTEGER: 7\n');
    const first = '{ host: sw1, addresses: [10.0.0.2], file: raw/sw1.walk, format: snmpwalk }';
    const vlan = '{ host: sw1, file: raw/sw1.vlan20.walk, format: snmpwalk, context: vlan-20 }';
    writeFileSync(path('walks.yaml'), `- ${first}\n- ${vlan}\n`);
    expect((await map('walks.db', 'import', '--manifest', path('walks.yaml'))).code).toBe(0);
    const [host, ...more] = (await snapshotOf('walks.db')).hosts;
    expect([host?.name, host?.addresses, more]).toEqual(['sw1', ['10.0.0.2'], []]);
    // Only one of the two again: the other stays beside it.
    writeFileSync(path('walk.yaml'), `- ${first}\n`);
    writeFileSync(path('raw/sw1.walk'), walk('sw1b'));
    expect((await map('walks.db', 'import', '--manifest', path('walk.yaml'))).code).toBe(0);
    const store = openStore(path('walks.db'));
    const basis = store.basisOf('2');
    const sections =
      basis === undefined ? [] : [...store.evidenceAt(basis, ['sw1'])].flatMap(({ collection }) => collection.sections);
    store.close();
    expect(sections.map(({ collector }) => collector)).toEqual(['import.entry', 'text.snmpwalk', 'text.snmpwalk@vlan-20']);
  });

  it('refuses a context nobody could have meant', async () => {
    writeFileSync(path('context.yaml'), '- { host: sw1, file: raw/sw1.walk, context: "a b" }\n');
    const { code, stderr } = await map('none.db', 'import', '--manifest', path('context.yaml'));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/context\.yaml:1: context: a context is 1 to 64 printable/)]);
  });
});
