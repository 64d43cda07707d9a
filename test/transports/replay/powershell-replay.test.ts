import { describe, expect, it } from 'vitest';
import { collectors } from '../../../src/collectors/registry.ts';
import { buildPowerShellScript } from '../../../src/scan/powershell-script.ts';
import { splitSections } from '../../../src/scan/sections.ts';
import { readPowerShellForm } from '../../../src/transports/replay/powershell-form.ts';
import { replayPowerShell } from '../../../src/transports/replay/powershell-replay.ts';
import type { RecordedHost, RecordedSection } from '../../../src/transports/replay/replay-script.ts';

const marker = '==3f9a==';
const options = { marker, samples: 2, interval: 7, sudo: 'auto' } as const;
const script = buildPowerShellScript(collectors, options);
const byId = new Map(collectors.map((collector) => [collector.id, collector]));

const host = (sections: Readonly<Record<string, RecordedSection | readonly RecordedSection[]>>, uid = 0): RecordedHost => ({
  uname: 'Windows',
  uid,
  user: 'Büro\\audit',
  connection: '10.20.0.5 50000 10.20.0.40 22',
  sections: new Map(Object.entries(sections)),
});

function answer(recorded: RecordedHost, mode: 'full' | 'constrained') {
  const pieces = [...replayPowerShell(script, recorded, { mode })];
  const stdout = Buffer.concat(pieces.flatMap((piece) => (piece.kind === 'stdout' ? [piece.bytes] : [])));
  const pauses = pieces.flatMap((piece) => (piece.kind === 'pause' ? [piece.seconds] : []));
  return { stdout, pauses, split: splitSections(stdout, new Uint8Array(), { marker, samples: 2, collectors: byId }) };
}

describe.each(['full', 'constrained'] as const)('a Windows host in %s language mode', (mode) => {
  const text = (id: string, recorded: RecordedHost, sample = 1): string | undefined => {
    const found = answer(recorded, mode).split.sections.find((one) => one.collector === id && one.sample === sample);
    return found === undefined ? undefined : Buffer.from(found.stdout).toString();
  };

  it('tells who it is', () => {
    const { split } = answer(host({}), mode);
    expect(split.complete).toBe(true);
    expect(split.session).toMatchObject({
      platform: 'windows',
      privilege: 'root',
      ownConnection: { localAddress: '10.20.0.40', localPort: 22, remoteAddress: '10.20.0.5', remotePort: 50000 },
    });
    expect(answer(host({}, 1), mode).split.session.privilege).toBe('none');
  });

  it('keeps what a command printed to the byte', () => {
    expect(text('windows.arp', host({ 'windows.arp': { stdout: 'Schnittstelle: ä\n', exitCode: 0 } }))).toBe(
      'Schnittstelle: ä\n',
    );
    expect(text('windows.arp', host({ 'windows.arp': { stdout: '', exitCode: 0 } }))).toBe('');
  });

  it('asks netstat only where the cmdlets are not there, and samples again', () => {
    const old = host({
      'windows.netstat': [
        { stdout: 'one\n', exitCode: 0 },
        { stdout: 'two\n', exitCode: 0 },
      ],
    });
    expect([text('windows.netstat', old), text('windows.netstat', old, 2)]).toEqual(['one\n', 'two\n']);
    const { split, pauses } = answer(old, mode);
    const missing = split.sections.find((one) => one.collector === 'windows.sockets');
    expect(missing?.status).toBe('missing');
    expect(Buffer.from(missing?.stderr ?? []).toString()).toMatch(/^The term 'Get-NetTCPConnection' is not recognized/);
    expect(pauses).toEqual([7]);
    const modern = host({ 'windows.sockets': { stdout: 'x\n', exitCode: 0 }, 'windows.netstat': { stdout: 'y\n', exitCode: 0 } });
    expect(text('windows.netstat', modern)).toBeUndefined();
  });

  it('takes an output at its cap for one that was cut off', () => {
    const flood = host({ 'windows.system': { stdout: Buffer.alloc(2_000_000, 'x'), exitCode: 0 } });
    const [system] = answer(flood, mode).split.sections;
    expect(system?.stdout.length).toBe(1024 * 1024);
    expect(['truncated', 'timed-out']).toContain(system?.status);
  });
});

it('does not take another text for the script', () => {
  expect(() => readPowerShellForm('Get-Process')).toThrow(/was not found/);
  expect(() => readPowerShellForm(script.replace('  Read-MapSection', '  Remove-Item'))).toThrow(/a call/);
});
