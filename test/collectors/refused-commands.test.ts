import { describe, expect, it } from 'vitest';
import { refusedCommands } from '../../src/collectors/refused-commands.ts';
import type { Section } from '../../src/model/evidence.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const section = (collector: string, status: Section['status'], stdout = '', stderr?: string): Section => ({
  ...{ collector, sample: 1, status, stdout: bytes(stdout) },
  ...(stderr === undefined ? {} : { stderr: bytes(stderr) }),
});

describe('commands a device did not take', () => {
  it('are named with what it said, without the mark below the word', () => {
    const sections = [
      section('cisco-ios.version', 'ok', 'Cisco IOS Software\n'),
      section('cisco-ios.lldp', 'missing', '', "             ^\r\n% Invalid input detected at '^' marker.\r\n"),
      section('cisco-ios.arp', 'failed', '', '% Authorization failed.\n'),
      section('cisco-ios.cdp', 'timed-out'),
    ];
    expect(refusedCommands({ sections })).toEqual([
      { command: 'show lldp neighbors detail', why: 'unknown', message: "% Invalid input detected at '^' marker." },
      { command: 'show ip arp', why: 'refused', message: '% Authorization failed.' },
    ]);
  });

  it('are not those another way of asking stood in for', () => {
    const old = section('arista-eos.bundles-old', 'ok', 'Flags\n');
    const sections = [section('arista-eos.bundles', 'missing', '', '% Invalid input\n'), old];
    expect(refusedCommands({ sections })).toEqual([]);
    expect(refusedCommands({ sections: sections.slice(0, 1) })).toHaveLength(1);
  });

  it('are none of a host, which lacks what it does not have', () => {
    expect(refusedCommands({ sections: [section('linux.docker', 'missing'), section('linux.conntrack', 'failed')] })).toEqual([]);
  });

  it('are told in printable characters, and no more than a line of them', () => {
    const [one] = refusedCommands({
      sections: [section('cisco-ios.arp', 'failed', '', `\u001b[1m% Permission ${'x'.repeat(500)}`)],
    });
    expect(one?.message).toMatch(/^\[1m% Permission x+$/);
    expect(one?.message).toHaveLength(120);
    expect(refusedCommands({ sections: [section('cisco-ios.arp', 'failed')] })).toEqual([
      { command: 'show ip arp', why: 'refused' },
    ]);
  });
});
