import { describe, expect, it } from 'vitest';
import { describeProcess, readProcesses } from '../../src/graph/host-processes.ts';
import { firstScan, secondScan, visit } from './build.ts';

type Facts = ReturnType<typeof visit>['facts'];

const at = (time: string, ...facts: Facts[number][]) => visit({ target: time, at: time, facts });

describe('readProcesses', () => {
  it('knows processes, control groups and units', () => {
    const known = readProcesses([
      at(
        firstScan,
        { fact: 'process', pid: 1, name: 'systemd' },
        { fact: 'process', pid: 90, name: 'nginx' },
        { fact: 'cgroup', pid: 90, path: '/system.slice/nginx.service' },
        { fact: 'unit', name: 'nginx.service', mainPid: 90 },
      ),
    ]);
    expect(known.byPid.get(90)?.name).toBe('nginx');
    expect(known.placementOf(90)).toEqual({ unit: 'nginx.service' });
    expect(known.placementOf(1)).toBeUndefined();
    expect(known.mainPidOf('nginx.service')).toBe(90);
    expect(known.units.has('nginx.service')).toBe(true);
    expect([known.listed, known.placed]).toEqual([true, true]);
  });

  it('believes the later of two visits about a pid', () => {
    const early = at(firstScan, { fact: 'process', pid: 5, name: 'old' });
    const late = at(secondScan, { fact: 'process', pid: 5, name: 'new' });
    expect(readProcesses([late, early]).byPid.get(5)?.name).toBe('new');
    expect(readProcesses([early, late]).byPid.get(5)?.name).toBe('new');
  });

  it('takes the lowest pid of a unit for its main one where nothing says so', () => {
    const path = '/system.slice/nginx.service';
    const known = readProcesses([
      at(
        firstScan,
        { fact: 'cgroup', pid: 92, path },
        { fact: 'cgroup', pid: 91, path },
        { fact: 'unit', name: 'nginx.service' },
      ),
    ]);
    expect(known.mainPidOf('nginx.service')).toBe(91);
    expect(known.mainPidOf('other.service')).toBeUndefined();
  });

  it("does not count what runs in a container as the unit's", () => {
    const path = `/system.slice/docker.service/docker-${'a'.repeat(64)}.scope`;
    expect(readProcesses([at(firstScan, { fact: 'cgroup', pid: 5, path })]).mainPidOf('docker.service')).toBeUndefined();
  });

  it('knows that a list without process 1 is not of all', () => {
    expect(readProcesses([at(firstScan, { fact: 'process', pid: 5, name: 'bash' })]).listed).toBe(false);
    expect(readProcesses([]).listed).toBe(false);
  });
});

describe('describeProcess', () => {
  it('adds what the process list knows, and nothing that nobody knows', () => {
    expect(describeProcess({ pid: 5 }, { fact: 'process', pid: 5, name: 'nginx', user: 'root' })).toEqual({
      pid: 5,
      name: 'nginx',
      user: 'root',
    });
    expect(describeProcess({ pid: 5, name: 'nginx' }, { fact: 'process', pid: 5, name: 'nginx: worker' })).toEqual({
      pid: 5,
      name: 'nginx',
    });
    expect(describeProcess({ name: 'nginx' }, undefined)).toEqual({ name: 'nginx' });
    expect(describeProcess({}, undefined)).toEqual({});
  });
});
