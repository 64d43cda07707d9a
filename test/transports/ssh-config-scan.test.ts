import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanSshConfig, shareKey } from '../../src/transports/ssh-config-scan.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const home = tempDirectory();
let count = 0;
const scan = (text: string) => {
  count += 1;
  return scanSshConfig([writeTemp(home, `config${count}`, text)], home);
};

describe('scanSshConfig', () => {
  it('collects the patterns of every Host line', () => {
    expect(scan('Host web* !web9\n  Port 22\nHOST=db1\nhost "a b"\n# Host x\n  Host *\n')).toEqual({
      patterns: [['web*', '!web9'], ['db1'], ['a b'], ['*']],
      opaque: false,
    });
  });

  it('follows Include, relative, with ~ and with a wildcard', () => {
    mkdirSync(join(home, 'config.d'), { recursive: true });
    writeTemp(join(home, 'config.d'), '10-web.conf', 'Host web*\nInclude deeper\n');
    writeTemp(join(home, 'config.d'), '20-db.conf', 'Host db*\n');
    writeTemp(join(home, 'config.d'), 'notes.txt', 'Host notes\n');
    writeTemp(home, 'deeper', 'Host deep\n');
    writeTemp(join(home, 'config.d'), 'deeper', 'Host deep\n');
    const expected = [['web*'], ['deep'], ['db*']];
    expect(scan('Include config.d/*.conf\n').patterns).toEqual(expected);
    expect(scan('Include ~/config.d/*.conf\n').patterns).toEqual(expected);
    expect(scan(`Include ${home}/config.d/10-web.conf ~/config.d/20-db.conf\n`).patterns).toEqual(expected);
    expect(scan('Include none.d/* none\n')).toEqual({ patterns: [], opaque: false });
  });

  it.each([
    'Match exec "test -f /x"',
    'Match host web1',
    'Match user root',
    'CanonicalizeHostname yes',
    'Include ~/config.*/x',
    'Include /etc/%h',
    'Include $HOME/x',
  ])('%s decides by more than the name', (line) => {
    expect(scan(`Host *\n${line}\n`).opaque).toBe(true);
  });

  it.each(['Match all', 'Match final all', 'Match canonical', 'CanonicalizeHostname no'])(
    '%s is the same for every host',
    (line) => {
      expect(scan(`${line}\n  Port 22\n`).opaque).toBe(false);
    },
  );

  it('ends where files include each other', () => {
    writeTemp(home, 'loop', 'Include loop\n');
    expect(scan('Include loop\n').opaque).toBe(true);
  });

  it('takes a file that is not there for an empty one', () => {
    expect(scanSshConfig([join(home, 'nowhere'), home], home)).toEqual({ patterns: [], opaque: false });
  });
});

describe('shareKey', () => {
  const found = scan('Host web*\nHost *.prod !db.prod\nHost *\n');

  it('is the same for hosts that the same lines match', () => {
    expect(shareKey(found, 'web1')).toBe(shareKey(found, 'web2'));
    expect(shareKey(found, 'web1')).not.toBe(shareKey(found, '10.0.0.1'));
    expect(shareKey(found, '10.0.0.1')).toBe(shareKey(found, '10.9.9.9'));
    expect(shareKey(found, 'x.prod')).not.toBe(shareKey(found, 'db.prod'));
  });

  it('does not exist where more than the name decides', () => {
    expect(shareKey(scan('Match user root\n'), 'web1')).toBeUndefined();
  });
});
