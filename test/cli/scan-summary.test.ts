import { describe, expect, it } from 'vitest';
import { reportCoverage } from '../../src/analysis/coverage-report.ts';
import { renderScanSummary } from '../../src/cli/scan-summary.ts';
import type { TargetFailure } from '../../src/model/snapshot.ts';
import { dark, fresh, host, laterScanTime, snapshot } from '../analysis/build-snapshot.ts';

const summaryOf = (failed: readonly TargetFailure[]): string =>
  renderScanSummary(snapshot({ coverage: { ...snapshot({}).coverage, failed } }), 5);

describe('the summary of a scan', () => {
  it('names the file and the jump host that a remedy speaks of', () => {
    const text = summaryOf([
      { target: 'web1', status: 'credential-unusable', message: 'web1:22: no usable credential: /keys/ops: it is encrypted' },
      { target: 'web2', status: 'credential-unusable', message: 'web2:22: no usable credential: /keys/ops: it is encrypted' },
      { target: '[::1]:22', status: 'jump-failed', message: '[::1]:22: jump host bastion:22: the name has no address' },
    ]);
    expect(text).toContain(
      '  credential-unusable: web1, web2\n' +
        '    no usable credential: /keys/ops: it is encrypted\n' +
        '    check the file, its passphrase, and the reference to it\n',
    );
    expect(text).toContain('  jump-failed: [::1]:22\n    jump host bastion:22: the name has no address\n    log in to the jump');
  });

  it('names targets in the order of their numbers', () => {
    const failed = ['10.70.0.1', '10.70.0.10', '10.70.0.11', '10.70.0.2'].map((target) => ({
      ...{ target, status: 'refused' as const, message: `${target}: refused` },
    }));
    expect(summaryOf(failed)).toContain('  refused: 10.70.0.1, 10.70.0.2, 10.70.0.10, and 1 more\n');
    const { tables } = reportCoverage(snapshot({ coverage: { ...snapshot({}).coverage, failed } }));
    const [table] = tables;
    expect(table?.rows.map(([target]) => target)).toEqual(['10.70.0.1', '10.70.0.2', '10.70.0.10', '10.70.0.11']);
  });

  it('says why an SNMP agent told nothing, and breaks between words where the terminal is narrow', () => {
    const denied = {
      target: 'sw1',
      status: 'snmp-denied' as const,
      message: 'sw1: it answers, but its view shows nothing of what was asked',
    };
    const failed = [denied];
    expect(summaryOf(failed)).toContain('  snmp-denied: sw1\n    it answers, but its view shows nothing of what was asked\n');
    const narrow = renderScanSummary(snapshot({ coverage: { ...snapshot({}).coverage, failed } }), 5, 40);
    expect(narrow).toContain('    it answers, but its view shows\n      nothing of what was asked\n');
    expect(narrow.split('\n').every((line) => line.length <= 40)).toBe(true);
  });

  it('names the UDP port of an agent, and speaks of the agent alone', () => {
    const text = summaryOf([
      { target: 'sw1', status: 'snmp-refused', message: 'sw1 udp/1161: nothing listens on the port (any more)' },
    ]);
    expect(text).toContain(
      '  snmp-refused: sw1\n    udp/1161: nothing listens on the port (any more)\n    check that the SNMP agent',
    );
    expect(text).toContain('--snmp-port');
    expect(text).not.toContain('sshd');
  });

  it('counts further reasons instead of listing a thousand', () => {
    const failed = [1, 2, 3, 4, 5].map((n) => ({
      ...{ target: `web${n}`, status: 'jump-failed' as const, message: `web${n}: jump host hop${n}:22: the name has no address` },
    }));
    const text = summaryOf(failed);
    expect(text).toContain('jump host hop3:22');
    expect(text).not.toContain('hop4');
    expect(text).toContain('    and 2 other reasons: map coverage\n');
  });

  it('does not count a host as read that was stopped in the middle', () => {
    const hosts = [
      host('web1', { evidence: fresh(laterScanTime) }),
      host('web2', { evidence: { ...fresh(laterScanTime), status: 'interrupted' } }),
      host('web3', { evidence: dark() }),
    ];
    expect(renderScanSummary(snapshot({ hosts }), 5)).toContain('  hosts         3 (1 read in this scan, 1 in part)\n');
  });
});
