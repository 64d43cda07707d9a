import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';

const value = 'correct horse battery staple';

describe('Secret', () => {
  const secret = new Secret(value);
  const holder = { user: 'ann', password: secret, list: [secret] };

  it('gives its value by reveal alone', () => {
    expect(secret.reveal()).toBe(value);
  });

  it.each([
    ['a template', () => `${secret}`],
    ['concatenation', () => `password: ${String(secret)}`],
    ['JSON', () => JSON.stringify(holder)],
    ['inspect', () => inspect(holder, { depth: 9, showHidden: true })],
    ['console formatting', () => format('%s %o %j %O', secret, secret, holder, holder)],
    ['an error message', () => new Error(`cannot use ${secret}`).message],
    ['its own keys', () => JSON.stringify([...Object.getOwnPropertyNames(secret), ...Object.values(secret)])],
    ['a copy', () => JSON.stringify({ ...secret })],
  ])('hides it in %s', (_where, show) => {
    expect(show()).not.toContain('horse');
  });

  it('says what it is', () => {
    expect(String(secret)).toBe('[secret]');
    expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
    expect(inspect(secret)).toBe('[secret]');
  });
});
