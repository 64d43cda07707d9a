import { describe, expect, it } from 'vitest';
import { openEstate } from '../../src/graph/estate.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { aged, arrows, header, hostNamed, listen, machine, run, secondScan, serviceNamed, snapshotOf, socket } from './build.ts';

const later = { ...header, id: '2', takenAt: secondScan };
const next = (prior: Snapshot, observations: readonly Observation[]): Snapshot =>
  snapshotOf(observations, { header: later, prior });

const init: Observation['facts'][number] = { fact: 'process', pid: 1, name: 'systemd' };

describe('how well a host is known', () => {
  const standings = (observations: readonly Observation[], prior?: Snapshot) => {
    const { hosts, standingOf } = openEstate(observations, [], prior);
    return Object.fromEntries([
      ...hosts.map(({ name }, node) => [name, standingOf(node)] as const),
      ['beyond', standingOf(hosts.length)],
    ]);
  };

  it('is by fresh evidence, by evidence used before, by such nobody has used, by a snapshot alone, or not at all', () => {
    const prior = snapshotOf([1, 2, 3].map((number) => machine(number)));
    const observations = [machine(1, { at: secondScan }), ...aged([machine(2)]), ...aged([machine(4)])];
    expect(standings(observations, prior)).toEqual({
      host1: 'fresh',
      host2: 'unchanged',
      host3: 'carried',
      host4: 'older',
      beyond: 'peer',
    });
  });

  it('is by evidence nobody has used where a scan ended before its snapshot was made', () => {
    const prior = snapshotOf([machine(1)]);
    expect(standings(aged([machine(1, { at: secondScan })]), prior)['host1']).toBe('older');
  });
});

describe('evidence that a snapshot has used', () => {
  const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5')] });
  const server = machine(2, {
    sockets: [listen('*:5432', 'postgres/9'), socket('10.0.0.2:5432', '10.0.0.1:40000', 'postgres/9')],
  });
  const first = snapshotOf([client, server]);
  const stopped = machine(1, { at: secondScan, facts: [init], sockets: [listen('*:22', 'sshd/7')] });

  it('does not bring back what was found to be gone, however long nobody looks', () => {
    const second = next(first, [stopped, ...aged([server])]);
    expect(second.dependencies).toEqual([]);
    const third = next(second, aged([stopped, server]));
    expect(third.dependencies).toEqual([]);
    const other = next(third, [...aged([stopped, server]), machine(3, { at: secondScan })]);
    expect(other.dependencies).toEqual([]);
  });

  it('counts again when somebody looks and sees it', () => {
    const second = next(first, [stopped, ...aged([server])]);
    const third = next(second, [...aged([stopped]), { ...server, at: '2026-03-03T10:00:00.000Z' }]);
    expect(arrows(third)).toEqual(['host1/? -> host2/postgres tcp/5432']);
  });

  it('leaves the services of its host as they were', () => {
    const gone = machine(2, { at: secondScan, sockets: [listen('*:22', 'sshd/7')] });
    const second = next(first, [...aged([client]), gone]);
    expect(second.dependencies).toEqual([]);
    expect(serviceNamed(second, 'host1', 'java')).toEqual(serviceNamed(first, 'host1', 'java'));
    const third = next(second, aged([client, gone]));
    expect(serviceNamed(third, 'host1', 'java')).toEqual(serviceNamed(first, 'host1', 'java'));
  });

  it('does not say of a new machine what it said of the one before it at the address', () => {
    const replaced = machine(3, { at: secondScan, target: '10.0.0.1', addresses: ['10.0.0.1/24'] });
    const second = next(first, [replaced, ...aged([server])]);
    expect(second.hosts.map(({ name }) => name).sort()).toEqual(['host2', 'host3']);
    expect(second.dependencies).toEqual([]);
  });

  it('still explains what stands', () => {
    const { snapshot, witnesses } = run(aged([client, server]), { header: later, prior: first });
    expect(snapshot.dependencies).toEqual(first.dependencies);
    expect(witnesses).toEqual(run([client, server]).witnesses);
  });

  it('explains each of two clients by its own lines', () => {
    const both = machine(1, {
      sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5'), socket('10.0.0.1:40001', '10.0.0.2:5432', 'python3/6')],
    });
    const prior = snapshotOf([both, server]);
    const { snapshot, witnesses } = run(aged([both, server]), { header: later, prior });
    const lines = snapshot.dependencies.map(({ id, from }) => {
      const service = snapshot.services.find(({ id: candidate }) => candidate === from.service)?.name;
      return [
        service,
        witnesses
          .get(id)
          ?.filter(({ side }) => side === 'client')
          .map(({ line }) => line),
      ];
    });
    expect(Object.fromEntries(lines)).toEqual({ java: [1], python3: [2] });
  });

  it('is joined with what a host says that is scanned for the first time', () => {
    const alone = snapshotOf([client]);
    const second = next(alone, [...aged([client]), { ...server, at: secondScan }]);
    expect(arrows(second)).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(second.dependencies[0]).toMatchObject({ seenFrom: 'both', directionRule: 'own-listener', connections: 1 });
  });
});

describe('older evidence that newer one replaced', () => {
  const own = { addresses: ['10.0.0.1/24', 'eth1 10.0.1.1/24'] };
  const front = machine(1, { ...own, target: '10.0.0.1', sockets: [listen('*:80', 'nginx/5')] });
  const back = machine(1, { ...own, target: '10.0.1.1', sockets: [listen('*:80', 'nginx/5')] });
  const first = snapshotOf([front, back]);
  const again = { ...back, at: secondScan };

  it('is remembered by its target', () => {
    expect(hostNamed(next(first, [...aged([front]), again]), 'host1')).toMatchObject({
      targets: ['10.0.1.1'],
      formerTargets: ['10.0.0.1'],
    });
  });

  it('does not make a second host, even when the newer one says little', () => {
    const mute = machine(1, { target: '10.0.1.1', at: secondScan, name: 'host1' });
    const blind: Observation = { ...mute, facts: [], samples: [{ sample: 1, collector: 'linux.ss', sockets: [] }] };
    const second = next(first, [...aged([front]), blind]);
    expect(second.hosts).toHaveLength(1);
    const third = next(second, aged([front, blind]));
    expect(third.hosts.map(({ id }) => id)).toEqual(first.hosts.map(({ id }) => id));
  });

  it('counts again where the newer one belongs to another machine by now', () => {
    const second = next(first, [...aged([front]), again]);
    const stranger = machine(5, { target: '10.0.1.1', at: '2026-03-03T10:00:00.000Z' });
    const third = next(second, [...aged([front]), stranger]);
    expect(third.hosts.map(({ name }) => name).sort()).toEqual(['host1', 'host5']);
    expect(hostNamed(third, 'host1')).toMatchObject({ id: first.hosts[0]?.id, targets: ['10.0.0.1'], evidence: { stale: true } });
    expect(hostNamed(third, 'host1')).not.toHaveProperty('formerTargets');
  });

  it('is no longer former when it is fresh', () => {
    const second = next(first, [...aged([front]), again]);
    const third = next(second, [{ ...front, at: '2026-03-03T10:00:00.000Z' }, ...aged([again])]);
    expect(hostNamed(third, 'host1')).toMatchObject({ targets: ['10.0.0.1'], formerTargets: ['10.0.1.1'] });
  });
});
