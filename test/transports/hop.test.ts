import { describe, expect, it } from 'vitest';
import { parseHop } from '../../src/transports/hop.ts';

describe('parseHop', () => {
  it.each([
    ['bastion', { host: 'bastion' }],
    ['ann@bastion', { host: 'bastion', user: 'ann' }],
    ['bastion:2222', { host: 'bastion', port: 2222 }],
    ['ann@bastion:2222', { host: 'bastion', user: 'ann', port: 2222 }],
    ['ann@corp@bastion', { host: 'bastion', user: 'ann@corp' }],
    ['2001:db8::1', { host: '2001:db8::1' }],
    ['[2001:db8::1]', { host: '2001:db8::1' }],
    ['ann@[2001:db8::1]:2222', { host: '2001:db8::1', user: 'ann', port: 2222 }],
    ['ssh://ann@bastion:2222/', { host: 'bastion', user: 'ann', port: 2222 }],
    [' 10.0.0.1 ', { host: '10.0.0.1' }],
  ])('reads %s', (text, hop) => {
    expect(parseHop(text)).toEqual(hop);
  });

  it.each([
    '',
    '@bastion',
    'ann@',
    'bastion:',
    'bastion:ssh',
    'bastion:70000',
    '-oProxyCommand=id',
    'ann@-x',
    'a b',
    'a/b',
    '[::1',
    '[]',
  ])('refuses %j', (text) => {
    expect(parseHop(text)).toBeUndefined();
  });
});
