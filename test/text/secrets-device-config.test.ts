import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import { redactText } from '../../src/collectors/texts/redact-text.ts';
import { redactDeviceConfig } from '../../src/text/secrets/device-config.ts';

const lines: readonly (readonly [line: string, cut: string])[] = [
  ['enable secret 5 $1$abcd$efghijk', 'enable secret [cut]'],
  ['username admin privilege 15 password 7 0822455D0A16', 'username admin privilege 15 password [cut]'],
  ['username ops secret sha512 $6$abc$defghi', 'username ops secret [cut]'],
  ['snmp-server community hidden RO', 'snmp-server community [cut]'],
  ['snmp-server host 10.0.0.1 version 2c hidden', 'snmp-server host 10.0.0.1 [cut]'],
  ['snmp-agent community read cipher hidden', 'snmp-agent community read [cut]'],
  ['radius-server host 10.0.0.1 key 7 hidden', 'radius-server host 10.0.0.1 key [cut]'],
  [' key 7 hidden', ' key [cut]'],
  [' key hidden', ' key [cut]'],
  [' password 7 hidden', ' password [cut]'],
  [' neighbor 10.0.0.1 password 7 hidden', ' neighbor 10.0.0.1 password [cut]'],
  [' ip ospf message-digest-key 1 md5 7 hidden', ' ip ospf message-digest-key 1 md5 [cut]'],
  ['crypto isakmp key hidden address 10.0.0.1', 'crypto isakmp key [cut]'],
  ['        encrypted-password "$6$salt$hidden"; ## SECRET-DATA', '        encrypted-password [cut]; ## SECRET-DATA'],
  ['set system radius-server 10.0.0.1 secret "$9$hidden/words"', 'set system radius-server 10.0.0.1 secret [cut]'],
  ['    community hidden {', '    community [cut] {'],
  [' password hash $h$6$hidden==', ' password [cut]'],
  ['        set preshared-key "hidden"', '        set preshared-key [cut]'],
];

describe('configuration of network devices', () => {
  it.each(lines)('%s', (line, cut) => {
    expect(redactDeviceConfig(`a\r\n${line}\r\nb`)).toBe(`a\r\n${cut}\r\nb`);
    expect(redactDeviceConfig(cut)).toBe(cut);
  });

  it('is cut behind a table, and only in what devices print', () => {
    const table = 'Vlan    Mac Address       Type        Ports\n 10    0000.5e00.5301    DYNAMIC     Gi1/0/1\n';
    const [line, cut] = ['snmp-server community hidden RO\n', 'snmp-server community [cut]\n'];
    expect(redactText(table + line, { group: 'network' })).toBe(table + cut);
  });

  it.each([' key 1', 'key chain ospf', ' no key-string', 'community mine members 65000:1;', 'interface Ethernet1'])(
    'keeps %s',
    (line) => {
      expect(redactDeviceConfig(line)).toBe(line);
    },
  );

  it('keeps every byte of the tables of devices', () => {
    for (const { id } of networkCollectors) {
      const folder = new URL(`../../fixtures/${id}/`, import.meta.url);
      for (const name of readdirSync(folder).filter((one) => one.endsWith('.raw'))) {
        const raw = readFileSync(new URL(name, folder), 'latin1');
        expect(redactDeviceConfig(raw), `${id}/${name}`).toBe(raw);
      }
    }
  });

  it('takes time that grows with its length alone', () => {
    const started = performance.now();
    const units = [
      'username a',
      'username a ',
      'username a b ',
      'radius-server ',
      'radius-server a\n',
      'secret "',
      '$1$',
      'community ',
    ];
    for (const unit of [...units, 'set key "\n', 'key ', ' key a', '\tno '])
      for (const text of [unit.repeat(Math.ceil(1_000_000 / unit.length)), `${unit}\n`.repeat(50_000)]) redactDeviceConfig(text);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
