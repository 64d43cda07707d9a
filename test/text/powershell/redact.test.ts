import { describe, expect, it } from 'vitest';
import { redactPowerShell } from '../../../src/text/powershell/redact.ts';

const command = '"C:\\x.exe" --password "hun ter2" --port 1433';

describe('redactPowerShell', () => {
  it('cuts a quoted password out of JSON, which stays JSON', () => {
    const redacted = redactPowerShell(JSON.stringify([{ ProcessId: 1, CommandLine: command }], null, 4));
    expect(redacted).not.toMatch(/hun|ter2/);
    expect((JSON.parse(redacted) as { CommandLine: string }[])[0]?.CommandLine).toContain('--port 1433');
  });

  it('cuts it out of JSON below a pasted prompt', () => {
    const redacted = redactPowerShell(
      `PS C:\\> Get-CimInstance Win32_Process | ConvertTo-Json\n${JSON.stringify({ CommandLine: command })}`,
    );
    expect(redacted).not.toMatch(/hun|ter2/);
  });

  it('cuts it out of CSV, which stays CSV', () => {
    const csv = (text: string): string => `#TYPE x\n"Id","CommandLine"\n"1","${text.replaceAll('"', '""')}"\n`;
    const redacted = redactPowerShell(csv(command));
    expect(redacted).not.toMatch(/hun|ter2/);
    expect(redacted).toContain('--port 1433');
    expect(redacted).toContain('""C:\\x.exe""');
  });

  it('cuts it out of a list', () => {
    expect(redactPowerShell(`CommandLine : ${command}\n`)).not.toMatch(/hun|ter2/);
  });

  it('leaves a text without secrets, or a broken one, as it is', () => {
    for (const text of [
      '',
      '[{"a": "b \\"c\\""}]',
      '"a","b ""c"""\n',
      '[{"a": "\\x',
      '"a","b',
      `{"c":${JSON.stringify('x y')}}`,
    ]) {
      expect(redactPowerShell(text)).toBe(text);
    }
  });

  it('cuts nothing twice', () => {
    const once = redactPowerShell(JSON.stringify({ CommandLine: command }));
    expect(redactPowerShell(once)).toBe(once);
  });

  it('comes back from many quotes', () => {
    expect(redactPowerShell('"'.repeat(100_001)).length).toBeGreaterThan(0);
    expect(redactPowerShell(`[${'"\\'.repeat(50_000)}`).length).toBeGreaterThan(0);
  });
});
