import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/config-file.ts';
import { configSchema, renderConfigJsonSchema } from '../../src/config/config-schema.ts';
import { credentialNamesFor } from '../../src/config/credential.ts';
import { describeReference, parseReference } from '../../src/config/reference.ts';

const page = readFileSync('docs/configuration.md', 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(renderConfigJsonSchema()) as object);

describe('docs/configuration.md', () => {
  const config = parseConfig(example, 'map.yaml', { HOME: '/home/ann' });

  it('shows a configuration that works', () => {
    expect(config.defaults.user).toBe('ops');
    expect(config.credentials.map(({ name }) => name)).toEqual(['linux', 'dmz']);
    expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('shows every key of defaults but the secrets, which have a table of their own', () => {
    const shown = Object.keys((parse(example) as { defaults: object }).defaults).sort();
    const schema = JSON.parse(renderConfigJsonSchema()) as { properties: { defaults: { properties: object } } };
    const known = Object.keys(schema.properties.defaults.properties).filter((key) => !key.startsWith('pass'));
    expect(shown).toEqual(known.sort());
  });

  it('gives credentials as it says', () => {
    const names = (host: string) => credentialNamesFor({ host }, config.rules);
    expect(names('10.0.9.7')).toEqual(['dmz', 'linux']);
    expect(names('dmz-7')).toEqual(['dmz', 'linux']);
    expect(names('10.0.4.1')).toEqual(['dmz', 'linux']);
    expect(names('10.0.5.1')).toEqual(['linux']);
  });

  it('lists references that are understood', () => {
    const listed = [...page.matchAll(/^\| `([^`]+)` \| (?:in an|the content|what a command|asked)/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(listed).toHaveLength(4);
    const kinds = listed.map((text) =>
      describeReference(parseReference(text, { place: 'docs', question: '', base: '/', env: {} })),
    );
    expect(kinds).toEqual(['env:NAME', 'file:/PATH', 'exec:COMMAND', 'prompt']);
  });
});

describe('the published schema', () => {
  it('accepts and refuses what the program does', () => {
    const mostly = <T, U>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<U>) =>
      fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: wrong });
    const text = mostly(fc.constantFrom('x', 'env:X'), fc.constantFrom('', 1));
    const texts = mostly(fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 2 })), fc.constantFrom([], 1, [1]));
    const defaults = fc.record(
      {
        user: text,
        port: mostly(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(0, 65_536, '22', 22.5)),
        identity: texts,
        hostKeys: mostly(fc.constantFrom('strict', 'accept-new'), fc.constant('ask')),
        timeout: mostly(fc.constantFrom(0.5, 86_400), fc.constantFrom(0, -1, 1e9)),
      },
      { requiredKeys: [] },
    );
    const kind = mostly(fc.constant('ssh'), fc.constant('snmp'));
    const credential = fc.record({ kind, user: text, identity: texts }, { requiredKeys: [] });
    const rule = fc.record({ credentials: texts, targets: texts, tags: texts }, { requiredKeys: ['credentials'] });
    const known = fc.record(
      { defaults, credentials: fc.dictionary(fc.constantFrom('a', 'b'), credential), use: fc.array(rule, { maxLength: 2 }) },
      { requiredKeys: [] },
    );
    const document = mostly(known, fc.record({ more: text }));
    let accepted = 0;
    fc.assert(
      fc.property(document, (value) => {
        const ours = configSchema.safeParse(value).success;
        expect(validate(value), JSON.stringify(value)).toBe(ours);
        if (ours) accepted += 1;
      }),
      { numRuns: 400 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
