import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { richEstate } from './arbitrary-rich-estate.ts';
import { aged, header, run, secondScan, snapshotOf } from './build.ts';

/** The same estates in every run, so that a run tells of the change it is for; another seed looks further. */
const runs = { numRuns: 30, seed: 224506865 };

const allFresh = (all: readonly Observation[]): Observation[] => all.map((visit) => ({ ...visit, fresh: true }));

const next = (prior: Snapshot, observations: readonly Observation[]): Snapshot =>
  snapshotOf(observations, { header: { ...header, id: '2', takenAt: secondScan }, prior });

/** The scan after: some targets answered something else, of the others there is the evidence of before. */
const scanAfter = (before: readonly Observation[], after: readonly Observation[]): Observation[] => {
  const answered = new Set(after.map(({ target }) => target));
  return [...allFresh(after), ...aged(before.filter(({ target }) => !answered.has(target)))];
};

function expectSound({ hosts, services, dependencies }: Snapshot): void {
  for (const all of [hosts, services, dependencies]) {
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  }
  const hostIds = new Set(hosts.map(({ id }) => id));
  const hostOf = new Map(services.map(({ id, host }) => [id, host]));
  for (const { host } of services) expect(hostIds).toContain(host);
  for (const { from, to } of dependencies) {
    for (const end of [from, to]) {
      expect(hostIds).toContain(end.host);
      if (end.service !== undefined) expect(hostOf.get(end.service)).toBe(end.host);
    }
  }
  for (const { name } of hosts) expect(name).not.toBe('');
}

describe('derive, for any estate with containers, translations and configurations', () => {
  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(
        richEstate.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const [one, other] = [run(all), run(shuffled)];
          expect(other).toEqual(one);
          expect([...other.witnesses.keys()]).toEqual([...one.witnesses.keys()]);
        },
      ),
      runs,
    );
  });

  it('gives ends that exist, unique ids in order, and nothing JSON would change', () => {
    fc.assert(
      fc.property(richEstate, richEstate, (before, after) => {
        const prior = snapshotOf(before);
        expectSound(prior);
        const snapshot = next(prior, scanAfter(before, after));
        expectSound(snapshot);
        expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot);
      }),
      runs,
    );
  });

  it('changes nothing when the same evidence is merged with its own result', () => {
    fc.assert(
      fc.property(richEstate.map(allFresh), (all) => {
        const prior = snapshotOf(all);
        expect(snapshotOf(all, { prior })).toEqual(prior);
      }),
      runs,
    );
  });

  it('changes nothing the second time after a scan that changed something', () => {
    fc.assert(
      fc.property(richEstate.map(allFresh), richEstate, (before, after) => {
        const observations = scanAfter(before, after);
        const once = next(snapshotOf(before), observations);
        expect(next(once, observations)).toEqual(once);
      }),
      runs,
    );
  });

  it('keeps every dependency, seen or written, where nobody looked again', () => {
    fc.assert(
      fc.property(richEstate.map(allFresh), (all) => {
        const prior = snapshotOf(all);
        const { dependencies } = next(prior, []);
        expect(dependencies.map(({ id }) => id)).toEqual(prior.dependencies.map(({ id }) => id));
      }),
      runs,
    );
  });

  it('keeps the evidence and its ids when it is only older', () => {
    fc.assert(
      fc.property(richEstate.map(allFresh), (all) => {
        const prior = snapshotOf(all);
        const { dependencies } = next(prior, aged(all));
        expect(dependencies.map(({ id }) => id)).toEqual(prior.dependencies.map(({ id }) => id));
      }),
      runs,
    );
  });
});
