import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectors } from '../../src/collectors/registry.ts';
import { isBundle, readBundle } from '../../src/import/bundle.ts';
import { buildPowerShellBundle } from '../../src/scan/powershell-bundle.ts';
import { replayPowerShell } from '../../src/transports/replay/powershell-replay.ts';

const options = { marker: 'a1b2-c3d4', samples: 1, interval: 55, sudo: 'auto' } as const;
const script = buildPowerShellBundle(collectors, options, '1.2.3');
const raw = (id: string, name: string) => ({
  stdout: readFileSync(new URL(`../../fixtures/${id}/${name}.raw`, import.meta.url)),
  exitCode: 0,
});
const host = {
  uname: 'Windows',
  uid: 0,
  user: 'admin',
  sections: new Map([
    ['windows.system', raw('windows.system', 'server2019')],
    ['windows.sockets', raw('windows.sockets', 'server2019')],
    ['windows.processes', raw('windows.processes', 'elevated')],
  ]),
};

/** What the script writes on a host: in constrained language mode by Set-Content, with a mark and CRLF. */
function bundleOf(mode: 'full' | 'constrained', sum?: string): Buffer {
  const end = mode === 'full' ? '\n' : '\r\n';
  const pieces = [...replayPowerShell(script, host, { mode })].flatMap((one) => (one.kind === 'stdout' ? [one.bytes] : []));
  const first = `${mode === 'full' ? '' : '\u{feff}'}map-bundle 1 a1b2-c3d4 1 2026-11-21T10:00:00Z SQL1${end}`;
  const body = Buffer.concat([Buffer.from(first), ...pieces]);
  const hash = createHash('sha256').update(body).digest('hex');
  return Buffer.concat([
    body,
    Buffer.from(`map-bundle end sha256 ${sum ?? (mode === 'full' ? hash : hash.toUpperCase())}${end}`),
  ]);
}

const read = (bytes: Uint8Array) =>
  readBundle({ path: 'sql1.bundle', bytes, addresses: [], format: 'auto', modifiedAt: '2026-11-21T10:00:00.000Z' });

describe.each(['full', 'constrained'] as const)('the bundle of a Windows host in %s language mode', (mode) => {
  it('is read as a scan of it would be', () => {
    expect(isBundle(bundleOf(mode))).toBe(true);
    const found = read(bundleOf(mode));
    if (!found.ok || found.value.kind !== 'bundle') throw new Error(JSON.stringify(found));
    const { collection } = found.value;
    expect(collection).toMatchObject({ target: 'sql1', status: 'collected', startedAt: '2026-11-21T10:00:00.000Z' });
    expect(collection.session).toEqual({ platform: 'windows', user: 'admin', privilege: 'root' });
    const sockets = collection.sections.find(({ collector }) => collector === 'windows.sockets');
    expect(Buffer.from(sockets?.stdout ?? [])).toEqual(raw('windows.sockets', 'server2019').stdout);
  });

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['was cut short', (bytes) => bytes.subarray(0, bytes.length - 300), /it ends before its checksum/],
    ['was changed', (bytes) => Buffer.from(bytes.toString('latin1').replace('1433', '1434'), 'latin1'), /checksum is wrong/],
    ['has another sum', () => bundleOf(mode, '0'.repeat(64)), /checksum is wrong/],
    ['has half a sum', () => bundleOf(mode, '0'.repeat(32)), /it ends before its checksum/],
  ])('is refused where it %s', (_, damage, message) => {
    const found = read(damage(bundleOf(mode)));
    expect(found.ok ? '' : found.failure.message).toMatch(message);
  });
});

it('is written with the first and the last line that are read', () => {
  expect(script).toContain(
    "$MapFirst = 'map-bundle 1 {0} {1} {2}T{3}Z {4}' -f $MapMark, $MapSamples, $MapDay, $MapClock, $MapHost",
  );
  expect(script).toContain("$MapLast = 'map-bundle end sha256 '");
});
