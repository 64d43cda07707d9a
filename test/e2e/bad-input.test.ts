import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './map-process.ts';

let desk: Desk;
const files: Readonly<Record<string, string>> = {
  'targets.txt': '10.0.0.1\n# a comment\n10.0.0.300\n',
  'typo.yaml': 'defaults:\n  usr: ops\n',
  'secret.yaml': 'credentials:\n  a: { password: hunter2 }\nuse:\n  - { credentials: a }\n',
  'broken.yaml': 'defaults: [\n',
  'notes.txt': 'this is no database, it is a shopping list that is long enough to be looked at\n',
};

beforeAll(() => {
  desk = openDesk();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(desk.directory, name), text);
});
afterAll(() => desk.clear());

/** What the one line has to name: the place, and something to do about it. */
const cases: readonly (readonly [args: string, code: number, ...says: RegExp[]])[] = [
  ['scan', 2, /target/],
  ['scan 010.0.0.1', 2, /"010\.0\.0\.1"/, /leading zeros/],
  ['scan 10.1', 2, /"10\.1"/],
  ['scan 10.0.0.256', 2, /"10\.0\.0\.256"/],
  ['scan 167772161', 2, /"167772161"/],
  ['scan 10.0.0.0/33', 2, /10\.0\.0\.0\/33/],
  ['scan 10.0.0.9-10.0.0.1', 2, /10\.0\.0\.9-10\.0\.0\.1/],
  ['scan fe80::/64', 2, /IPv6 prefix/, /list the addresses/],
  ['scan 10.0.0.0/8', 2, /16777214 targets/, /--max-targets/],
  ['scan 0.0.0.0/0', 2, /4294967294 targets/],
  ['scan 10.0.0.0/30 --max-targets 1', 2, /2 targets/, /--max-targets/],
  ['scan 10.0.0.1 --exclude 10.0.0.1', 2, /nothing is left/],
  ['scan @targets.txt', 2, /targets\.txt:3/, /10\.0\.0\.300/],
  ['scan @missing.txt', 2, /missing\.txt/],
  ['scan -oProxyCommand=true', 2, /-oProxyCommand|unknown option/],
  ['scan localhost --port 0', 2, /--port/, /1 to 65535/],
  ['scan localhost --samples 0', 2, /--samples/],
  ['scan localhost --interval -1', 2, /--interval/],
  ['scan localhost --deadline soon', 2, /--deadline/, /number/],
  ['scan localhost --host-keys off', 2, /--host-keys/, /strict, accept-new/],
  ['scan localhost --jump a,,b', 2, /--jump/],
  ['scan localhost --usr ops', 2, /--usr/, /--user/],
  ['scan localhost --password hunter2', 2, /--password/, /env:NAME/],
  ['scan 192.0.2.1 --password env:MAP_TEST_UNSET', 2, /env:MAP_TEST_UNSET/, /set it/],
  ['scan 192.0.2.1 --password file:missing.txt', 2, /missing\.txt/],
  ['scan localhost --config missing.yaml', 2, /missing\.yaml/, /--config/],
  ['scan localhost --config typo.yaml', 2, /typo\.yaml:2:3/, /user/],
  ['scan localhost --config secret.yaml', 2, /secret\.yaml:2:/, /env:NAME/],
  ['scan localhost --config broken.yaml', 2, /broken\.yaml:\d+/],
  ['scna localhost', 2, /scna/, /scan/],
  ['hosts --snapshot nowhere', 2, /map\.db/, /map scan/],
  ['scan localhost --db notes.txt', 2, /notes\.txt/, /not a database|no database|not an SQLite/i],
  ['hosts --db notes.txt', 2, /notes\.txt/],
  ['scan localhost --db .', 2, /directory/],
  ['scan localhost --db missing/dir/map.db', 2, /missing\/dir/],
  ['diff ./notes.txt ./notes.txt', 2, /notes\.txt/],
];

describe('bad input', () => {
  it.each(cases)('map %s: one line, exit %i, nothing changed', async (args, code, ...says) => {
    const ended = await desk.map(args.split(' '));
    expect(ended.stdout).toBe('');
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    for (const pattern of says) expect(ended.stderr).toMatch(pattern);
    expect(ended.stderr).not.toContain('hunter2');
    expect(ended.stderr).not.toMatch(/defect|\bat .*\.js:/);
    expect(ended.code).toBe(code);
    expect(readdirSync(desk.directory).sort()).toEqual(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(desk.directory, name), 'utf8')).toBe(text);
  });
});
