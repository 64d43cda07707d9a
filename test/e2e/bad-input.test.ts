import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

const home = process.cwd();
let directory: string;
const files: Readonly<Record<string, string>> = {
  'targets.txt': '10.0.0.1\n# a comment\n10.0.0.300\n',
  'typo.yaml': 'defaults:\n  usr: ops\n',
  'secret.yaml': 'credentials:\n  a: { password: hunter2 }\nuse:\n  - { credentials: a }\n',
  'key.yaml': 'credentials:\n  ours: { identity: gone }\nuse:\n  - { credentials: ours }\n',
  'broken.yaml': 'defaults: [\n',
  'notes.txt': 'this is no database, it is a shopping list that is long enough to be looked at\n',
};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'map-bad-input-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  process.chdir(directory);
});
afterAll(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true, force: true });
});

/** The command line in this process: as many lines as there are ways to be wrong, and no time to start each. */
async function runLine(line: string) {
  const text = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (chunk: string | Uint8Array) => {
      text[name] += String(chunk);
    },
  });
  const code = await run(line.split(' '), {
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: { HOME: directory },
    now: () => new Date(),
  });
  return { code, ...text };
}

/** What the one line has to name: the place, and something to do about it. */
const cases: readonly (readonly [line: string, says: readonly RegExp[]])[] = [
  ['scan', [/target/]],
  ['scan 010.0.0.1', [/"010\.0\.0\.1"/, /leading zeros/]],
  ['scan 10.1', [/"10\.1"/]],
  ['scan 10.0.0.256', [/"10\.0\.0\.256"/]],
  ['scan 167772161', [/"167772161"/]],
  ['scan 10.0.0.0/33', [/10\.0\.0\.0\/33/]],
  ['scan 10.0.0.9-10.0.0.1', [/10\.0\.0\.9-10\.0\.0\.1/]],
  ['scan fe80::/64', [/IPv6 prefix/, /list the addresses/]],
  ['scan 10.0.0.0/8', [/16777214 targets/, /--max-targets/]],
  ['scan 0.0.0.0/0', [/4294967294 targets/]],
  ['scan 10.0.0.0/30 --max-targets 1', [/2 targets/, /--max-targets/]],
  ['scan 10.0.0.1 --exclude 10.0.0.1', [/nothing is left/]],
  ['scan @targets.txt', [/targets\.txt:3/, /10\.0\.0\.300/]],
  ['scan @missing.txt', [/missing\.txt/]],
  ['scan -oProxyCommand=true', [/-oProxyCommand|unknown option/]],
  ['scan localhost --port 0', [/--port/, /1 to 65535/]],
  ['scan localhost --samples 0', [/--samples/]],
  ['scan localhost --interval -1', [/--interval/]],
  ['scan localhost --deadline soon', [/--deadline/, /number/]],
  ['scan localhost --host-keys off', [/--host-keys/, /strict, accept-new/]],
  ['scan localhost --jump a,,b', [/--jump/]],
  ['scan localhost --usr ops', [/--usr/, /--user/]],
  ['scan localhost --password hunter2', [/--password/, /env:NAME/]],
  ['scan 192.0.2.1 --password env:MAP_TEST_UNSET', [/env:MAP_TEST_UNSET/, /set it/]],
  ['scan 192.0.2.1 --password file:missing.txt', [/missing\.txt/]],
  ['scan 192.0.2.1 --password env:MAP_TEST_UNSET --dry-run', [/env:MAP_TEST_UNSET/, /set it/]],
  ['scan 192.0.2.1 --password file:missing.txt --dry-run', [/missing\.txt: there is no such file/]],
  ['scan 192.0.2.1 --passphrase file:. --dry-run', [/it is a directory/]],
  ['scan 192.0.2.1 --identity missing_key', [/\/missing_key: there is no such file; check --identity$/m]],
  ['scan 192.0.2.1 --identity missing_key --dry-run', [/\/missing_key: there is no such file; check --identity$/m]],
  ['scan 192.0.2.1 --identity .', [/it is a directory; check --identity/]],
  [
    'scan 192.0.2.1 --config key.yaml',
    [/\/gone: there is no such file; check identity: of the credential ours in the configuration/],
  ],
  ['scan 192.0.2.1 --config key.yaml --dry-run', [/\/gone: /]],
  ['scan localhost --label latest', [/--label/, /number or the place/]],
  ['scan localhost --label latest~2', [/--label/, /number or the place/]],
  ['scan localhost --label 5', [/--label/, /number or the place/]],
  ['scan localhost --label=', [/--label/, /must not be empty/]],
  ['scan localhost --label a/b', [/--label/, /taken for a file/]],
  ['scan localhost --config missing.yaml', [/missing\.yaml/, /--config/]],
  ['scan localhost --config typo.yaml', [/typo\.yaml:2:3/, /user/]],
  ['scan localhost --config secret.yaml', [/secret\.yaml:2:/, /env:NAME/]],
  ['scan localhost --config broken.yaml', [/broken\.yaml:\d+/]],
  ['scna localhost', [/scna/, /scan/]],
  ['hosts --snapshot nowhere', [/map\.db/, /map scan/]],
  ['scan localhost --db notes.txt', [/notes\.txt/, /not a database|no database|not an SQLite/i]],
  ['hosts --db notes.txt', [/notes\.txt/]],
  ['scan localhost --db .', [/directory/]],
  ['scan localhost --db missing/dir/map.db', [/missing\/dir/]],
  ['diff ./notes.txt ./notes.txt', [/notes\.txt/]],
];

describe('bad input', () => {
  it.each(cases)('map %s: one line, exit 2, nothing changed', async (line, says) => {
    const ended = await runLine(line);
    expect(ended.stdout).toBe('');
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    for (const pattern of says) expect(ended.stderr).toMatch(pattern);
    expect(ended.stderr).not.toContain('hunter2');
    expect(ended.stderr).not.toMatch(/defect|\bat .*\.js:/);
    expect(ended.code).toBe(2);
    expect(readdirSync(directory).sort()).toEqual(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(directory, name), 'utf8')).toBe(text);
  });
});
