import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { openProgress, type Progress } from '../../src/scan/progress.ts';
import { ScanView } from '../../src/tui/scan-view.tsx';

const t0 = Date.parse('2026-01-01T00:00:00.000Z');
const frame = (progress: Progress, columns: number, stopping = false): string =>
  render(
    <ScanView title="map scan 10.0.0.0/16" progress={progress} now={t0 + 42_000} columns={columns} stopping={stopping} />,
  ).lastFrame() ?? '';

const busy: Progress = {
  ...openProgress(65_536, t0),
  collected: 312,
  unanswered: 35_080,
  failed: new Map([
    ['refused', 8],
    ['login-refused', 12],
  ]),
  running: new Map([['10.0.3.7', t0 + 1000]]),
};

describe('the view of a running scan', () => {
  it('shows how far it is, what failed and why, and what is slow', () => {
    const lines = frame(busy, 100).split('\n');
    expect(lines[0]).toMatch(/^map scan 10\.0\.0\.0\/16 .* 0:42 {2}Ctrl-C stops and saves$/);
    expect(lines[1]).toMatch(/█+░+ 54 % {2}35,412 of 65,536 {2}843\/s, about 0:36 left/);
    expect(lines[2]).toBe('read 312, no answer 35,080');
    expect(lines[3]).toBe('failed 20: login-refused 12, refused 8');
    expect(lines[4]).toBe('slow now: 10.0.3.7 0:41');
  });

  it.each([80, 40, 20])('fits a terminal of %d columns', (columns) => {
    for (const line of frame(busy, columns).split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('says that it is stopping', () => {
    expect(frame(busy, 100, true)).toContain('stopping, saving');
  });

  it('begins without a rate, and without complaint about nothing to do', () => {
    expect(frame(openProgress(10, t0 + 42_000), 80)).toContain('0 % 0 of 10'.replace('% 0', '%  0'));
    expect(frame(openProgress(0, t0), 80)).toContain('100 %');
  });
});
