import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSnapshotFile } from '../../src/cli/snapshot-file.ts';
import { renderSnapshot } from '../../src/export/json.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { someSnapshot } from '../analysis/arbitrary-snapshot.ts';
import { link, shop, snapshot } from '../analysis/build-snapshot.ts';
import { completeSnapshot } from '../export/complete-snapshot.ts';
import { scratch } from './scratch.ts';

const path = scratch();

function read(content: string): Snapshot {
  writeFileSync(path('snapshot.json'), content);
  return readSnapshotFile(path('snapshot.json'));
}

/** The message of the error, with the name of the file cut short. */
function problem(value: unknown): string {
  try {
    read(typeof value === 'string' ? value : JSON.stringify(value));
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message.replace(path('snapshot.json'), 'FILE');
  }
  return 'no problem';
}

interface Wrong {
  readonly place: string;
  readonly document: unknown;
}

/** The document with one value of another type, for each of its values; tags are the operator's. */
function wrongOnes(value: unknown, place = 'document'): Wrong[] {
  if (typeof value !== 'object' || value === null) return [{ place, document: typeof value === 'number' ? '1' : 1 }];
  if (place.endsWith('.tags')) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    wrongOnes(item, `${place}.${key}`).map(({ place: inner, document }) => ({
      place: inner,
      document: Array.isArray(value)
        ? value.map((other, index) => (String(index) === key ? document : other))
        : { ...value, [key]: document },
    })),
  );
}

describe('reading an exported snapshot', () => {
  it('gives what was exported', () => {
    fc.assert(
      fc.property(someSnapshot, (random) => {
        expect(read(renderSnapshot(random))).toEqual(JSON.parse(JSON.stringify(random)));
      }),
      { numRuns: 30 },
    );
  });

  it('gives every field there is, and refuses each of another type', () => {
    expect(read(renderSnapshot(completeSnapshot))).toEqual(completeSnapshot);
    const wrong = wrongOnes(completeSnapshot);
    expect(wrong.length).toBeGreaterThan(80);
    for (const { place, document } of wrong) expect(problem(document), place).not.toBe('no problem');
  });

  it('lets fields pass that a newer map added', () => {
    const [first, ...others] = shop.hosts;
    const newer = { ...shop, extra: 1, hosts: [{ ...first, mood: 'good' }, ...others] };
    expect(problem(newer)).toBe('no problem');
  });

  it.each([
    ['', /^FILE is not JSON/],
    ['{', /^FILE is not JSON/],
    ['[]', /^FILE is not a snapshot \("format" is not "map.snapshot"\); write one with map export -f json$/],
    ['null', /^FILE is not a snapshot/],
    ['{"format":"map.diff","version":1}', /^FILE is not a snapshot/],
    ['{"format":"map.snapshot","version":2}', /^FILE is a snapshot of version 2, this map reads version 1$/],
    ['{"format":"map.snapshot","version":1}', /^FILE: document.snapshot is missing; write it again/],
  ])('refuses %j', (content, message) => {
    expect(problem(content)).toMatch(message);
  });

  it.each<[string, object]>([
    ['document.hosts is not a list', { hosts: {} }],
    ['document.hosts[0] is not an object', { hosts: [null] }],
    ['document.hosts[1].name is missing', { hosts: [shop.hosts[0], { ...shop.hosts[1], name: undefined }] }],
    ['document.hosts[0].names[0] is not a string', { hosts: [{ ...shop.hosts[0], names: [7] }] }],
    ['document.hosts[0].kind is none of server,', { hosts: [{ ...shop.hosts[0], kind: 'toaster' }] }],
    [
      'document.hosts[0].evidence.status is none of',
      { hosts: [{ ...shop.hosts[0], evidence: { status: 'x', at: '', stale: true } }] },
    ],
    [
      'document.services[0].endpoints[0].port is not a number',
      { services: [{ ...shop.services[1], endpoints: [{ protocol: 'tcp', address: '', port: '1' }] }] },
    ],
    ['document.dependencies[0].from.host is missing', { dependencies: [{ ...shop.dependencies[0], from: {} }] }],
    ['document.dependencies[0].directionRule is none of', { dependencies: [{ ...shop.dependencies[0], directionRule: 'x' }] }],
    ['document.links[0].a.port is not a string', { links: [{ ...link('a', 'b'), a: { host: 'a', port: 3 } }] }],
    ['document.coverage.failed is missing', { coverage: { ...shop.coverage, failed: undefined } }],
  ])('names the place: %s', (message, wrong) => {
    expect(problem({ ...snapshot({}), ...wrong })).toContain(`FILE: ${message}`);
  });

  it('says so of a file that cannot be read', () => {
    expect(() => readSnapshotFile(path('none.json'))).toThrow(/none\.json cannot be read: ENOENT/);
    expect(() => readSnapshotFile(path('.'))).toThrow(/cannot be read: EISDIR/);
  });
});
