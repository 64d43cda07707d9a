import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkIdentity, checkReference } from '../../src/config/check-readable.ts';

const directory = mkdtempSync(join(tmpdir(), 'map-readable-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
writeFileSync(join(directory, 'key'), 'a key');

describe('a file that was named', () => {
  it('passes where it can be read', () => {
    expect(() => checkIdentity(join(directory, 'key'), '--identity')).not.toThrow();
    expect(() => checkReference({ kind: 'file', path: join(directory, 'key') }, {})).not.toThrow();
  });

  it('is refused where it is missing or a directory', () => {
    expect(() => checkIdentity(join(directory, 'no'), '--identity')).toThrow(/no: there is no such file; check --identity$/);
    expect(() => checkIdentity(directory, '--identity')).toThrow(/it is a directory/);
    expect(() => checkReference({ kind: 'file', path: directory }, {})).toThrow(/^file:.*: it is a directory; check the path/);
  });
});

describe('a reference that fetches a secret', () => {
  it('is followed no further than where it leads', () => {
    expect(() => checkReference({ kind: 'env', name: 'HERE' }, { HERE: '' })).not.toThrow();
    expect(() => checkReference({ kind: 'env', name: 'GONE' }, {})).toThrow(/^env:GONE: the variable is not set; set it/);
    expect(() => checkReference({ kind: 'exec', command: 'false', args: [] }, {})).not.toThrow();
    expect(() => checkReference({ kind: 'prompt', question: 'password' }, {})).not.toThrow();
  });
});
