import { describe, expect, it } from 'vitest';
import { readImportFile } from '../../src/import/read-file.ts';
import type { Section } from '../../src/model/evidence.ts';

function sectionOf(path: string, bytes: Uint8Array): Section {
  const file = { path, bytes, addresses: [], format: 'snmpwalk', modifiedAt: '2026-01-01T00:00:00.000Z' };
  const read = readImportFile(file);
  const [piece] = read.ok ? read.value : [];
  if (piece?.kind !== 'text') throw new Error('no text');
  return piece.section;
}

/** A walk with an argument that is a secret, around octets in the encoding of somebody else. */
const walk = (secret: string, encoding: BufferEncoding): Buffer =>
  Buffer.from(
    [
      '.1.3.6.1.2.1.1.6.0 = STRING: "Büro\xa0\xff"',
      `.1.3.6.1.2.1.25.4.2.1.5.7 = STRING: "--password ${secret} --host b"`,
      '.1.3.6.1.2.1.2.2.1.2.1 = STRING: "größe"',
      '',
    ].join('\n'),
    encoding,
  );

describe('a walk that is imported', () => {
  it.each(['latin1', 'utf8'] as const)('keeps every other octet where a secret is cut out of %s', (encoding) => {
    const { stdout } = sectionOf('sw1.walk', walk('hunter2hunter2', encoding));
    expect(Buffer.from(stdout)).toEqual(walk('[cut]', encoding));
  });

  it('is a context of its device where its name says so', () => {
    const { collector } = sectionOf('sw1@20.walk', walk('x', 'latin1'));
    expect(collector).toBe('text.snmpwalk@vlan-20');
  });
});
