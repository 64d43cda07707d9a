import { describe, expect, it } from 'vitest';
import { coverage } from '../../src/analysis/coverage.ts';
import { reportCoverage } from '../../src/analysis/coverage-report.ts';
import { indexEstate } from '../../src/analysis/estate.ts';
import { remedyOf } from '../../src/model/failure.ts';
import { arrow, dark, host, link, peer, service, shop, snapshot, unasked } from './build-snapshot.ts';

const failed = [
  { target: '10.0.0.7', status: 'login-refused', message: '10.0.0.7: refused 2 keys' },
  { target: '10.0.0.8', status: 'unanswered', message: '10.0.0.8: no answer in 5 s' },
  { target: '10.0.0.9', status: 'login-refused', message: '10.0.0.9: refused 2 keys' },
] as const;

const estate = snapshot({
  header: { takenAt: '2026-03-04T02:13:00.000Z', interrupted: true },
  hosts: [
    host('web1'),
    host('db1', { evidence: unasked('2026-03-01T02:13:00.000Z') }),
    host('app1', { evidence: dark('2026-03-04T01:13:00.000Z') }),
    peer('p1'),
    peer('p2', { kind: 'external' }),
    peer('vip', { kind: 'virtual-address' }),
  ],
  services: [service('web1/nginx', [80]), service('db1/postgresql', [5432], { processes: [] })],
  dependencies: [
    arrow('p2', 'web1/nginx', 80, { seenFrom: 'server' }),
    arrow('p1', 'web1/nginx', 80, { seenFrom: 'server' }),
    arrow('web1', 'p1', 443, { seenFrom: 'client' }),
    arrow('web1/nginx', 'db1/postgresql', 5432),
  ],
  coverage: {
    ...{ targets: 256, collected: 2, unanswered: 250, failed, edgesWithBothProcesses: 1, peersNotScanned: 1 },
    ...{ edgesWithoutClientProcess: 3, edgesWithoutServerProcess: 2, skippedLines: 4 },
  },
});

describe('coverage', () => {
  const document = coverage(indexEstate(estate));

  it('keeps what the snapshot counted', () => {
    expect(document).toMatchObject({ format: 'map.coverage', version: 1, targets: 256, collected: 2, unanswered: 250 });
    expect(document).toMatchObject({ edges: 4, edgesWithBothProcesses: 1, skippedLines: 4, edgesSeenFromBothSides: 1 });
  });

  it('groups failures by reason, the commonest first, with the remedy', () => {
    expect(document.failures.map(({ status, count, remedy }) => [status, count, remedy])).toEqual([
      ['login-refused', 2, remedyOf('login-refused')],
      ['unanswered', 1, remedyOf('unanswered')],
    ]);
    expect(document.failed.map(({ target, remedy }) => [target, remedy])[1]).toEqual(['10.0.0.8', remedyOf('unanswered')]);
  });

  it('lists peers never looked at, those with most arrows first', () => {
    expect(document.peers).toEqual([
      { id: 'h-p1', name: 'p1', kind: 'unknown', arrows: 2 },
      { id: 'h-p2', name: 'p2', kind: 'external', arrows: 1 },
    ]);
  });

  it('counts as peers those at an end of an arrow, and names apart the neighbors of devices', () => {
    const shot = snapshot({
      hosts: [host('web1'), peer('p1'), peer('edge1')],
      dependencies: [arrow('p1', 'web1', 80)],
      links: [link('web1', 'edge1')],
      coverage: { peersNotScanned: 1 },
    });
    const { summary, document: told } = reportCoverage(shot);
    expect(told.peers.map(({ name, knownFrom }) => [name, knownFrom])).toEqual([
      ['p1', undefined],
      ['edge1', 'neighbor'],
    ]);
    expect(summary).toContain('peers never looked at: 1 with private addresses');
    expect(summary).toContain('hosts nobody saw: 1 only told of by network devices');
  });

  it('names the hosts that did not tell their processes, and only those that were looked at', () => {
    expect(document.hostsWithoutProcesses).toEqual([
      { id: 'h-db1', name: 'db1', ends: 1 },
      { id: 'h-web1', name: 'web1', ends: 1 },
    ]);
  });

  it('lists older evidence with its age, the oldest first', () => {
    expect(document.staleHosts).toEqual([
      { id: 'h-db1', name: 'db1', status: 'collected', at: '2026-03-01T02:13:00.000Z', ageSeconds: 3 * 86_400 },
      { id: 'h-app1', name: 'app1', status: 'hung', at: '2026-03-04T01:13:00.000Z', ageSeconds: 3600 },
    ]);
  });
});

describe('the report of coverage', () => {
  it('says in a few lines how much was seen', () => {
    expect(reportCoverage(estate).summary).toEqual([
      'targets: 256 in scope, 2 collected, 3 failed, 250 swept without an answer',
      'dependencies: 4; seen from both sides 1 of 4 (25%); process known at both ends 1 of 4 (25%)',
      `2 login-refused: the host refused every credential offered; ${remedyOf('login-refused')}`,
      `1 unanswered: no answer before the time-out; ${remedyOf('unanswered')}`,
      'peers never looked at: 1 with private addresses, 1 outside',
      'hosts with older evidence: 2',
      'lines of raw output nobody could read: 4',
      'the scan was interrupted: run it again for the rest',
    ]);
    expect(reportCoverage(estate).findings).toBe(true);
  });

  it('shows each kind of blindness with what to do about it', () => {
    const { tables } = reportCoverage(estate);
    expect(tables.map(({ title, rows }) => [title?.split(':')[0], rows.length])).toEqual([
      ['Failed targets', 3],
      ['Hosts never looked at', 2],
      ['Processes not named on hosts that were read', 2],
      ['Older evidence', 2],
    ]);
    expect(tables[3]?.rows).toEqual([
      ['db1', '2026-03-01 02:13Z', '3 d', 'not asked'],
      ['app1', '2026-03-04 01:13Z', '60 min', 'hung'],
    ]);
  });

  it('does not call it a lack of an import that it asked nobody; what failed before stays in the list', () => {
    const { tables, document } = reportCoverage(estate, { asksNobody: true });
    expect(tables.at(-1)?.rows.map(([name]) => name)).toEqual(['app1']);
    expect(document).toEqual(reportCoverage(estate).document);
    const hosts = estate.hosts.filter(({ name }) => name !== 'app1');
    const { summary, tables: fewer } = reportCoverage({ ...estate, hosts }, { asksNobody: true });
    expect(summary).toContain('hosts as they were seen before: 1 (this time nobody was asked, files were read)');
    expect(fewer.map(({ title }) => title)).not.toContain('Older evidence');
  });

  it('lists the lines nobody could read where somebody looked for them', () => {
    const line = { target: '10.0.0.2', collector: 'linux.ss', sample: 1, line: 17, text: 'what?', reason: 'not a socket' };
    const more = { ...line, line: 18, text: '', reason: 'more lines that could not be read', count: 3 };
    const { summary, tables, document } = reportCoverage(estate, { unreadable: [line, more] });
    expect(summary).toContain('lines of raw output nobody could read: 4');
    expect(tables.at(-1)?.title).toMatch(/^Lines nobody could read: /);
    expect(tables.at(-1)?.rows).toEqual([
      ['10.0.0.2', 'linux.ss', '17', 'not a socket', 'what?'],
      ['10.0.0.2', 'linux.ss', '18', '3 more lines that could not be read', ''],
    ]);
    expect(document).toMatchObject({ unreadable: [line, more] });
    const many = reportCoverage(estate, { unreadable: Array.from({ length: 201 }, () => line) }).tables.at(-1);
    expect([many?.rows.length, many?.title]).toEqual([200, expect.stringContaining('the first 200 of 201')]);
  });

  it('shows nothing that is not missing', () => {
    const report = reportCoverage(shop);
    expect(report.findings).toBe(false);
    expect(report.tables.map(({ title }) => title?.split(':')[0])).toEqual(['Hosts never looked at']);
    expect(report.summary[1]).toContain('seen from both sides 2 of 3 (66.6%)');
  });

  it('says so where a list is cut', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...failed[1], target: `10.0.1.${index}` }));
    const [targets] = reportCoverage(snapshot({ coverage: { failed: many } })).tables;
    expect(targets).toMatchObject({ title: 'Failed targets, the first 20 of 30 (all of them with --json)' });
    expect(targets?.rows).toHaveLength(20);
  });

  it('has no share of nothing', () => {
    expect(reportCoverage(snapshot({})).summary[1]).toBe(
      'dependencies: 0; seen from both sides none; process known at both ends none',
    );
  });
});
