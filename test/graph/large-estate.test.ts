import { describe, expect, it } from 'vitest';
import { run, snapshotOf } from './build.ts';
import { generateObservations } from './large-estate.ts';

const size = { hosts: 300, connections: 30_000 };

describe('a large estate', () => {
  const observations = generateObservations(size);
  const { snapshot, witnesses } = run(observations);

  it('has every connection in one dependency, joined from both ends', () => {
    expect(snapshot.dependencies).toHaveLength(3000);
    expect(snapshot.dependencies.reduce((sum, { connections }) => sum + connections, 0)).toBe(size.connections);
    expect(new Set(snapshot.dependencies.map(({ seenFrom, directionRule }) => `${seenFrom} ${directionRule}`))).toEqual(
      new Set(['both own-listener']),
    );
    expect([...witnesses.values()].every((lines) => lines.length === 10)).toBe(true);
  });

  it('has a program and a login on every host, and nobody else', () => {
    expect(snapshot.hosts).toHaveLength(size.hosts);
    expect(snapshot.services).toHaveLength(2 * size.hosts);
    expect(snapshot.coverage).toMatchObject({ edges: 3000, edgesWithBothProcesses: 3000, peersNotScanned: 0 });
  });

  it('is the same whatever came first, and again', () => {
    expect(snapshotOf([...observations].reverse())).toEqual(snapshot);
    expect(snapshotOf(observations, { prior: snapshot })).toEqual(snapshot);
  });

  it('counts a connection once, however often it was seen', () => {
    const sampled = snapshotOf(generateObservations({ hosts: 30, connections: 600, samples: 3 }));
    expect(sampled.dependencies.reduce((sum, { connections }) => sum + connections, 0)).toBe(600);
    expect(new Set(sampled.dependencies.map(({ samples }) => `${samples.seen}/${samples.total}`))).toEqual(new Set(['6/6']));
  });
});
