import { describe, expect, it } from 'vitest';
import { collectors } from '../../src/collectors/registry.ts';
import type { Collector } from '../../src/model/collector.ts';
import { buildPowerShellBundle } from '../../src/scan/powershell-bundle.ts';
import { buildPowerShellScript } from '../../src/scan/powershell-script.ts';
import { insidePowershellCommand, powershellCommand } from '../../src/transports/powershell-command.ts';
import { readPowerShellForm } from '../../src/transports/replay/powershell-form.ts';
import { typesIn, unbalanced } from './powershell-tokens.ts';

const options = { marker: '==3f9a==', samples: 3, interval: 0.25, sudo: 'auto' } as const;
const script = buildPowerShellScript(collectors, options);
const bundle = buildPowerShellBundle(collectors, options, '1.2.3');
const windows = collectors.filter((one) => one.platforms.includes('windows'));
const encoded = Buffer.from(powershellCommand.split(' ').at(-1) ?? '', 'base64').toString('utf16le');

const odd = (command: string): Collector => ({
  id: 'windows.odd',
  group: 'system',
  platforms: ['windows'],
  rank: 1,
  request: { command, root: 'never', seconds: 5, bytes: 100 },
  parse: () => [],
});

describe('the check of quotes', () => {
  it.each(["'a", '"a', '{ (a }', '(a', 'a)', '"$(a"', "@{ a = '}'"])('finds what is wrong in %s', (text) => {
    expect(unbalanced(text)).not.toEqual([]);
  });

  it.each(["'it''s'", '"a ""b"" $("c" + (1))"', "# it's {\n{ 'x}' }", "@{n='A';e={$_.B}}"])('is content with %s', (text) => {
    expect(unbalanced(text)).toEqual([]);
  });
});

describe('PowerShell text', () => {
  it.each<readonly [string, string]>([
    ['the script of a scan', script],
    ['the bundle', bundle],
    ['the command that starts PowerShell', encoded],
    ['the one inside PowerShell', insidePowershellCommand],
    ...windows.map((one) => [one.id, one.request.command] as const),
  ])('%s closes every quote and bracket', (_, text) => {
    expect(unbalanced(text)).toEqual([]);
  });

  it('is plain ASCII without tabs, so that no code page changes it', () => {
    for (const text of [script, bundle]) expect(text).toMatch(/^[\r\n -~]+$/);
  });

  it('has no here-strings and no line that goes on, because it is read line by line', () => {
    for (const text of [script, bundle]) expect(text).not.toMatch(/@["']\r?$|`\r?$/m);
  });

  it('compiles nothing, starts no job, downloads nothing and writes no file in a scan', () => {
    expect(script).not.toMatch(
      /Add-Type|Start-Job|Start-Process|Invoke-WebRequest|DownloadString|Set-Content|Out-File|Remove-Item|Set-Item/i,
    );
  });

  it('names types in commands only where constrained language mode allows them', () => {
    expect([...new Set(windows.flatMap((one) => typesIn(one.request.command)))]).toEqual(['string']);
  });
});

describe('the script of a scan', () => {
  it('begins and ends with what the command that reads it looks for', () => {
    expect(script).toMatch(/^# map:[\s\S]*# end of map\n$/);
    expect(encoded).toContain("-like '# map:*# end of map*'");
  });

  it('asks every Windows collector and no other, as published', () => {
    const calls = readPowerShellForm(script).once.flat();
    expect(calls.map(({ collector }) => collector).toSorted()).toEqual(windows.map(({ id }) => id));
    for (const { collector, command, bytes } of calls) {
      const asked = windows.find(({ id }) => id === collector);
      expect([command, bytes]).toEqual([asked?.request.command, asked?.request.bytes]);
    }
  });

  it('asks the old tools only where the new ones failed, and samples sockets alone', () => {
    const { once, again, samples, interval, marker } = readPowerShellForm(script);
    expect(once.map((chain) => chain.map(({ collector }) => collector))).toContainEqual(['windows.sockets', 'windows.netstat']);
    expect(again.map((chain) => chain.map(({ collector }) => collector))).toEqual([['windows.sockets', 'windows.netstat']]);
    expect([samples, interval, marker]).toEqual([3, 0.25, '==3f9a==']);
  });

  it('keeps quotes of a command', () => {
    const command = "'it''s' + \"a $(1)\" | Where-Object { $_ -like '*''*' }";
    const [[call] = []] = readPowerShellForm(buildPowerShellScript([odd(command)], options)).once;
    expect(call?.command).toBe(command);
    expect(unbalanced(buildPowerShellScript([odd(command)], options))).toEqual([]);
  });
});

describe('the command that starts PowerShell', () => {
  it('fits into a command line of cmd.exe, and means nothing to any shell', () => {
    expect(powershellCommand.length).toBeLessThan(8191);
    expect(powershellCommand).toMatch(/^powershell\.exe( -\w+( Text)?)+ [A-Za-z0-9+/=]+$/);
  });

  it('needs no double quotes inside PowerShell, which the server puts around it', () => {
    expect(insidePowershellCommand).not.toContain('"');
  });
});

describe('the bundle', () => {
  it('runs what a scan runs, and says what it is first', () => {
    expect(readPowerShellForm(bundle)).toEqual(readPowerShellForm(script));
    expect(bundle).toMatch(/^# Offline collector of map 1\.2\.3 for Windows\./);
  });

  it('ends its lines as Notepad wants them', () => {
    expect(bundle.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});
