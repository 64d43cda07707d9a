import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CredentialEntry, credentialNamesFor, resolveCredentials } from '../../src/config/credential.ts';
import type { Reference } from '../../src/config/reference.ts';
import { Secret } from '../../src/config/secret.ts';
import { createTargetMatcher } from '../../src/config/target-match.ts';
import { expandTargets } from '../../src/config/targets.ts';
import { UsageError } from '../../src/model/usage-error.ts';

const matcher = (...specs: string[]) =>
  createTargetMatcher(specs.map((text, index) => ({ text, place: `map.yaml:${index + 1}:1` })));

describe('createTargetMatcher', () => {
  it.each([
    ['10.0.0.7', ['10.0.0.0/24'], true],
    ['10.0.0.0', ['10.0.0.0/24'], true],
    ['10.0.1.7', ['10.0.0.0/24'], false],
    ['10.0.0.7', ['10.0.0.1-10'], true],
    ['10.0.0.11', ['10.0.0.1-10'], false],
    ['web1.prod', ['*.prod'], true],
    ['web1.test', ['*.prod'], false],
    ['web1', ['WEB1'], true],
    ['Bastion', ['bastion'], true],
    ['Bastion', ['bast*'], true],
    ['2001:db8::1', ['2001:DB8:0::1'], true],
    ['localhost', ['10.0.0.0/8', 'localhost'], true],
    ['10.9.9.9', ['10.*'], true],
    ['anything', [], false],
  ])('%s in %j: %j', (host, specs, matches) => {
    expect(matcher(...specs)({ host })).toBe(matches);
  });

  it('means every host that the same text would have expanded to', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const spec = fc.oneof(
      fc.tuple(octet, fc.integer({ min: 24, max: 32 })).map(([last, length]) => `10.0.0.${last}/${length}`),
      fc.tuple(octet, octet).map(([a, b]) => `10.0.0.${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.constantFrom('web1', '2001:db8::1', '[2001:db8::1]:2222', 'Web2:22', 'localhost'),
    );
    fc.assert(
      fc.property(spec, (text) => {
        const matches = matcher(text);
        for (const target of expandTargets([text])) expect(matches(target), `${text} means ${target.host}`).toBe(true);
        expect(matches({ host: '192.0.2.1' })).toBe(false);
      }),
    );
  });

  it('means the host on every port unless a port is named', () => {
    expect(matcher('web1')({ host: 'web1', port: 2222 })).toBe(true);
    expect(matcher('10.0.0.0/24')({ host: '10.0.0.1', port: 2222 })).toBe(true);
    expect(matcher('web1:2222')({ host: 'web1', port: 2222 })).toBe(true);
    expect(matcher('web1:2222')({ host: 'web1', port: 22 })).toBe(false);
    expect(matcher('10.0.0.0/24:2222')({ host: '10.0.0.1', port: 2222 })).toBe(true);
    expect(matcher('10.0.0.0/24:2222')({ host: '10.0.0.1' })).toBe(false);
  });

  it('refuses what is neither a target nor a pattern, with its place', () => {
    expect(() => matcher('web1', '10.1')).toThrow(/^map\.yaml:2:1: target "10\.1"/);
    expect(() => matcher('root@*')).toThrow(/^map\.yaml:1:1: .*pattern/);
    expect(() => matcher('10.0.*/24')).toThrow(UsageError);
  });

  it('reads a file of targets', () => {
    const matches = createTargetMatcher([{ text: '@prod.txt', place: 'map.yaml:1:1' }], () => 'web1\n10.0.0.0/24\n');
    expect([matches({ host: 'web1' }), matches({ host: '10.0.0.9' }), matches({ host: 'web2' })]).toEqual([true, true, false]);
  });
});

const rule = (credentials: string[], ...specs: string[]) => ({ credentials, matches: matcher(...specs) });
const rules = [rule(['prod', 'shared'], '10.0.0.0/24'), rule(['shared', 'old'], '10.0.0.0/8'), rule(['last'], '*')];

describe('credentialNamesFor', () => {
  it('takes every rule that matches, in order, each credential once', () => {
    expect(credentialNamesFor({ host: '10.0.0.1' }, rules)).toEqual(['prod', 'shared', 'old', 'last']);
    expect(credentialNamesFor({ host: '10.1.0.1' }, rules)).toEqual(['shared', 'old', 'last']);
    expect(credentialNamesFor({ host: 'web1' }, rules)).toEqual(['last']);
    expect(credentialNamesFor({ host: 'web1' }, [])).toEqual([]);
  });
});

describe('resolveCredentials', () => {
  const entry = (name: string, more: Partial<CredentialEntry> = {}): CredentialEntry => ({
    name,
    kind: 'ssh',
    identities: [],
    ...more,
  });
  const credentials = [
    entry('old', { user: 'root', password: { kind: 'env', name: 'OLD' } }),
    entry('last', { identities: ['/keys/last'], passphrase: { kind: 'env', name: 'LAST' } }),
    entry('prod', { user: 'scan', identities: ['/keys/prod'] }),
    entry('shared', { password: { kind: 'env', name: 'SHARED' } }),
  ];
  const asked: Reference[] = [];
  const resolve = async (reference: Reference): Promise<Secret> => {
    asked.push(reference);
    return new Secret(JSON.stringify(reference));
  };

  it('fetches what these targets need, and nothing else', async () => {
    asked.length = 0;
    const credentialsFor = await resolveCredentials({ credentials, rules }, [{ host: '10.1.0.1' }], resolve);
    expect(asked.map((reference) => (reference.kind === 'env' ? reference.name : ''))).toEqual(['OLD', 'LAST', 'SHARED']);
    expect(credentialsFor({ host: '10.1.0.1' }).map(({ name }) => name)).toEqual(['shared', 'old', 'last']);
  });

  it('gives each target its credentials in order', async () => {
    const credentialsFor = await resolveCredentials({ credentials, rules }, [{ host: '10.0.0.1' }], resolve);
    const [prod, shared] = credentialsFor({ host: '10.0.0.1' });
    expect(prod).toEqual({ name: 'prod', user: 'scan', identities: ['/keys/prod'] });
    expect(shared?.password?.reveal()).toContain('SHARED');
    expect(shared).not.toHaveProperty('user');
  });

  it('passes a refusal on', async () => {
    const refuse = () => Promise.reject(new UsageError('env:OLD: the variable is not set'));
    await expect(resolveCredentials({ credentials, rules }, [{ host: '10.0.0.1' }], refuse)).rejects.toThrow(/env:OLD/);
  });
});
