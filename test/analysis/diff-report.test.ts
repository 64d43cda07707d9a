import { describe, expect, it } from 'vitest';
import { reportDiff } from '../../src/analysis/diff-report.ts';
import { arrow, dark, fresh, host, laterScanTime, link, service, shop, snapshot, unasked } from './build-snapshot.ts';

const now = fresh(laterScanTime);
const later = { header: { id: '2', takenAt: laterScanTime, label: 'after the move' } };

describe('the report of a diff', () => {
  it('says that nothing differs, and is no finding then', () => {
    const report = reportDiff(shop, shop);
    expect(report).toMatchObject({ findings: false, tables: [], summary: ['no differences'] });
  });

  it('puts what is gone before what is new, with what changed in words', () => {
    const before = snapshot({
      hosts: [host('a', { addresses: ['10.0.0.1', '10.0.0.2'] }), host('b'), host('sw1')],
      services: [service('a/old', [1]), service('b/app', [2], { unit: 'one.service' })],
      dependencies: [arrow('b/app', 'a/old', 1), arrow('a', 'b/app', 2)],
      links: [link('a', 'sw1')],
    });
    const after = snapshot({
      ...later,
      hosts: [
        host('a', { addresses: ['10.0.0.2', '10.0.0.3'], evidence: now }),
        host('b', { evidence: now }),
        host('sw1', { evidence: now }),
      ],
      services: [service('b/app', [2], { unit: 'two.service' }), service('b/new', [3])],
      dependencies: [arrow('a', 'b/app', 2, { silent: true })],
      links: [link('b', 'sw1')],
    });
    const report = reportDiff(before, after);
    expect(report.findings).toBe(true);
    expect(report.title).toBe('Snapshot 1 of 2026-03-01 02:13Z -> 2 (after the move) of 2026-03-02 02:13Z');
    expect(report.summary).toEqual([
      'hosts: 1 changed. services: 1 removed, 1 changed, 1 added. dependencies: 1 removed, 1 silent. links: 1 removed, 1 added',
    ]);
    expect(report.tables.map(({ title, rows }) => [title, rows])).toEqual([
      ['Hosts', [['changed', 'a', 'addresses -10.0.0.1 +10.0.0.3']]],
      [
        'Services',
        [
          ['removed', 'a/old', ''],
          ['changed', 'b/app', 'unit one.service -> two.service'],
          ['added', 'b/new', ''],
        ],
      ],
      [
        'Dependencies',
        [
          ['removed', 'b/app', 'a/old', '1', ''],
          ['silent', 'a', 'b/app', '2', 'last seen 2026-03-01 02:13Z'],
        ],
      ],
      [
        'Links',
        [
          ['removed', 'a eth0', 'sw1', 'lldp'],
          ['added', 'b eth0', 'sw1', 'lldp'],
        ],
      ],
    ]);
  });

  it('names the network device of a link first, as map links does', () => {
    const hosts = [host('cache2'), host('sw2', { kind: 'network-device' })];
    const cable = { ...link('cache2', 'sw2'), a: { host: 'h-cache2', port: 'eth0' }, b: { host: 'h-sw2', port: '5' } };
    const { tables } = reportDiff(snapshot({ hosts }), snapshot({ hosts, links: [cable] }));
    expect(tables.at(-1)?.rows.map((row) => row.slice(0, 3))).toEqual([['added', 'sw2 5', 'cache2 eth0']]);
  });

  it('says why a host could not be looked at', () => {
    const before = snapshot({ hosts: [host('a')], services: [service('a/x', [1])] });
    const after = snapshot({ ...later, hosts: [host('a', { evidence: dark() })], services: [service('a/x', [1])] });
    const [hosts] = reportDiff(before, after).tables;
    expect(hosts?.rows[0]?.[2]).toBe('hung: the login worked, then nothing came before the deadline');
  });

  it('says what limits the comparison', () => {
    const interrupted = { ...later.header, toolVersion: '0.2.0', interrupted: true } as const;
    const both = [host('old', { evidence: unasked() }), host('lost', { evidence: dark() })];
    const before = snapshot({ hosts: [host('old'), host('lost', { evidence: dark() })] });
    const after = snapshot({ header: interrupted, hosts: both });
    expect(reportDiff(before, after).summary).toEqual([
      'no differences',
      '1 host not in the scope of 2: what was known of them is kept',
      '1 host could not be looked at either time',
      '2 was interrupted: hosts it did not reach are as they were known before',
      'made by different versions of map (0.1.0, 0.2.0): run map rebuild to compare like with like',
    ]);
    expect(reportDiff(after, before).summary).toContain('2 is the newer one: what is added here was there before');
  });

  it('hands on the document', () => {
    expect(reportDiff(shop, shop).document).toMatchObject({ format: 'map.diff', version: 1, from: { id: '1' } });
  });
});
