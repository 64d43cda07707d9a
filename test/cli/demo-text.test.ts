import { describe, expect, it } from 'vitest';
import { addressesText, type DemoResult, whatNext } from '../../src/cli/demo-text.ts';

const result: DemoResult = { db: 'a.db', flag: ' --db a.db', page: 'a.html', after: false, failed: 2, snapshots: 1 };
const advice = (more: Partial<DemoResult>): string => whatNext({ ...result, ...more }).join('\n');

describe('what the demo says', () => {
  it('advises a comparison only where there are two snapshots', () => {
    expect(advice({})).toMatch(
      /^ {2}map demo --after --db a\.db +the same estate a week later; then map diff latest~1 latest --db/m,
    );
    expect(advice({ after: true, snapshots: 2 })).toMatch(/^ {2}map diff latest~1 latest --db a\.db +what changed in a week$/m);
    expect(advice({ after: true, snapshots: 1 })).not.toMatch(/diff|--after/);
  });

  it('tells the addresses of the simulated hosts from those they give', () => {
    expect(addressesText([{ host: '127.77.0.11' }])).toMatch(/^They answer on 127\.77\.0\.x .* call themselves 10\.77\.0\.x/);
    expect(addressesText([{ host: '127.0.0.1' }])).toMatch(/^They answer on ports of this machine and call themselves/);
  });
});
