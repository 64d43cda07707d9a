import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeReference, parseReference } from '../../src/config/reference.ts';
import { UsageError } from '../../src/model/usage-error.ts';

const context = { place: '--password', question: 'password', base: '/etc/map', env: { HOME: '/home/ann' } };
const parse = (text: string, plain = false) => parseReference(text, { ...context, plain });

function messageOf(text: string, plain = false): string {
  try {
    parse(text, plain);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('was accepted');
}

describe('parseReference', () => {
  it.each([
    ['env:DB_PASSWORD', { kind: 'env', name: 'DB_PASSWORD' }],
    ['file:/run/secrets/db', { kind: 'file', path: '/run/secrets/db' }],
    ['file:~/db', { kind: 'file', path: '/home/ann/db' }],
    ['file:db', { kind: 'file', path: '/etc/map/db' }],
    ['file:C:x', { kind: 'file', path: '/etc/map/C:x' }],
    ['exec:pass show db', { kind: 'exec', command: 'pass', args: ['show', 'db'] }],
    ['exec: pass  show   db ', { kind: 'exec', command: 'pass', args: ['show', 'db'] }],
    [`exec:vault read 'secret/my db' "a b"c`, { kind: 'exec', command: 'vault', args: ['read', 'secret/my db', 'a bc'] }],
    ['exec:printf %s $HOME;id', { kind: 'exec', command: 'printf', args: ['%s', '$HOME;id'] }],
    [`exec:cmd ''`, { kind: 'exec', command: 'cmd', args: [''] }],
    ['prompt', { kind: 'prompt', question: 'password' }],
  ])('reads %s', (text, reference) => {
    expect(parse(text)).toEqual(reference);
  });

  it('takes plain: for communities only', () => {
    const reference = parse('plain:public', true);
    expect(reference.kind === 'plain' && reference.secret.reveal()).toBe('public');
    expect(messageOf('plain:public')).toMatch(/plain text/);
    expect(messageOf('plain:', true)).toMatch(/plain:TEXT/);
  });

  it.each([
    ['env:', /env:MAP_PASSWORD/],
    ['env:a-b', /name of an environment variable/],
    ['env:$(id)', /name of an environment variable/],
    ['file:', /names no file/],
    ['exec:', /names no command/],
    ['exec:   ', /names no command/],
    [`exec:cmd 'open`, /not closed/],
    ['exec:cmd \0', /NUL/],
    ['', /plain text/],
  ])('refuses %j, naming the place', (text, reason) => {
    expect(messageOf(text)).toMatch(reason);
    expect(messageOf(text)).toMatch(/^--password: /);
  });

  it('refuses a secret on the command line without repeating it', () => {
    for (const secret of ['hunter2', 'pa:ss', 'envv:HUNTER2', 'Env:HUNTER2', 'env:hunter2!', 'http://hunter2', ':hunter2']) {
      const message = messageOf(secret);
      expect(message).toMatch(/env:(NAME|MAP_PASSWORD)/);
      expect(message.toLowerCase()).not.toContain('hunter2');
    }
  });

  it('throws nothing but UsageError', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'env:', 'file:', 'exec:', 'plain:'), fc.string(), (scheme, rest) => {
        try {
          parse(scheme + rest);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('describeReference', () => {
  it('names the reference, but not what a command is given: it may be a token', () => {
    expect(describeReference(parse('env:A'))).toBe('env:A');
    expect(describeReference(parse('file:/a'))).toBe('file:/a');
    expect(describeReference(parse('exec:vault -token=s3cret'))).toBe('exec:vault');
    expect(describeReference(parse('prompt'))).toBe('prompt');
    expect(describeReference(parse('plain:s3cret', true))).toBe('plain');
  });
});
