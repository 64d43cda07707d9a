import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsInWhole, readSession } from '../../../src/collectors/texts/read-session.ts';

const fixture = (name: string): string => readFileSync(`fixtures/${name}.raw`, 'utf8');

/** A session of these commands, each with the output a fixture holds. */
const typed = (prompt: string, outputs: Readonly<Record<string, string>>): string =>
  `${Object.entries(outputs)
    .map(([command, name]) => `${prompt}${command}\r\n${name === '' ? '' : fixture(name)}`)
    .join('')}${prompt}`;

const core1 = typed('core1#', {
  'terminal length 0': '',
  'show version': 'cisco-ios.version/router',
  'show ip int brief': 'text.device-interface-brief/ios',
  'sh int status': 'text.device-port-status/ios',
  'show lldp neighbors detail': 'cisco-ios.lldp/neighbors',
  'show mac address-table': 'cisco-ios.mac/learned',
  'show ip arp': 'cisco-ios.arp/neighbors',
});
const outputsOf = (text: string, format = 'auto') => readSession(text, format)?.outputs.map(({ format: { id } }) => id);

describe('a session that somebody copied', () => {
  it('is read by commands, abbreviated or not, with the lines of the whole', () => {
    expect(outputsOf(core1)).toEqual([
      ...['cisco-version', 'device-interface-brief', 'device-port-status', 'lldp-neighbors', 'device-mac', 'device-arp'],
    ]);
    expect(readSession(core1, 'auto')).toMatchObject({ hosts: ['core1'], unread: [] });
    const lines = core1.split('\n');
    for (const output of readSession(core1, 'auto')?.outputs ?? []) {
      const own = output.format.parse(output.text);
      factsInWhole(output, own).forEach((fact, at) => {
        expect(lines[(fact.line ?? 0) - 1]?.trimEnd()).toBe(output.text.split('\n')[(own[at]?.line ?? 0) - 1]?.trimEnd());
      });
    }
  });

  it('of a firewall or a switch of another vendor is read as well', () => {
    const panos = typed('admin@PA-1(active)> ', { 'show system info': 'paloalto-panos.version/firewall', 'show ntp': '' });
    expect(readSession(`${panos}\n`, 'auto')).toMatchObject({ hosts: ['PA-1'], outputs: [{ format: { id: 'pan-os-system' } }] });
  });

  it('counts no output of another host, and tells no password', () => {
    const ss = 'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp ESTAB 0 0 10.0.0.1:41022 10.0.0.9:5432\n';
    const text = `adm@web1:~$ ss -tn\n${ss}adm@web1:~$ ssh db1 ss -tn\n${ss}adm@web1:~$ snmpget -c geheim sw1\nx\n`;
    const session = readSession(text, 'auto');
    expect(session?.outputs.map(({ line }) => line)).toEqual([2]);
    expect(session?.unread).toEqual([
      { line: 5, command: 'ssh db1 ss' },
      { line: 8, command: 'snmpget' },
    ]);
  });

  it('is read by the format that is named, and is none where that reads nothing of it', () => {
    expect(outputsOf(core1, 'device-mac')).toEqual(['device-mac']);
    expect(readSession(core1, 'device-mac')?.unread).toHaveLength(5);
    expect(outputsOf(core1, 'netstat-aix')).toBeUndefined();
  });

  it('never throws, whatever is cut or mixed', () => {
    const lines = core1.split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), fc.nat(200), (some, cut) => {
        const text = some.join('\n');
        expect(() => readSession(text.slice(0, text.length - cut), 'auto')).not.toThrow();
      }),
      { numRuns: 20 },
    );
  });
});
