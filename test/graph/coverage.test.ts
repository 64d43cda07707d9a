import { describe, expect, it } from 'vitest';
import { aged, failure, hostNamed, listen, machine, run, snapshotOf, socket } from './build.ts';

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

describe('a host that was reached by several targets in one scan', () => {
  const sockets = [listen('*:5432', 'postgres/9')];
  const visits = [
    machine(2, { target: 'a', status: 'interrupted', sockets }),
    machine(2, { target: 'b', sockets }),
    machine(2, { target: 'c', status: 'disconnected', samples: [] }),
    machine(2, { target: 'd', status: 'too-slow', sockets: [] }),
  ];
  const attempts = [failure('a', 'interrupted'), failure('c', 'disconnected'), failure('d', 'too-slow')];
  const statusOf = (observations: typeof visits) => hostNamed(snapshotOf(observations, { attempts }), 'host2').evidence?.status;

  it('is collected where one of the visits was, whatever became of the others', () => {
    expect(statusOf(visits)).toBe('collected');
    expect(statusOf(visits.toReversed())).toBe('collected');
  });

  it('still has the failures of the others listed', () => {
    const { coverage } = snapshotOf(visits, { attempts });
    expect(coverage.failed.map(({ target, status }) => [target, status])).toEqual([
      ['a', 'interrupted'],
      ['c', 'disconnected'],
      ['d', 'too-slow'],
    ]);
    expect(coverage.collected).toBe(1);
  });

  it('is as its newest visit ended where none was', () => {
    const at = '2026-03-01T10:00:01.000Z';
    expect(
      statusOf(visits.filter(({ status }) => status !== 'collected').map((one) => (one.target === 'd' ? { ...one, at } : one))),
    ).toBe('too-slow');
  });

  it('is not collected where the one that ended well could not read the sockets: those of the other may be cut off', () => {
    const mute = machine(2, { target: 'b', samples: [] });
    expect(statusOf([machine(2, { target: 'a', status: 'interrupted', sockets }), mute])).toBe('interrupted');
  });
});
