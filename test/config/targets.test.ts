import { excludeCidr, expandCidr } from 'cidr-tools';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../../src/config/address.ts';
import { expandTargets } from '../../src/config/targets.ts';
import { targetKey } from '../../src/model/target.ts';
import { UsageError } from '../../src/model/usage-error.ts';

const keys = (specs: readonly string[], exclude: readonly string[] = []): string[] =>
  expandTargets(specs, { exclude }).map(targetKey);

describe('expandTargets', () => {
  it('keeps the order as typed, and says what was listed and what was swept', () => {
    expect(expandTargets(['web1', '10.0.0.4/30', '10.0.0.1', 'localhost', '[2001:db8::1]:2222'])).toEqual([
      { host: 'web1', origin: 'listed' },
      { host: '10.0.0.5', origin: 'swept' },
      { host: '10.0.0.6', origin: 'swept' },
      { host: '10.0.0.1', origin: 'listed' },
      { host: 'localhost', origin: 'listed' },
      { host: '2001:db8::1', port: 2222, origin: 'listed' },
    ]);
  });

  it('takes each target once; a target that is also listed is listed', () => {
    expect(expandTargets(['10.0.0.0/30', '10.0.0.2', '10.0.0.1-2', 'WEB1', 'web1', '::ffff:10.0.0.1'])).toEqual([
      { host: '10.0.0.1', origin: 'listed' },
      { host: '10.0.0.2', origin: 'listed' },
      { host: 'web1', origin: 'listed' },
    ]);
  });

  it('takes a host on two ports for two targets', () => {
    expect(keys(['10.0.0.1', '10.0.0.1:2222', '10.0.0.1:22'])).toEqual(['10.0.0.1', '10.0.0.1:2222', '10.0.0.1:22']);
  });

  it('excludes addresses, networks, ranges and names', () => {
    const left = keys(
      ['10.0.0.0/28', 'web1', 'web2', '2001:db8::1'],
      ['10.0.0.8/29', '10.0.0.1-3', '10.0.0.7', 'WEB1', '2001:DB8:0::1'],
    );
    // All of 10.0.0.8/29: what is the network address of the small network is a host of the large one.
    expect(left).toEqual(['10.0.0.4', '10.0.0.5', '10.0.0.6', 'web2']);
  });

  it('excludes a host on every port, or on the port named', () => {
    const specs = ['10.0.0.1', '10.0.0.1:2222', 'web1', 'web1:2222'];
    expect(keys(specs, ['web1'])).toEqual(['10.0.0.1', '10.0.0.1:2222']);
    expect(keys(specs, ['10.0.0.1'])).toEqual(['web1', 'web1:2222']);
    expect(keys(specs, ['10.0.0.1:2222', 'web1:2222'])).toEqual(['10.0.0.1', 'web1']);
  });

  it('says so when nothing is left', () => {
    expect(() => expandTargets(['10.0.0.1'], { exclude: ['10.0.0.0/24'] })).toThrow(/nothing is left to scan/);
    expect(expandTargets([])).toEqual([]);
  });
});

describe('too many targets', () => {
  it('refuses with the count, without expanding anything', () => {
    expect(() => expandTargets(['0.0.0.0/0'])).toThrow(/4294967294 targets, more than the 65536 allowed.*--max-targets/);
    expect(() => expandTargets(Array.from({ length: 500 }, (_, index) => `${index % 200}.0.0.0/8`))).toThrow(UsageError);
  });

  it('takes exactly as many as are allowed', () => {
    expect(expandTargets(['10.0.0.0/24'], { maxTargets: 254 })).toHaveLength(254);
    expect(() => expandTargets(['10.0.0.0/24', 'web1'], { maxTargets: 254 })).toThrow(/255 targets/);
  });

  it('counts what is left after duplicates and excludes', () => {
    const specs = ['10.0.0.0/16', '10.0.0.0/16', '10.0.3.0/24', 'web1', 'web1'];
    expect(expandTargets(specs)).toHaveLength(65_535);
    expect(expandTargets(['10.0.0.0/8'], { exclude: ['10.0.4.0-10.255.255.255'], maxTargets: 1023 })).toHaveLength(1023);
  });
});

describe('files', () => {
  const files: Readonly<Record<string, string>> = {
    'hosts.txt': '# the shop\nweb1   # front\r\n\n10.0.0.1-2\n',
    'bad.txt': 'web1\n\n10.1\n',
    'nested.txt': '@hosts.txt\n',
  };
  const readText = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  };

  it('reads one specification a line, with comments', () => {
    expect(expandTargets(['@hosts.txt', 'web2'], { readText }).map(targetKey)).toEqual(['web1', '10.0.0.1', '10.0.0.2', 'web2']);
    expect(expandTargets(['10.0.0.0/29', 'web1'], { exclude: ['@hosts.txt'], readText })).toHaveLength(4);
  });

  it('names the file and the line of a mistake', () => {
    expect(() => expandTargets(['@bad.txt'], { readText })).toThrow(/^bad\.txt:3: target "10\.1"/);
    expect(() => expandTargets(['web1'], { exclude: ['@bad.txt'], readText })).toThrow(/^bad\.txt:3: /);
    expect(() => expandTargets(['@nested.txt'], { readText })).toThrow(/^nested\.txt:1: .*cannot name another/);
    expect(() => expandTargets(['@none.txt'], { readText })).toThrow(/^@none\.txt: there is no such file/);
    expect(() => expandTargets(['@'], { readText })).toThrow(/file name is missing/);
  });
});

describe('against cidr-tools', () => {
  // Small networks close to each other, so that they overlap.
  const network = fc.tuple(fc.integer({ min: 0, max: 511 }), fc.integer({ min: 26, max: 32 })).map(([low, length]) => {
    const size = 2 ** (32 - length);
    return `${formatIpv4(0x0a000000 + low - (low % size))}/${length}`;
  });
  /** What a network of /30 or shorter keeps back. */
  const edges = (cidr: string): string[] => {
    if (/\/3[12]$/.test(cidr)) return [];
    const all = [...expandCidr(cidr)];
    return [all[0] ?? '', all.at(-1) ?? ''];
  };
  const hostsOf = (cidr: string): string[] => [...expandCidr(cidr)].filter((address) => !edges(cidr).includes(address));

  it('expands and excludes the same addresses', () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 6 }), fc.array(network, { maxLength: 6 }), (specs, exclude) => {
        const without = exclude;
        const wanted = new Set(specs.flatMap(hostsOf).flatMap((address) => [...expandCidr(excludeCidr(address, without))]));
        const found = wanted.size === 0 ? [] : keys(specs, exclude);
        expect(new Set(found)).toEqual(wanted);
        expect(found).toHaveLength(wanted.size);
      }),
      { numRuns: 60 },
    );
  });
});

describe('size', () => {
  it('holds 20,000 excludes against a /16 by arithmetic, not by comparing pairs', () => {
    const exclude = Array.from({ length: 20_000 }, (_, index) => formatIpv4(0x0a000000 + index * 3 + 1));
    expect(expandTargets(['10.0.0.0/16'], { exclude })).toHaveLength(65_534 - 20_000);
  });
});
