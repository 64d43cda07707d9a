import { describe, expect, it } from 'vitest';
import { reportCoverage } from '../../src/analysis/coverage-report.ts';
import { wayLines } from '../../src/analysis/coverage-ways.ts';
import { measureWays } from '../../src/graph/coverage-ways.ts';
import type { Way } from '../../src/model/evidence.ts';
import type { Observation } from '../../src/model/observation.ts';
import { completeSnapshot } from '../export/complete-snapshot.ts';

const visit = (target: string, ways: readonly Way[], more: Partial<Observation> = {}): Observation => ({
  ...{ target, origin: 'listed', method: 'ssh', at: '2026-01-01T00:00:00.000Z', fresh: true, status: 'collected' },
  ...{ samples: [], facts: [], skippedLines: 0, ways },
  ...more,
});
const read = { status: 'collected' } as const;
const observations = [
  visit('sw2', [
    { transport: 'ssh', status: 'refused', message: 'sw2: refused' },
    { transport: 'snmp', ...read },
  ]),
  visit('db1', [
    { transport: 'ssh', status: 'login-refused' },
    { transport: 'snmp', ...read },
  ]),
  visit('web1', [
    { transport: 'ssh', ...read },
    { transport: 'snmp', status: 'snmp-unanswered', message: 'web1: no answer' },
  ]),
  visit('web2', [
    { transport: 'ssh', ...read },
    { transport: 'snmp', status: 'snmp-looped', message: 'web2: it came back' },
  ]),
  visit('r1', [{ transport: 'snmp', ...read, message: 'r1: snmp.routes was cut off after 20000 objects' }]),
  visit(
    'old',
    [
      { transport: 'ssh', status: 'refused' },
      { transport: 'snmp', ...read },
    ],
    { fresh: false },
  ),
  visit(
    'bad',
    [
      { transport: 'ssh', status: 'refused' },
      { transport: 'snmp', status: 'snmp-looped' },
    ],
    { status: 'snmp-looped' },
  ),
];

describe('what was read over one way and not over the other', () => {
  const ways = measureWays(observations);

  it('is counted apart from failures, of this scan and of targets that were read', () => {
    expect(ways).toEqual({
      overSnmpOnly: [
        { target: 'db1', status: 'login-refused', message: 'the host refused every credential offered' },
        { target: 'sw2', status: 'refused', message: 'sw2: refused' },
      ],
      snmpFailed: [{ target: 'web2', status: 'snmp-looped', message: 'web2: it came back' }],
      snmpUnanswered: 1,
      cutOff: [{ target: 'r1', message: 'r1: snmp.routes was cut off after 20000 objects' }],
    });
    expect(measureWays([visit('a', [{ transport: 'ssh', ...read }])])).toEqual({});
  });

  it('stands in map coverage, a line each', () => {
    expect(wayLines(ways)).toEqual([
      'read over SNMP only: 2 (why SSH failed: login-refused 1, refused 1)',
      'read over SSH, their SNMP agents in part or not: 1 (snmp-looped 1)',
      'read over SSH, no answer over SNMP: 1',
      'read but for what was cut off: 1',
    ]);
    const snapshot = { ...completeSnapshot, coverage: { ...completeSnapshot.coverage, failed: [], ...ways } };
    const report = reportCoverage(snapshot);
    expect(report.findings).toBe(false);
    expect(report.document).toMatchObject(ways);
    expect(report.tables.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Read over SNMP only: why SSH failed', 'SNMP agents of hosts that were read over SSH', 'Cut off']),
    );
  });
});
