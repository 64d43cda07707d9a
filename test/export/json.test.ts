import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSnapshot } from '../../src/export/json.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { completeSnapshot } from './complete-snapshot.ts';
import { goldenFile } from './golden.ts';
import { hostileSnapshot } from './hostile-snapshot.ts';
import { aHost, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const schemaFile = new URL('../../docs/schema/snapshot.schema.json', import.meta.url);

type Schema = { [key: string]: unknown };

/** The schema with every object closed, so that a key it does not name is an error. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema as Schema).map(([key, value]) => [key, closed(value)]);
  const copy: Schema = Object.fromEntries(entries);
  return 'properties' in copy ? { ...copy, additionalProperties: false } : copy;
}

const validator = () => {
  const ajv = new Ajv2020({ allErrors: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } });
  return ajv.compile(closed(JSON.parse(readFileSync(schemaFile, 'utf8'))) as Schema);
};

const linked: Snapshot = aSnapshot({
  hosts: [aHost('sw1', '10.0.0.1', { kind: 'network-device', formerAddresses: ['10.0.0.9'] })],
  links: [
    {
      id: 'link-1',
      layer: 2,
      protocols: ['cdp', 'lldp'],
      a: { host: 'host-sw1', port: 'Gi0/1', ifIndex: 10101 },
      b: { host: 'host-sw1' },
      seenFrom: 'both',
      confidence: 1,
    },
  ],
});

/** Every object of a document with one more key, but for tags, whose keys are the operator's. */
function mark(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mark(item));
  if (typeof value !== 'object' || value === null || name === 'tags') return value;
  return { ...Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mark(item, key)])), '!': 0 };
}

/** The places of the keys that stand after the mark. */
function keysAfterMark(value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const after = keys.includes('!') ? keys.slice(keys.indexOf('!') + 1).map((key) => `${place}.${key}`) : [];
  const inside = Object.entries(value).flatMap(([key, item]) => keysAfterMark(item, `${place}.${key}`));
  return [...new Set([...after, ...inside])];
}

describe('renderSnapshot', () => {
  it('is the recorded document for the sample', async () => {
    await expect(renderSnapshot(sampleSnapshot)).toMatchFileSnapshot(goldenFile('json'));
  });

  it.each([
    ['the sample', sampleSnapshot],
    ['hostile names', hostileSnapshot],
    ['an empty estate', aSnapshot({})],
    ['links', linked],
    ['every field there is', completeSnapshot],
  ])('is read back by JSON.parse as what went in: %s', (_, snapshot) => {
    expect(JSON.parse(renderSnapshot(snapshot))).toEqual(snapshot);
  });

  it.each([
    ['the sample', sampleSnapshot],
    ['hostile names', hostileSnapshot],
    ['an empty estate', aSnapshot({})],
    ['links', linked],
    ['every field there is', completeSnapshot],
  ])('is what the published schema describes, to the last key: %s', (_, snapshot) => {
    const validate = validator();
    validate(JSON.parse(renderSnapshot(snapshot)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is refused by the schema when it is damaged', () => {
    const validate = validator();
    const [host] = sampleSnapshot.hosts;
    for (const damage of [
      { format: 'other' },
      { hosts: [{ ...host, kind: 'toaster' }] },
      { hosts: [{ ...host, colour: 'red' }] },
    ]) {
      expect(validate({ ...JSON.parse(renderSnapshot(sampleSnapshot)), ...damage })).toBe(false);
    }
  });

  it('writes one entity a line, so that a change of one is a change of one line', () => {
    const lines = renderSnapshot(sampleSnapshot).split('\n');
    for (const { id } of [...sampleSnapshot.hosts, ...sampleSnapshot.services, ...sampleSnapshot.dependencies]) {
      expect(lines.filter((line) => line.startsWith(`    {"id":${JSON.stringify(id)},`))).toHaveLength(1);
    }
    const changed = {
      ...sampleSnapshot,
      hosts: sampleSnapshot.hosts.map((host, index) => (index === 3 ? { ...host, name: 'renamed' } : host)),
    };
    const other = renderSnapshot(changed).split('\n');
    expect(lines.filter((line, index) => line !== other[index])).toHaveLength(1);
  });

  it('does not depend on the order of keys or entities', () => {
    const turned = JSON.parse(JSON.stringify(sampleSnapshot), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as Snapshot;
    const reversed = { ...turned, hosts: turned.hosts.toReversed(), dependencies: turned.dependencies.toReversed() };
    expect(renderSnapshot(reversed)).toBe(renderSnapshot(sampleSnapshot));
  });

  it('keeps keys it does not know, behind the known ones, in alphabetical order', () => {
    const host = { ...aHost('a', '10.0.0.1'), zone: 'x', area: 'y' };
    const text = renderSnapshot(aSnapshot({ hosts: [host] }));
    expect(text).toContain('"stale":false},"area":"y","zone":"x"}');
  });

  it('has a place for every field of the model', () => {
    // A key that no field can stand before alphabetically: what comes after it has no place of its own.
    const marked = JSON.parse(renderSnapshot(mark(completeSnapshot) as Snapshot));
    expect(keysAfterMark(marked)).toEqual([]);
    expect(keysAfterMark(JSON.parse(renderSnapshot(mark({ ...completeSnapshot, extra: 1 }) as Snapshot)))).toEqual(['.extra']);
  });

  it('leaves out what is not known', () => {
    const text = renderSnapshot(aSnapshot({ hosts: [{ ...aHost('a', '10.0.0.1'), os: {} }] }));
    expect(text).not.toContain('undefined');
    expect(text).toContain('"os":{}');
    expect(text).not.toContain('"formerAddresses"');
  });

  it('writes tags and names that objects have of their own', () => {
    const tags: Record<string, string> = JSON.parse('{"__proto__":"a","constructor":"b","id":"c","format":"d"}');
    const read = JSON.parse(renderSnapshot(aSnapshot({ hosts: [aHost('a', '10.0.0.1', { tags })] })));
    expect(Object.entries(read.hosts[0].tags)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['format', 'd'],
      ['id', 'c'],
    ]);
  });

  it('survives any text anywhere', () => {
    const lines = renderSnapshot(aSnapshot({ hosts: [aHost('a', '10.0.0.1')] })).split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const snapshot = aSnapshot({
          hosts: [aHost('a', '10.0.0.1', { id: text, name: text, names: [text], tags: { [text]: text } })],
        });
        const written = renderSnapshot(snapshot);
        expect(JSON.parse(written)).toEqual(snapshot);
        expect(written.split('\n')).toHaveLength(lines);
      }),
      { numRuns: 40 },
    );
  });
});
