import { describe, expect, it } from 'vitest';
import { diff, pairSnapshots } from '../../src/analysis/diff.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import {
  aged,
  arrows,
  failure,
  firstScan,
  header,
  hostNamed,
  listen,
  machine,
  run,
  secondScan,
  serviceNamed,
  snapshotOf,
  socket,
  timeWait,
  type VisitOptions,
} from './build.ts';

const thirdScan = '2026-03-03T10:00:00.000Z';
const headerOf = (id: string, takenAt: string) => ({ ...header, id, takenAt });
const next = (prior: Snapshot, observations: readonly Observation[], attempts = [] as ReturnType<typeof failure>[]): Snapshot =>
  snapshotOf(observations, { header: headerOf('2', secondScan), prior, attempts });
const nextButOne = (prior: Snapshot, observations: readonly Observation[]): Snapshot =>
  snapshotOf(observations, { header: headerOf('3', thirdScan), prior });

const java: Observation['facts'] = [
  { fact: 'process', pid: 1, name: 'systemd' },
  { fact: 'process', pid: 5, name: 'java' },
];
const client = machine(1, { facts: java, sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5')] });
const listeners = [listen('*:5432', 'postgres/9'), listen('*:22', 'sshd/7')];
const server = machine(2, { sockets: [...listeners, socket('10.0.0.2:5432', '10.0.0.1:40000', 'postgres/9')] });
const first = snapshotOf([client, server]);

/** The server under another name, cut off before its socket table. */
const blind = (more: VisitOptions = {}): Observation =>
  machine(2, { target: 'db.example', at: secondScan, status: 'too-slow', samples: [], ...more });
const quietClient = machine(1, { at: secondScan, facts: java, sockets: [] });

const differences = (from: Snapshot, to: Snapshot) => {
  const { hosts, services, dependencies } = diff(pairSnapshots(from, to));
  const texts = (lists: Readonly<Record<string, readonly { readonly id: string }[]>>): Record<string, number> =>
    Object.fromEntries(Object.entries(lists).flatMap(([verdict, list]) => (list.length === 0 ? [] : [[verdict, list.length]])));
  return { hosts: texts(hosts), services: texts(services), dependencies: texts(dependencies) };
};

describe('a visit under another name that shows no sockets', () => {
  const second = next(first, [...aged([client, server]), blind()], [failure('db.example', 'too-slow')]);

  it('leaves the services and arrows of the host as they were, with their age', () => {
    expect(second.services).toEqual(first.services);
    expect(second.dependencies).toEqual(first.dependencies);
    expect(hostNamed(second, 'host2')).toMatchObject({
      id: hostNamed(first, 'host2').id,
      targets: ['10.0.0.2', 'db.example'],
      evidence: { status: 'too-slow', at: firstScan, stale: true },
    });
  });

  it('makes them unknown, not removed', () => {
    expect(differences(first, second)).toEqual({ hosts: { unknown: 1 }, services: { unknown: 2 }, dependencies: { unknown: 1 } });
  });

  it('makes them unknown also where the other end was looked at and is quiet', () => {
    const quiet = next(first, [quietClient, ...aged([server]), blind()]);
    expect(quiet.dependencies).toEqual(first.dependencies);
    expect(differences(first, quiet)).toMatchObject({ services: { unknown: 2 }, dependencies: { unknown: 1 } });
  });

  it('removes nothing where the visit went well and there are no sockets to be read', () => {
    const mute = next(first, [quietClient, ...aged([server]), blind({ status: 'collected' })]);
    expect(mute.services).toEqual(first.services);
    expect(hostNamed(mute, 'host2').evidence).toEqual({ status: 'collected', at: firstScan, stale: true });
    expect(differences(first, mute)).toMatchObject({ services: {}, dependencies: {} });
  });

  it('shows the failure whether or not it is listed among the attempts', () => {
    const unlisted = next(first, [...aged([client, server]), blind()]);
    expect(unlisted).toEqual({ ...second, coverage: { ...second.coverage, failed: [] } });
  });

  it('adds what it did see', () => {
    const told = blind({ addresses: ['10.0.0.9/24'], name: 'db2', facts: [{ fact: 'system', osName: 'Debian' }] });
    const moved = hostNamed(next(first, [...aged([client, server]), told]), 'db2');
    expect(moved).toMatchObject({ id: hostNamed(first, 'host2').id, addresses: ['10.0.0.9'], os: { name: 'Debian' } });
    expect(moved.names).toEqual(['db2']);
  });

  it('does not let go of an arrow that was removed before, nor bring it back', () => {
    const stopped = machine(1, { at: secondScan, facts: java.slice(0, 1), sockets: [listen('*:22', 'sshd/7')] });
    const gone = next(first, [stopped, ...aged([server])]);
    expect(gone.dependencies).toEqual([]);
    const still = nextButOne(gone, [...aged([stopped, server]), blind({ at: thirdScan })]);
    expect(still.dependencies).toEqual([]);
    expect(still.services).toEqual(gone.services);
  });

  it('does not hide an end that was looked at and is gone', () => {
    const stopped = machine(1, { at: secondScan, facts: java.slice(0, 1), sockets: [listen('*:22', 'sshd/7')] });
    const gone = next(first, [stopped, ...aged([server]), blind()]);
    expect(gone.dependencies).toEqual([]);
    expect(differences(first, gone).dependencies).toEqual({ removed: 1 });
  });

  it('changes nothing when nobody looks after it, however often', () => {
    const told = blind({ addresses: ['10.0.0.9/24'], facts: [{ fact: 'process', pid: 9, name: 'bash' }] });
    const once = next(first, [...aged([client, server]), told]);
    const later = nextButOne(once, aged([client, server, told]));
    expect(later.services).toEqual(once.services);
    expect(later.dependencies).toEqual(once.dependencies);
    const { evidence: _, ...rest } = hostNamed(once, 'host2');
    expect(hostNamed(later, 'host2')).toEqual({ ...rest, evidence: { status: 'collected', at: firstScan, stale: true } });
    expect(nextButOne(later, aged([client, server, told]))).toEqual(later);
  });

  it('can be explained by the older lines', () => {
    const observations = [...aged([client, server]), blind()];
    const { snapshot, witnesses } = run(observations, { header: headerOf('2', secondScan), prior: second });
    expect(snapshot.dependencies).toEqual(first.dependencies);
    expect(witnesses).toEqual(run([client, server]).witnesses);
  });

  it('does not depend on the order, and derived again is the same', () => {
    const observations = [...aged([client, server]), blind()];
    expect(next(first, [...observations].reverse())).toEqual(next(first, observations));
    expect(next(next(first, observations), observations)).toEqual(next(first, observations));
  });

  it('gives way to one that shows them', () => {
    const whole = machine(2, { target: 'db.example', at: thirdScan, sockets: [listen('*:22', 'sshd/7')] });
    const third = nextButOne(second, [...aged([client, server]), whole]);
    expect(hostNamed(third, 'host2')).toMatchObject({
      targets: ['db.example'],
      formerTargets: ['10.0.0.2'],
      evidence: { status: 'collected', at: thirdScan, stale: false },
    });
    expect(differences(second, third)).toMatchObject({ services: { removed: 1 }, dependencies: { removed: 1 } });
  });

  it('may be followed by another such under a third name', () => {
    const again = blind({ target: 'db.other', at: thirdScan });
    const third = nextButOne(second, [...aged([client, server, blind()]), again]);
    expect(third.services).toEqual(first.services);
    expect(hostNamed(third, 'host2')).toMatchObject({
      targets: ['10.0.0.2', 'db.other'],
      evidence: { status: 'too-slow', at: firstScan, stale: true },
    });
  });

  it('does not bring back what an older visit than the last had seen', () => {
    const old = machine(2, { target: 'old', at: '2026-02-01T10:00:00.000Z', sockets: [...listeners, listen('*:80', 'nginx/8')] });
    const zeroth = snapshotOf([client, old]);
    const replaced = next(zeroth, [{ ...client, at: secondScan }, ...aged([old]), { ...server, at: secondScan }]);
    const third = nextButOne(replaced, aged([client, old, server]).concat(blind({ at: thirdScan })));
    const fourth = nextButOne(third, aged([client, old, server, blind({ at: thirdScan })]));
    for (const snapshot of [replaced, third, fourth]) {
      const { id } = hostNamed(snapshot, 'host2');
      expect(snapshot.services.filter(({ host }) => host === id).map(({ name }) => name)).not.toContain('nginx');
    }
    expect(fourth.services).toEqual(replaced.services);
  });

  it('keeps what was seen in a scan that made no snapshot', () => {
    const alone = snapshotOf([...aged([server]), blind()]);
    expect(alone.hosts.filter(({ kind }) => kind === 'server')).toHaveLength(1);
    expect(serviceNamed(alone, 'host2', 'postgres')).toMatchObject({ kind: 'listener' });
    expect(hostNamed(alone, 'host2').evidence).toEqual({ status: 'too-slow', at: firstScan, stale: true });
  });

  it('has an old address given to the machine that has it now', () => {
    const moved = blind({ addresses: ['10.0.0.9/24'] });
    const heir = machine(3, { at: secondScan, target: 'heir', addresses: ['10.0.0.2/24'], sockets: [listen('*:22', 'sshd/7')] });
    const caller = machine(4, { at: secondScan, sockets: [timeWait('10.0.0.4:40000', '10.0.0.2:22')] });
    const snapshot = next(first, [...aged([client, server]), moved, heir, caller]);
    expect(arrows(snapshot)).toContain('host4/? -> host3/sshd tcp/22');
    expect(arrows(snapshot)).toContain('host1/java -> host2/postgres tcp/5432');
  });
});

describe('a visit to the same target that failed early', () => {
  it('leaves what the last good one had seen', () => {
    const failed = next(first, [quietClient, ...aged([server])], [failure('10.0.0.2', 'too-slow')]);
    expect(failed.dependencies).toEqual(first.dependencies);
    expect(differences(first, failed)).toMatchObject({
      hosts: { unknown: 1 },
      services: { unknown: 2 },
      dependencies: { unknown: 1 },
    });
  });

  it('loses nothing where the evidence of the last good one is not at hand', () => {
    const lost = next(first, [{ ...client, at: secondScan }, blind({ target: '10.0.0.2' })]);
    expect(lost.services).toEqual(first.services);
    expect(differences(first, lost)).toMatchObject({ services: {}, dependencies: {} });
  });
});

describe('a visit that shows sockets and not whose they are', () => {
  const nameless = (more: VisitOptions = {}): Observation =>
    machine(1, { at: secondScan, sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432')], ...more });
  const again = { ...server, at: secondScan };

  it.each(['10.0.0.1', 'app.example'])('takes no service of the host for gone (as %s)', (target) => {
    const second = next(first, [nameless({ target }), again, ...(target === '10.0.0.1' ? [] : aged([client]))]);
    expect(arrows(second)).toEqual(['host1/? -> host2/postgres tcp/5432']);
    expect(serviceNamed(second, 'host1', 'java')).toEqual(serviceNamed(first, 'host1', 'java'));
    expect(differences(first, second)).toMatchObject({ services: {}, dependencies: {} });
    expect(next(second, [nameless({ target }), again, ...(target === '10.0.0.1' ? [] : aged([client]))])).toEqual(second);
  });

  it('is followed by the same service and arrow when somebody may look again', () => {
    const second = next(first, [nameless(), again]);
    const third = nextButOne(second, [{ ...client, at: thirdScan }, ...aged([again])]);
    expect(arrows(third)).toEqual(arrows(first));
    expect(third.services.map(({ id }) => id)).toEqual(first.services.map(({ id }) => id));
    expect(third.dependencies.map(({ id }) => id)).toEqual(first.dependencies.map(({ id }) => id));
  });

  it('is not one that lists its processes: what is not among them is gone', () => {
    const second = next(first, [nameless({ facts: java.slice(0, 1) }), again]);
    expect(second.services.map(({ name }) => name)).not.toContain('java');
    expect(differences(first, second)).toMatchObject({ services: { removed: 1 } });
  });

  it('keeps no bare port that only traffic told of', () => {
    const told = snapshotOf([client]);
    expect(told.services.map(({ name }) => name)).toContain('tcp/5432');
    const listed = next(told, [
      { ...client, at: secondScan, samples: [{ sample: 1, collector: 'linux.ss', sockets: [] }] },
      blind(),
    ]);
    const forgotten = nextButOne({ ...listed, dependencies: [] }, [
      ...aged([client]),
      machine(2, { at: thirdScan, sockets: [] }),
    ]);
    expect(forgotten.services.map(({ name }) => name)).not.toContain('tcp/5432');
  });
});
