import { describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import type { Collection, Section } from '../../src/model/evidence.ts';

const section = (collector: string, text: string, given: Partial<Section> = {}): Section => ({
  collector,
  sample: 1,
  status: 'ok',
  stdout: Buffer.from(text, 'latin1'),
  ...given,
});

const visit = (sections: readonly Section[], session: Collection['session'] = {}): ReturnType<typeof observe> =>
  observe(
    {
      target: 'db1',
      origin: 'listed',
      method: 'snmp',
      startedAt: '2025-01-02T03:04:05.000Z',
      finishedAt: '2025-01-02T03:04:06.000Z',
      status: 'collected',
      session,
      sections,
    },
    true,
  );

const processes = section('snmp.processes', '1.3.6.1.2.1.25.4.2.1.2.812|4|postgres\n');
const listener = (port: number): string => `1.3.6.1.2.1.6.20.1.4.1.4.0.0.0.0.${port}|66|812\n`;

describe('observe, walks', () => {
  it('reads tables of several sections together, and sockets as samples where they stand', () => {
    const sections = [
      processes,
      section('snmp.sockets', listener(5432)),
      section('snmp.sockets', `# a comment\n${listener(5432)}${listener(5433)}`, { sample: 2, status: 'looped' }),
    ];
    const { samples, facts } = visit(sections, { engineId: '80001F8801' });
    expect(samples.map(({ sample, collector, partial, sockets }) => [sample, collector, partial, sockets.length])).toEqual([
      [1, 'snmp.sockets', undefined, 1],
      [2, 'snmp.sockets', true, 2],
    ]);
    expect(samples[1]?.sockets[0]).toEqual({
      fact: 'socket',
      line: 2,
      protocol: 'tcp',
      state: 'listen',
      local: { address: '0.0.0.0', port: 5432 },
      processes: [{ pid: 812, name: 'postgres' }],
    });
    expect(facts).toContainEqual({ fact: 'identity', kind: 'engine-id', value: '80001f8801' });
    expect(facts).toContainEqual({ fact: 'process', line: 1, pid: 812, name: 'postgres' });
  });

  it('leaves sockets and processes to whoever was asked for them', () => {
    const ss = section('linux.ss', 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))\n');
    const { samples } = visit([ss, processes, section('snmp.sockets', listener(5432))]);
    expect(samples.map(({ collector }) => collector)).toEqual(['linux.ss']);
  });

  it('makes one device of the walks of its contexts, without losing an octet', () => {
    const { facts } = visit([
      section(
        'text.snmpwalk',
        '.1.3.6.1.2.1.2.2.1.2.7 = STRING: "Gi0/7"\n.1.3.6.1.2.1.2.2.1.6.7 = STRING: "\u0000\u001cs\u00e9\u00aa\u00bb"\n',
      ),
      section(
        'text.snmpwalk@vlan-20',
        '.1.3.6.1.2.1.17.1.4.1.2.3 = INTEGER: 7\n.1.3.6.1.2.1.17.4.3.1.2.0.28.115.0.0.9 = INTEGER: 3\n',
      ),
    ]);
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'interface', name: 'Gi0/7', mac: '00:1c:73:e9:aa:bb' }));
    expect(facts).toContainEqual(
      expect.objectContaining({ fact: 'fdb', mac: '00:1c:73:00:00:09', port: 'Gi0/7', ifIndex: 7, vlan: 20 }),
    );
  });

  it('tells the engine that named itself and no more', () => {
    expect(visit([], { engineId: '80001F8801' }).facts).toEqual([{ fact: 'identity', kind: 'engine-id', value: '80001f8801' }]);
    expect(visit([]).facts).toEqual([]);
  });
});
