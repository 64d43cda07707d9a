import { describe, expect, it } from 'vitest';
import { aged, failure, listen, machine, run, snapshotOf, socket } from './build.ts';

const client = machine(1, {
  sockets: [
    socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5'),
    socket('10.0.0.1:40001', '10.0.0.2:6379', 'java/5'),
    socket('10.0.0.1:40002', '10.0.9.9:443'),
    socket('10.0.0.1:40003', '203.0.113.9:443', 'java/5'),
  ],
});
const server = machine(2, { sockets: [listen('*:5432', 'postgres/9'), listen('*:6379')] });

describe('coverage', () => {
  it('counts the edges by what is known of their ends', () => {
    expect(snapshotOf([client, server]).coverage).toMatchObject({
      edges: 4,
      edgesWithBothProcesses: 1,
      edgesWithoutClientProcess: 1,
      edgesWithoutServerProcess: 3,
      peersNotScanned: 1,
    });
  });

  it('counts the targets as the scan did', () => {
    const { coverage } = snapshotOf([{ ...client, skippedLines: 2 }, ...aged([{ ...server, skippedLines: 3 }])], {
      targetCount: 256,
      unansweredCount: 200,
    });
    expect(coverage).toMatchObject({ targets: 256, collected: 1, unanswered: 200, skippedLines: 5 });
  });

  it('does not count a visit that ended early as collected', () => {
    expect(snapshotOf([{ ...client, status: 'too-slow' }, server]).coverage.collected).toBe(1);
  });

  it('lists the failures by target, each with a message', () => {
    const attempts = [failure('10.0.0.9', 'refused'), { target: '10.0.0.8', status: 'hung', origin: 'listed' } as const];
    expect(snapshotOf([client], { attempts }).coverage.failed).toEqual([
      { target: '10.0.0.8', status: 'hung', message: 'the login worked, then nothing came before the deadline' },
      { target: '10.0.0.9', status: 'refused', message: '10.0.0.9: refused' },
    ]);
    expect(snapshotOf([client], { attempts }).coverage.failed).toEqual(
      snapshotOf([client], { attempts: [...attempts].reverse() }).coverage.failed,
    );
  });

  it('is all there for an empty estate', () => {
    const { snapshot, witnesses } = run([], { targetCount: 3, unansweredCount: 3 });
    expect(snapshot).toEqual({
      format: 'map.snapshot',
      version: 1,
      snapshot: snapshot.snapshot,
      hosts: [],
      services: [],
      dependencies: [],
      links: [],
      applications: [],
      coverage: {
        targets: 3,
        collected: 0,
        unanswered: 3,
        failed: [],
        edges: 0,
        edgesWithBothProcesses: 0,
        edgesWithoutClientProcess: 0,
        edgesWithoutServerProcess: 0,
        peersNotScanned: 0,
        skippedLines: 0,
      },
    });
    expect(witnesses.size).toBe(0);
  });
});
