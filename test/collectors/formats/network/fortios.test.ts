import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFortiosSettings } from '../../../../src/collectors/formats/network/fortios-settings.ts';
import { networkCollectors } from '../../../../src/collectors/network-registry.ts';
import { textFormats } from '../../../../src/collectors/texts/registry.ts';
import { askDevice } from '../../../../src/scan/device.ts';
import { redactFortios } from '../../../../src/text/secrets/device-config.ts';
import type { DeviceCommand, ShellSession } from '../../../../src/transports/types.ts';

const settings = [
  'config system interface',
  '    edit "wan1"',
  '        set mode pppoe',
  '        set username "branch@provider.example"',
  '        set password ENC bm8gcmVhbCBzZWNyZXQ9==',
  '        set alias "ENCLAVE one"',
  '        set type physical',
  '    next',
  '    edit "wifi"',
  '        set passphrase "two words of it"',
  '        set key ENC a25vY2sga25vY2s=',
  '        set auth-method pap',
  '    next',
  'end',
];
const cut = settings
  .join('\n')
  .replace('ENC bm8gcmVhbCBzZWNyZXQ9==', '[cut]')
  .replace('"two words of it"', '[cut]')
  .replace('ENC a25vY2sga25vY2s=', '[cut]');

describe('settings of FortiOS', () => {
  it('lose what is encrypted and what is called a secret, and nothing else', () => {
    expect(redactFortios(settings.join('\n'))).toBe(cut);
    expect(redactFortios(settings.join('\r\n'))).toBe(cut.replaceAll('\n', '\r\n'));
    expect(redactFortios(cut)).toBe(cut);
  });

  it('lose keys of many lines, and settings that are called a secret in other words', () => {
    const key = 'set private-key "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIabc\nMIIdef\n-----END ENCRYPTED PRIVATE KEY-----"';
    expect(redactFortios(`${key}\nset alias "uplink"\n`)).toBe('set private-key [cut]\nset alias "uplink"\n');
    // The answer was cut short in the middle of it.
    expect(redactFortios(key.slice(0, 60))).toBe('set private-key [cut]');
    for (const name of ['preshared-key', 'auth-pwd', 'key-string', 'key', 'md5-key 1', 'mka-cak', 'pin-code'])
      expect(redactFortios(`  set ${name} "a b"\n`)).toBe(`  set ${name.replace(' 1', '')} [cut]\n`);
    for (const line of ['set keylife 86400', 'set ssh-public-key1 "ssh-rsa A"', 'set public-key x', 'set keepalive enable'])
      expect(redactFortios(line)).toBe(line);
  });

  it('lose the communities of a whole configuration, whose name they are', () => {
    const hosts = ['config hosts', 'edit 1', 'set ip 10.0.0.1', 'next', 'end', 'next'];
    const config = (first: string, second: string): string =>
      ['config system snmp community', 'edit 1', `set name ${first}`, ...hosts, 'edit 2', `set name ${second}`, 'next', 'end']
        .concat(['config system admin', 'edit 1', 'set name "kept"', 'next', 'end'])
        .join('\n');
    expect(redactFortios(config('"one"', '"two of them"'))).toBe(config('[cut]', '[cut]'));
    expect(redactFortios(config('[cut]', '[cut]'))).toBe(config('[cut]', '[cut]'));
  });

  it('say the same without their secrets', () => {
    expect(parseFortiosSettings(cut)).toEqual(parseFortiosSettings(settings.join('\n')));
  });

  it('keep every byte of what holds none', () => {
    const lines = fc.array(fc.constantFrom(...settings.filter((line) => !/password|passphrase|ENC /.test(line))), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(lines, (text) => {
        expect(redactFortios(text.join('\n'))).toBe(text.join('\n'));
      }),
    );
    const raw = readFileSync(new URL('../../../../fixtures/fortinet-fortios.settings/firewall.raw', import.meta.url), 'utf8');
    expect(redactFortios(raw)).toBe(raw);
  });

  it('are cut in time that grows with their length alone', () => {
    const started = performance.now();
    for (const unit of ['set ', 'set a-', 'ENC ', ' ', 'set password ', 'password', 'ENC', '\n', 'set key "\n', 'set key \\"']) {
      redactFortios(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('are cut before they are kept, whether asked for or sent', async () => {
    const answers: Readonly<Record<string, string>> = {
      'get system status': 'Version: FortiGate-60F v7.4.8,build2795,250523 (GA.M)\nHostname: fw-1\n',
      'show system interface': `${settings.join('\n')}\n`,
    };
    const ask = async ({ command }: DeviceCommand) => ({
      end: 'answered' as const,
      output: Buffer.from(answers[command] ?? 'Unknown action 0\n'),
    });
    const session: ShellSession = {
      facts: { serverIdent: 'SSH-2.0-FortiSSH_3.0' },
      run: () => Promise.reject(new Error('no shell')),
      openDevice: () => Promise.resolve({ ask, close: () => {} }),
      close: () => {},
    };
    const { split } = await askDevice(session, { signal: new AbortController().signal, deadlineMs: 10_000, maxBytes: 1_000_000 });
    const kept = split.sections.find(({ collector }) => collector === 'fortinet-fortios.settings');
    expect(Buffer.from(kept?.stdout ?? []).toString()).toBe(`${cut}\n`);
    expect(split.sections.find(({ collector }) => collector === 'fortinet-fortios.lldp')?.status).toBe('missing');
    expect(textFormats.find(({ id }) => id === 'fortios-settings')?.redact?.(settings.join('\n'))).toBe(cut);
  });
});

it('PAN-OS, FortiOS and EOS are asked what Cisco IOS is asked', () => {
  const asked = (platform: string): string[] =>
    networkCollectors.flatMap(({ id }) => (id.startsWith(platform) ? id.slice(platform.length + 1) : []));
  const common = ['version', 'arp', 'mac', 'lldp', 'interfaces', 'routes'];
  expect(asked('paloalto-panos')).toEqual(expect.arrayContaining(common));
  expect(asked('fortinet-fortios')).toEqual(expect.arrayContaining([...common, 'settings']));
  expect(asked('arista-eos')).toEqual(expect.arrayContaining([...common, 'hostname', 'vlans', 'bundles']));
});
