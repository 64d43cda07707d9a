import { describe, expect, it } from 'vitest';
import { openLineReporter } from '../../src/cli/scan-reporter.ts';
import type { ScanEvent } from '../../src/scan/events.ts';
import { countEvent, openProgress } from '../../src/scan/progress.ts';

const unanswered = (target: string): ScanEvent => ({ type: 'unanswered', target });

/** The lines of a scan of two addresses, each silent after so many milliseconds. */
function linesOf(first: number, second: number): string[] {
  let time = 0;
  const lines: string[] = [];
  const reporter = openLineReporter(
    (line) => lines.push(line),
    () => time,
  );
  const progress = openProgress(2, 0);
  for (const [target, at] of [
    ['10.0.0.1', first],
    ['10.0.0.2', second],
  ] as const) {
    time = at;
    countEvent(progress, unanswered(target));
    reporter.listen(unanswered(target), progress);
  }
  time += 10;
  reporter.close();
  return lines;
}

describe('progress off a terminal', () => {
  it('ends with one line, also where the last event was just told', () => {
    expect(linesOf(100, 5100)).toEqual(['2 of 2 done; read 0, no answer 2\n']);
    expect(linesOf(100, 200)).toEqual(['2 of 2 done; read 0, no answer 2\n']);
  });

  it('has a line now and then before', () => {
    expect(linesOf(5100, 5200)).toEqual([
      expect.stringMatching(/^1 of 2 done; read 0, no answer 1; /),
      '2 of 2 done; read 0, no answer 2\n',
    ]);
  });
});
