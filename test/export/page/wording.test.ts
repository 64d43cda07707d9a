import { describe, expect, it } from 'vitest';
import {
  ageWords,
  byteWords,
  confidenceWords,
  count,
  coverageWords,
  ruleWords,
  sightWords,
  timeWords,
} from '../../../src/export/page/wording.ts';
import { directionRules } from '../../../src/model/snapshot.ts';
import { aHost, aPeer, before, now, sampleSnapshot } from '../sample-snapshot.ts';

describe('words for numbers', () => {
  it('say how sure a direction is', () => {
    expect([1, 0.95, 0.9, 0.7, 0.5].map(confidenceWords)).toEqual([
      'certain (100 %)',
      'certain (95 %)',
      'very likely (90 %)',
      'likely (70 %)',
      'a guess (50 %)',
    ]);
  });

  it('give bytes in decimal units', () => {
    expect([0, 1, 999, 1000, 48_213_004, 150_000_000, 2e15, 5e19].map(byteWords)).toEqual([
      '0 B',
      '1 B',
      '999 B',
      '1.0 kB',
      '48.2 MB',
      '150 MB',
      '2.0 PB',
      '50000 PB',
    ]);
  });

  it('count', () => {
    expect([count(1, 'host'), count(0, 'host'), count(12_000, 'dependency', 'dependencies')]).toEqual([
      '1 host',
      '0 hosts',
      '12,000 dependencies',
    ]);
  });
});

describe('words for times', () => {
  it('give a time to the minute and an age against the snapshot, not against today', () => {
    expect(timeWords(now)).toBe('2025-03-14 09:26 UTC');
    expect(ageWords(now, now)).toBe('shortly before this snapshot');
    expect(ageWords('2025-03-14T05:00:00.000Z', now)).toBe('4 hours before this snapshot');
    expect(ageWords(before, now)).toBe('7 days before this snapshot');
    expect(ageWords('not a time', now)).toBe('shortly before this snapshot');
  });
});

describe('sightWords', () => {
  it('tell what was read, what is old, what failed and what nobody looked at', () => {
    const evidence = (status: 'collected' | 'hung', at: string, stale: boolean) =>
      aHost('a', '10.0.0.1', { evidence: { status, at, stale } });
    expect(sightWords(evidence('collected', now, false), now)).toBe('Read in this scan (2025-03-14 09:26 UTC).');
    expect(sightWords(evidence('collected', before, true), now)).toMatch(/^Not read in this scan; .* 7 days before/);
    expect(sightWords(evidence('hung', before, true), now)).toMatch(
      /^The last visit failed \(hung\); what is shown is from 2025-03-07/,
    );
    expect(sightWords(evidence('hung', now, false), now)).toMatch(/what it did answer is shown/);
    expect(sightWords(aPeer('10.0.0.9', 'unknown'), now)).toMatch(/nobody logged in/);
    expect(sightWords(aPeer('203.0.113.1', 'external'), now)).toMatch(/public address/);
  });
});

describe('coverageWords', () => {
  it('say what was read and what was not, by reason', () => {
    expect(coverageWords(sampleSnapshot.coverage)).toBe(
      '11 of 14 targets read · 3 failed: 1 hung, 1 login-refused, 1 unanswered · 1 peer never looked at',
    );
    expect(coverageWords({ ...sampleSnapshot.coverage, failed: [], unanswered: 240, peersNotScanned: 0, collected: 14 })).toBe(
      '14 of 14 targets read · 240 swept addresses silent',
    );
  });
});

describe('ruleWords', () => {
  it('explain every rule in a sentence', () => {
    for (const rule of directionRules) expect(ruleWords[rule]).toMatch(/^[A-Z].*\.$/);
  });
});
