import { describe, expect, it } from 'vitest';
import { isIdentityMac, isJunkIdentity, isJunkName, normalizeIdentity } from '../../src/graph/identity-values.ts';

describe('isJunkIdentity', () => {
  it.each([
    '',
    '   ',
    '0123456789',
    'To be filled by O.E.M.',
    'TO BE FILLED BY O.E.M.',
    'Not Specified',
    'None',
    ' none ',
    'Default string',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    '00:00:00:00:00:00',
    '0',
    'xxxxxxx',
  ])('%j says nothing', (value) => {
    expect(isJunkIdentity(value)).toBe(true);
  });

  it.each(['4c4c4544-0042-3510-8053-b4c04f4d3732', 'VMware-56 4d 9f 1e', 'CZ3050A1B2', 'SHA256:abc', 'S1'])(
    '%j says something',
    (value) => {
      expect(isJunkIdentity(value)).toBe(false);
    },
  );
});

describe('normalizeIdentity', () => {
  it('compares hex values in one case, and leaves fingerprints and serials alone', () => {
    expect(normalizeIdentity('smbios-uuid', ' 4C4C4544-0042 ')).toBe('4c4c4544-0042');
    expect(normalizeIdentity('machine-id', 'ABC')).toBe('abc');
    expect(normalizeIdentity('host-key', 'SHA256:AbC')).toBe('SHA256:AbC');
    expect(normalizeIdentity('smbios-serial', 'CZ3050a')).toBe('CZ3050a');
  });
});

describe('isIdentityMac', () => {
  it.each([
    '00:00:00:00:00:00',
    'ff:ff:ff:ff:ff:ff',
    '00:00:5e:00:01:0a',
    '00:00:5e:00:02:0a',
    '00:00:0c:07:ac:01',
    '00:00:0c:9f:f0:01',
    '02:42:ac:11:00:02',
  ])('%s is many machines', (mac) => {
    expect(isIdentityMac(mac)).toBe(false);
  });

  it.each(['52:54:00:12:34:56', '00:50:56:ab:cd:ef', '00:00:0c:12:34:56', '0a:1b:2c:3d:4e:5f'])('%s is one', (mac) => {
    expect(isIdentityMac(mac)).toBe(true);
  });
});

describe('isJunkName', () => {
  it('knows the names every system has', () => {
    expect(['localhost', 'LOCALHOST', 'localhost.localdomain', '(none)', ''].every(isJunkName)).toBe(true);
    expect(['web1', 'localhost1'].some(isJunkName)).toBe(false);
  });
});
