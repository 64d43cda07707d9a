import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import { exporters } from '../../src/export/registry.ts';
import type { RecordedSection } from '../../src/transports/replay/replay-script.ts';
import { runMap } from '../cli/run-map.ts';
import { scratch } from '../cli/scratch.ts';
import { findSecrets, type Haystack, notReached, readDatabase, readFiles } from './look-everywhere.ts';
import { allPlants, type FilePlant, inventPlants } from './plants.ts';

const path = scratch();
const plants = inventPlants();

/** As `grep -H` prints a file, or with `-n`. */
const labelled = ({ path: file, text }: FilePlant, numbers: boolean): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line, index) => `${file}:${numbers ? `${index + 1}:` : ''}${line}\n`)
    .join('');

const ofFiles = (pattern: RegExp, numbers: boolean): string =>
  plants.files
    .filter((file) => pattern.test(file.path))
    .map((file) => labelled(file, numbers))
    .join('');

const row = (pid: number, words: readonly string[]): string =>
  `${String(pid).padStart(10)}          1 ${'app'.padEnd(32)} ${'java'.padEnd(32)} ${words.join(' ')}\n`;

/** What a host prints that cuts nothing itself: everything rests on what is cut here. */
const printed: Readonly<Record<string, string>> = {
  'linux.ps': plants.processes.map(({ words }, index) => row(1000 + index, words)).join(''),
  'linux.environment': `== self 1\n${plants.environments.map(({ variables }, index) => `==> ${1000 + index}/environ <==\n${variables.join('\n')}\n\n`).join('')}`,
  'linux.application-files': ofFiles(/\/(?:shop|default|tomcat9|redis|pgbouncer|postgresql)\/|pgpass|wp-config|system\//, true),
  'linux.haproxy': ofFiles(/haproxy/, true),
  'linux.nginx': ofFiles(/nginx/, true),
  'linux.keepalived': plants.files.find((file) => file.path.includes('keepalived'))?.text ?? '',
  'linux.config-files': ofFiles(/sources|cron\.d|msmtp|telegraf/, false),
  'linux.config-lines': ofFiles(/fstab|environment|daily|system\/|snmpd/, false),
  'linux.crontabs': ofFiles(/crontabs/, false),
  'linux.login-config': ofFiles(/sssd/, false),
  'linux.podman': plants.containers.text,
};

const section = (stdout: string): RecordedSection => ({ stdout, exitCode: 0 });

const host: FleetHost = {
  name: 'app1',
  number: 21,
  recorded: {
    uname: 'Linux',
    uid: 0,
    user: 'root',
    connection: '10.80.0.250 50000 10.80.0.21 22',
    sections: new Map([
      ['linux.system', section('uname -nrm: app1 6.1.0-18-amd64 x86_64\n')],
      ['linux.ss', section('tcp LISTEN 0 100 0.0.0.0:8080 0.0.0.0:* users:(("java",pid=1000,fd=5)) ino:11 sk:1\n')],
      ...Object.entries(printed).map(([id, stdout]) => [id, section(stdout)] as const),
    ]),
  },
};

let fleet: Fleet;
let outputs: Haystack[];
let exported = '';

async function run(words: readonly string[]): Promise<string> {
  const env = { HOME: path('.'), FLEET_PASSWORD: fleet.login.password, MAP_KNOWN_HOSTS: path('known_hosts') };
  const { stdout, stderr } = await runMap([...words, '--db', path('map.db')], { env });
  outputs.push({ place: `map ${words[0]} ${words[1] ?? ''}`, text: `${stdout}\n${stderr}` });
  return stdout;
}

beforeAll(async () => {
  outputs = [];
  fleet = await startFleet([host]);
  writeFileSync(path('known_hosts'), fleet.knownHosts, { mode: 0o600 });
  const login = ['--user', fleet.login.user, '--password', 'env:FLEET_PASSWORD'];
  await run(['scan', ...fleet.targets, ...login, '--json', '--verbose']);
  for (const { name } of exporters) await run(['export', '-f', name]);
  exported = await run(['export', '-f', 'json']);
  for (const list of ['hosts', 'services', 'dependencies', 'coverage']) await run([list, '--json']);
  await run(['coverage', '--verbose']);
  await run(['show', 'app1', '--json']);
  await run(['explain', 'app1', 'arg1.plant.example']);
  await run(['rebuild', '--verbose']);
}, 60_000);
afterAll(() => fleet.close());

describe('secrets a host prints', () => {
  it('are printed by it, each of them', () => {
    expect(notReached(allPlants(plants), Object.values(printed).join('\n'))).toEqual([]);
  });

  it('are in no table and no stored text', () => {
    const found = readDatabase(path('map.db'));
    expect(found.some(({ text }) => text.includes('env1.plant.example'))).toBe(true);
    expect(findSecrets(allPlants(plants), found)).toEqual([]);
  });

  it('are in no export, list, explanation, event or error', () => {
    expect(outputs.length).toBeGreaterThan(15);
    expect(exported).toContain('env1.plant.example');
    expect(findSecrets(allPlants(plants), outputs)).toEqual([]);
    expect(outputs.filter(({ text }) => text.includes(fleet.login.password))).toEqual([]);
  });

  it('are in the bytes of no file', () => {
    expect(findSecrets(allPlants(plants), readFiles(path('.')))).toEqual([]);
  });
});
