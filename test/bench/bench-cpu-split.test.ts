import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCpuSplit, splitProfile } from '../../scripts/bench-cpu-split.ts';

const node = (id: number, functionName: string, url: string, children: readonly number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const profile = {
  nodes: [
    node(1, '(root)', '', [2, 3, 7]),
    node(2, 'connect', 'file:///map/dist/transports/ssh.js', [4]),
    node(3, 'parse', 'file:///map/dist/collectors/linux/ss.js', [5]),
    node(4, 'sign', 'node:internal/crypto/sig', []),
    node(5, 'scanEndpoint', 'file:///map/dist/text/endpoint.js', [6]),
    node(6, '(garbage collector)', '', []),
    node(7, '(idle)', '', []),
  ],
  samples: [2, 4, 3, 5, 6, 7],
  timeDeltas: [1000, 2000, 300, 40, 5, 9000],
};

describe('the CPU profile of a scan', () => {
  it('gives time to the step of a frame, or of the nearest caller that has one', () => {
    expect(Object.fromEntries(splitProfile(profile))).toEqual({
      'log in and transport': 3000,
      parse: 340,
      'garbage collection': 5,
    });
  });

  it('counts what belongs to no step as the runtime', () => {
    const lone = { nodes: [node(1, '(root)', '', [2]), node(2, 'tick', 'node:timers')], samples: [2, 9], timeDeltas: [7, 5] };
    expect(Object.fromEntries(splitProfile(lone))).toEqual({ 'node itself': 12 });
  });
});

describe('the line about the split', () => {
  const directory = mkdtempSync(join(tmpdir(), 'map-split-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is left out where there is no profile', () => {
    expect(readCpuSplit(directory, 10)).toEqual([]);
  });

  it('shares the CPU of a host out over the profiles of all threads, the largest first', () => {
    writeFileSync(join(directory, 'a.cpuprofile'), JSON.stringify(profile));
    writeFileSync(join(directory, 'b.cpuprofile'), JSON.stringify(profile));
    expect(readCpuSplit(directory, 33.45)[0]).toMatch(/: log in and transport 30\.0, parse 3\.4, garbage collection 0\.1$/);
  });
});
