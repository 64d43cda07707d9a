import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkDialects } from '../../../../src/collectors/network-dialects.ts';
import { networkCollectors } from '../../../../src/collectors/network-registry.ts';
import { collectors } from '../../../../src/collectors/registry.ts';
import { networkPlatforms } from '../../../../src/model/collector.ts';
import { buildScript } from '../../../../src/scan/script.ts';

const read = (id: string, text: string): unknown => networkCollectors.find((one) => one.id === id)?.parse(text);

/** Outputs as the command references of the vendors show them, and what they say. */
const outputs: Readonly<Record<string, readonly [text: string, facts: readonly unknown[]]>> = {
  'arista-eos.version': [
    'Arista DCS-7050SX3-48YC8\nHardware version: 11.00\nSerial number: JPE20110001\nSoftware image version: 4.28.3M\n',
    [
      { fact: 'system', line: 1, osName: 'Arista EOS', osVersion: '4.28.3M' },
      { fact: 'device', line: 1, vendor: 'Arista', model: 'DCS-7050SX3-48YC8', softwareVersion: '4.28.3M' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'JPE20110001' },
    ],
  ],
  'fortinet-fortios.version': [
    'Version: FortiGate-60F v7.2.5,build1517,230606 (GA.F)\nSerial-Number: FGT60FTK00000001\nHostname: fw-branch\n',
    [
      { fact: 'system', line: 1, name: 'fw-branch', osName: 'FortiOS', osVersion: '7.2.5' },
      { fact: 'device', line: 1, vendor: 'Fortinet', model: 'FortiGate-60F', softwareVersion: '7.2.5' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: 'FGT60FTK00000001' },
    ],
  ],
  'paloalto-panos.version': [
    'hostname: pa-1\nip-address: 192.0.2.30\nmodel: PA-820\nserial: 012345678901\nsw-version: 10.1.6\n',
    [
      { fact: 'system', line: 1, name: 'pa-1', osName: 'PAN-OS', osVersion: '10.1.6' },
      { fact: 'device', line: 1, vendor: 'Palo Alto Networks', model: 'PA-820', softwareVersion: '10.1.6' },
      { fact: 'identity', line: 1, kind: 'device-serial', value: '012345678901' },
      { fact: 'address', line: 2, interface: 'management', address: '192.0.2.30' },
    ],
  ],
};

describe('outputs of network devices', () => {
  it.each(Object.entries(outputs))('%s', (id, [text, facts]) => {
    expect(read(id, text)).toEqual(facts);
    // What an administrator pastes from Windows.
    expect(read(id, text.replaceAll('\n', '\r\n'))).toEqual(facts);
  });

  it('are never too broken to be read', () => {
    const texts = Object.values(outputs).map(([text]) => text);
    const pieces = fc.array(
      fc.oneof(fc.constantFrom(...texts.flatMap((text) => text.split('\n'))), fc.string({ maxLength: 40 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (lines) => {
        const text = lines.join('\n');
        for (const collector of networkCollectors) {
          for (const fact of collector.parse(text)) expect(fact.line === undefined || fact.line <= lines.length + 200).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('commands of network devices', () => {
  /** FortiOS: what lists. Other words of `diagnose` clear, test and debug. */
  const diagnoses = [
    'diagnose netlink interface list',
    'diagnose lldprx neighbor details',
    ...['root.b', 'internal', 'lan'].map((bridge) => `diagnose netlink brctl name host ${bridge}`),
  ];
  const words = /^(?:show|display|get) [\w -]{1,60}$|^\/(?:system|ip|interface)[a-z ]{0,40} print(?: terse)?$/;
  const paging = /^(?:terminal (?:length|pager) 0|set cli (?:screen-length 0|pager off)|no page|screen-length disable)$/;

  it('read, and change nothing but the pager of their own session', () => {
    for (const { request } of networkCollectors) {
      if (!diagnoses.includes(request.command)) expect(request.command).toMatch(words);
    }
    for (const one of networkDialects) {
      expect(one.identify).toMatch(words);
      if (one.paging !== undefined) expect(one.paging).toMatch(paging);
    }
  });

  it('are asked of every system, never with more rights, and each answer is kept under its own name', () => {
    expect(networkDialects.map(({ platform }) => platform).sort()).toEqual([...networkPlatforms].sort());
    for (const { platform, identify } of networkDialects) {
      expect(networkCollectors.some((one) => one.platforms.includes(platform) && one.request.command === identify)).toBe(true);
    }
    expect(new Set(networkCollectors.map(({ id }) => id)).size).toBe(networkCollectors.length);
    expect(networkCollectors.every(({ request, group }) => request.root === 'never' && group === 'network')).toBe(true);
  });

  it('are no part of a script for a shell', () => {
    const script = buildScript(collectors, { marker: 'm', samples: 1, interval: 1, sudo: 'auto' });
    for (const { id } of networkCollectors) expect(script).not.toContain(` ${id} `);
  });
});
