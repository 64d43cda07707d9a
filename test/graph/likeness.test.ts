import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acrossTimeThreshold, likeness, likenessNow, sameScanThreshold } from '../../src/graph/likeness.ts';
import { readTraits } from '../../src/graph/traits.ts';
import { estate } from './arbitrary-estate.ts';
import { machine, type VisitOptions, visit } from './build.ts';

const like = (a: VisitOptions, b: VisitOptions): number | undefined => likeness(readTraits(visit(a)), readTraits(visit(b)));
const likeNow = (a: VisitOptions, b: VisitOptions): number | undefined => likenessNow(readTraits(visit(a)), readTraits(visit(b)));

/** Something that is never the same, so that a test is about the rest. */
const apart = { a: { target: 'a' }, b: { target: 'b' } };

describe('likeness', () => {
  it.each<[string, VisitOptions, VisitOptions, number]>([
    ['nothing known', {}, {}, 0],
    ['one MAC', { macs: ['52:54:00:00:00:01'] }, { macs: ['52:54:00:00:00:01', 'eth1 52:54:00:00:00:02'] }, 40],
    ['other MACs', { macs: ['52:54:00:00:00:01'] }, { macs: ['52:54:00:00:00:02'] }, -35],
    ['a docker MAC', { macs: ['02:42:ac:11:00:02'] }, { macs: ['02:42:ac:11:00:02'] }, 0],
    ['one machine-id', { machineId: 'a1' }, { machineId: 'A1' }, 30],
    ['other machine-ids', { machineId: 'a1' }, { machineId: 'b2' }, -50],
    ['one host key of several', { hostKey: 'SHA256:a', loginKey: 'SHA256:b' }, { loginKey: 'SHA256:b' }, 25],
    ['other host keys', { hostKey: 'SHA256:a' }, { hostKey: 'SHA256:b' }, -5],
    ['one address', { addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.0.1/16', 'fd00::1/64'] }, 25],
    ['other addresses', { addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.0.2/24'] }, -10],
    ['one name', { name: 'web1' }, { name: 'WEB1.example.com' }, 15],
    ['other names', { name: 'web1' }, { name: 'web2' }, -10],
    ['another kernel run', { bootId: 'b1' }, { bootId: 'b2' }, 0],
    ['one kernel run', { bootId: 'b1' }, { bootId: 'b1' }, 20],
    ['one board', { uuid: 'u1' }, { uuid: 'u1' }, 20],
    ['other boards', { uuid: 'u1' }, { uuid: 'u2' }, -40],
    ['one kernel run on one board', { uuid: 'u1', serial: 's1', bootId: 'b1' }, { uuid: 'u1', serial: 's1', bootId: 'b1' }, 22],
    ['one address it was reached at', { address: '10.0.0.1' }, { address: '10.0.0.1' }, 25],
  ])('%s', (_, a, b, score) => {
    expect(like({ ...a, ...apart.a }, { ...b, ...apart.b })).toBe(score);
  });

  it('counts the target and the address as one piece of evidence', () => {
    expect(like({ target: 'a' }, { target: 'a' })).toBe(20);
    expect(like({ target: 'a', addresses: ['10.0.0.1/24'] }, { target: 'a', addresses: ['10.0.0.1/24'] })).toBe(26);
    expect(like({ target: 'a', addresses: ['10.0.0.1/24'] }, { target: 'a', addresses: ['10.0.0.2/24'] })).toBe(10);
  });

  it('does not match a container and its host, whatever else they share', () => {
    const shared = { machineId: 'a1', bootId: 'b1', uuid: 'u1', serial: 's1', hostKey: 'SHA256:a', name: 'same' };
    expect(like({ ...shared, macs: ['52:54:00:00:00:01'] }, { ...shared, macs: ['02:42:ac:11:00:02'] })).toBeUndefined();
  });

  it('does not depend on the side', () => {
    fc.assert(
      fc.property(estate, (visits) => {
        const traits = visits.map(readTraits);
        for (const a of traits) {
          for (const b of traits) {
            expect(likeness(a, b)).toBe(likeness(b, a));
            expect(likenessNow(a, b)).toBe(likenessNow(b, a));
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('makes a host most like itself', () => {
    fc.assert(
      fc.property(estate, (visits) => {
        const traits = visits.map(readTraits);
        for (const a of traits) {
          for (const b of traits) if (a !== b) expect(likeness(a, a) ?? 0).toBeGreaterThan(likeness(a, b) ?? 0);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('likenessNow', () => {
  const full = {
    machineId: 'a1',
    bootId: 'b1',
    uuid: 'u1',
    hostKey: 'SHA256:a',
    name: 'web1',
    addresses: ['10.0.0.1/24'],
    macs: ['52:54:00:00:00:01'],
  };

  it('is the same as at any time where nothing contradicts', () => {
    expect(likeNow({ ...full, ...apart.a }, { ...full, ...apart.b })).toBe(
      like({ ...full, ...apart.a }, { ...full, ...apart.b }),
    );
  });

  it.each<[string, VisitOptions]>([
    ['another boot id', { bootId: 'b2' }],
    ['other addresses', { addresses: ['10.0.0.2/24'] }],
    ['other MACs', { macs: ['52:54:00:00:00:02'] }],
  ])('is impossible with %s', (_, other) => {
    expect(likeNow(full, { ...full, ...other })).toBeUndefined();
  });

  it('needs an address, a MAC or a name in common', () => {
    const shared = { machineId: 'a1', bootId: 'b1', uuid: 'u1', hostKey: 'SHA256:a' };
    expect(likeNow({ ...shared, ...apart.a }, { ...shared, ...apart.b })).toBeUndefined();
    expect(likeNow({ ...shared, ...apart.a, name: 'x' }, { ...shared, ...apart.b, name: 'x' })).toBeGreaterThan(
      sameScanThreshold,
    );
  });
});

describe('the thresholds', () => {
  it('let an address alone find a peer, and not a machine whose evidence is in use', () => {
    const score = like({ addresses: ['10.0.0.1/24'], target: 'a' }, { addresses: ['10.0.0.1/24'], target: 'b' }) ?? 0;
    expect(score).toBeGreaterThanOrEqual(acrossTimeThreshold.unclaimed);
    expect(score).toBeLessThan(acrossTimeThreshold.claimed);
  });

  it('let a full description find itself at another address', () => {
    const moved = likeness(readTraits(machine(1)), readTraits(machine(1, { addresses: ['10.9.9.9/24'] }))) ?? 0;
    expect(moved).toBeGreaterThan(acrossTimeThreshold.claimed);
  });

  it('keep a clone without network cards to compare from the machine it was made from', () => {
    const image = { machineId: 'a1', hostKey: 'SHA256:a' };
    const score = like(
      { ...image, name: 'web1', addresses: ['10.0.0.1/24'], bootId: 'b1' },
      { ...image, name: 'web2', addresses: ['10.0.0.2/24'], bootId: 'b2' },
    );
    expect(score).toBeLessThan(acrossTimeThreshold.claimed);
  });
});
