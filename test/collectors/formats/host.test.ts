import { describe, expect, it } from 'vitest';
import { parseResolver } from '../../../src/collectors/formats/resolver.ts';
import { parseSystemDarwin } from '../../../src/collectors/formats/system-darwin.ts';
import { parseSystemLinux } from '../../../src/collectors/formats/system-linux.ts';

describe('parseSystemLinux', () => {
  it('takes /etc before /usr/lib, and the first value of a key', () => {
    const text =
      '/etc/os-release:NAME="Mine"\n/etc/os-release:NAME="Other"\n/usr/lib/os-release:NAME="Theirs"\n/usr/lib/os-release:VERSION_ID=7\n';
    expect(parseSystemLinux(text)).toEqual([{ fact: 'system', line: 1, osName: 'Mine', osVersion: '7' }]);
  });

  it('reads redhat-release only where there is no better source', () => {
    const old = '/etc/redhat-release:Red Hat Enterprise Linux Server release 6.9 (Santiago)\n';
    expect(parseSystemLinux(old)).toMatchObject([{ osName: 'Red Hat Enterprise Linux Server', osVersion: '6.9' }]);
    expect(parseSystemLinux(`${old}/etc/os-release:NAME="RHEL"\n/etc/os-release:VERSION_ID="8.1"\n`)).toMatchObject([
      { osName: 'RHEL', osVersion: '8.1' },
    ]);
    expect(parseSystemLinux('/etc/redhat-release:something else\n')).toEqual([
      { fact: 'system', line: 1, description: 'something else' },
    ]);
  });

  it('keeps a hostile value short', () => {
    const [fact] = parseSystemLinux(`uname -nrm: ${'h'.repeat(10_000)} 6.1 x86_64\n/etc/os-release:NAME=${'n'.repeat(10_000)}\n`);
    expect(JSON.stringify(fact).length).toBeLessThan(400);
  });
});

describe('parseSystemDarwin', () => {
  it('reads what there is', () => {
    expect(parseSystemDarwin('ProductName:\tMac OS X\nuname -nrm: mac1 23.5.0 x86_64\n')).toEqual([
      {
        fact: 'system',
        line: 1,
        name: 'mac1',
        kernel: '23.5.0',
        osName: 'Mac OS X',
        architecture: 'x86_64',
        description: 'Mac OS X',
      },
    ]);
    expect(parseSystemDarwin('sw_vers: command not found\n')).toEqual([]);
  });
});

describe('parseResolver', () => {
  it.each([
    ['nameserver 10.0.0.53', { nameservers: ['10.0.0.53'], search: [] }],
    ['\tnameserver\t2001:DB8::53', { nameservers: ['2001:db8::53'], search: [] }],
    ['search a.example b.example', { nameservers: [], search: ['a.example', 'b.example'] }],
    ['domain a.example', { nameservers: [], search: ['a.example'] }],
    ['domain a.example\nsearch b.example', { nameservers: [], search: ['b.example'] }],
    ['nameserver 10.0.0.53 # main\nsearch a.example ; more', { nameservers: ['10.0.0.53'], search: ['a.example'] }],
    ['nameserver 10.0.0.1\nnameserver 10.0.0.2', { nameservers: ['10.0.0.1', '10.0.0.2'], search: [] }],
  ])('reads %j', (text, expected) => {
    expect(parseResolver(`${text}\n`)).toEqual([{ fact: 'resolver', line: 1, ...expected }]);
  });

  it.each(['', '# nameserver 10.0.0.1', ';nameserver 10.0.0.1', 'options rotate', 'sortlist 10.0.0.0'])(
    'finds nothing in %j',
    (text) => {
      expect(parseResolver(text)).toEqual([]);
    },
  );
});
