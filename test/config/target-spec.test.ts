import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../src/config/address.ts';
import { parsePort, parseTargetSpec } from '../../src/config/target-spec.ts';
import { UsageError } from '../../src/model/usage-error.ts';

const parse = (text: string) => parseTargetSpec({ text });
const at = (address: string): number => parseIpv4(address) ?? Number.NaN;
const interval = (first: string, last: string) => ({ first: at(first), last: at(last) });
const listed = (address: string) => ({
  kind: 'addresses',
  interval: interval(address, address),
  hosts: interval(address, address),
  origin: 'listed',
});
const range = (first: string, last: string) => ({
  kind: 'addresses',
  interval: interval(first, last),
  hosts: interval(first, last),
  origin: 'swept',
});
const network = (first: string, last: string, firstHost: string, lastHost: string) => ({
  kind: 'addresses',
  interval: interval(first, last),
  hosts: interval(firstHost, lastHost),
  origin: 'swept',
});

function messageOf(text: string, place?: string): string {
  try {
    parseTargetSpec({ text, ...(place === undefined ? {} : { place }) });
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('one host', () => {
  it.each([
    ['10.0.0.1', listed('10.0.0.1')],
    ['10.0.0.1:2222', { ...listed('10.0.0.1'), port: 2222 }],
    ['10.0.0.1/32', listed('10.0.0.1')],
    ['::ffff:10.0.0.1', listed('10.0.0.1')],
    ['2001:DB8::1', { kind: 'host', host: '2001:db8::1' }],
    ['2001:db8::1/128', { kind: 'host', host: '2001:db8::1' }],
    ['[2001:db8::1]', { kind: 'host', host: '2001:db8::1' }],
    ['[2001:db8::1]:2222', { kind: 'host', host: '2001:db8::1', port: 2222 }],
    ['[::ffff:10.0.0.1]:22', { ...listed('10.0.0.1'), port: 22 }],
    ['fe80::1%eth0', { kind: 'host', host: 'fe80::1%eth0' }],
    ['localhost', { kind: 'host', host: 'localhost' }],
    ['localhost:2222', { kind: 'host', host: 'localhost', port: 2222 }],
    ['Web-1.Example.COM', { kind: 'host', host: 'web-1.example.com' }],
    ['web.example.com.', { kind: 'host', host: 'web.example.com.' }],
    ['_srv.example.com', { kind: 'host', host: '_srv.example.com' }],
    ['web1:65535', { kind: 'host', host: 'web1', port: 65_535 }],
    ['3-tier.example.com', { kind: 'host', host: '3-tier.example.com' }],
    ['ip-10-0-0-1', { kind: 'host', host: 'ip-10-0-0-1' }],
    ['10a', { kind: 'host', host: '10a' }],
  ])('reads %s', (text, spec) => {
    expect(parse(text)).toEqual(spec);
  });
});

describe('networks and ranges', () => {
  it.each([
    ['10.0.0.0/24', network('10.0.0.0', '10.0.0.255', '10.0.0.1', '10.0.0.254')],
    ['10.0.0.77/24', network('10.0.0.0', '10.0.0.255', '10.0.0.1', '10.0.0.254')],
    ['10.0.0.0/30', network('10.0.0.0', '10.0.0.3', '10.0.0.1', '10.0.0.2')],
    ['10.0.0.0/31', range('10.0.0.0', '10.0.0.1')],
    ['0.0.0.0/0', network('0.0.0.0', '255.255.255.255', '0.0.0.1', '255.255.255.254')],
    ['10.0.0.0/24:2222', { ...network('10.0.0.0', '10.0.0.255', '10.0.0.1', '10.0.0.254'), port: 2222 }],
    ['10.0.0.1-10.0.0.20', range('10.0.0.1', '10.0.0.20')],
    ['10.0.0.1-20', range('10.0.0.1', '10.0.0.20')],
    ['10.0.0.250-10.0.1.5', range('10.0.0.250', '10.0.1.5')],
    ['10.0.0.7-7', range('10.0.0.7', '10.0.0.7')],
    ['10.0.0.1-20:2222', { ...range('10.0.0.1', '10.0.0.20'), port: 2222 }],
  ])('reads %s', (text, spec) => {
    expect(parse(text)).toEqual(spec);
  });
});

describe('what is refused, with the reason and the remedy', () => {
  it.each([
    ['010.0.0.1', /leading zeros.*without/],
    ['10.0.0.01', /leading zeros/],
    ['010.0.0.0/24', /leading zeros/],
    ['010.0.0.1-20', /leading zeros/],
    ['10.1', /not an IPv4 address.*10\.0\.0\.1/],
    ['167772161', /not an IPv4 address/],
    ['10.0.0.256', /not an IPv4 address/],
    ['10.0.0.1.2', /not an IPv4 address/],
    ['0x7f.1', /not an IPv4 address/],
    ['0x7f000001', /not an IPv4 address/],
    ['web.10', /not an IPv4 address/],
    ['10.0.0.0/33', /0 to 32/],
    ['10.0.0.0/-1', /0 to 32/],
    ['10.0.0.0/024', /0 to 32/],
    ['10.0.0.0/', /0 to 32/],
    ['10.0.0.0/255.255.255.0', /0 to 32/],
    ['web1/24', /not a network/],
    ['2001:db8::/64', /never expanded.*@FILE/],
    ['2001:db8::/0', /never expanded/],
    ['2001:db8::/129', /0 to 128/],
    ['2001:db8::1-2001:db8::5', /IPv6 range is never expanded/],
    ['10.0.0.20-10.0.0.1', /backwards; write 10\.0\.0\.1-10\.0\.0\.20/],
    ['10.0.0.20-1', /backwards/],
    ['10.0.0.1-256', /ends with/],
    ['10.0.0.1-', /ends with/],
    ['10.0.0.1-web', /ends with/],
    ['10.0.0.1:0', /port.*1 to 65535/],
    ['10.0.0.1:65536', /port/],
    ['10.0.0.1:ssh', /port/],
    ['10.0.0.1:', /port/],
    ['[10.0.0.1]:22', /brackets hold an IPv6/],
    ['[web1]', /brackets/],
    ['[::1', /neither an address nor a host name/],
    ['10.0.0.*', /wildcards.*10\.0\.0\.0\/24/],
    ['root@web1', /--user/],
    ['ssh://web1', /not a URL/],
    ['-oProxyCommand=x', /neither an address nor a host name/],
    ['web-', /neither/],
    ['web..example', /neither/],
    ['web 1', /neither/],
    ['$(id)', /neither/],
    [`${'a'.repeat(64)}.example`, /neither/],
    [`${'a.'.repeat(127)}ab`, /neither/],
    ['münchen.example', /xn--/],
    ['', /missing/],
    [':22', /missing/],
  ])('%s', (text, reason) => {
    const message = messageOf(text);
    expect(message).toMatch(reason);
    expect(message).toContain(JSON.stringify(text));
    expect(message).not.toContain('\n');
  });

  it('names the file and the line', () => {
    expect(messageOf('10.1', 'hosts.txt:7')).toMatch(/^hosts\.txt:7: target "10\.1": /);
  });

  it('shows control characters of the text as escapes', () => {
    expect(messageOf('web\u001b[2J')).toContain('"web\\u001b[2J"');
  });

  it('throws nothing but UsageError, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.:-/[]%a*@f x') }), (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('parsePort', () => {
  it('takes 1 to 65535, decimal, without leading zeros', () => {
    expect(['1', '22', '65535'].map(parsePort)).toEqual([1, 22, 65_535]);
    expect(['0', '022', '65536', '100000', '-1', '2 2', ''].map(parsePort)).toEqual(Array.from({ length: 7 }, () => undefined));
  });
});
