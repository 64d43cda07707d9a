import { describe, expect, it } from 'vitest';
import type { SocketFact } from '../../src/model/fact.ts';
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
  onlyDependency,
  run,
  secondScan,
  serviceNamed,
  snapshotOf,
  socket,
} from './build.ts';

const later = { ...header, id: '2', takenAt: secondScan };
const thirdScan = '2026-03-03T10:00:00.000Z';

const calling = socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5');
const answering = socket('10.0.0.2:5432', '10.0.0.1:40000', 'postgres/9');
const process = (pid: number, name: string): Observation['facts'][number] => ({ fact: 'process', pid, name });
const init = process(1, 'systemd');
const java = [init, process(5, 'java')];
const other = [init, process(6, 'sleep')];
const sshd = listen('*:22', 'sshd/7');

const client = (sockets: readonly SocketFact[] = [calling], facts: Observation['facts'] = java, at = firstScan) =>
  machine(1, { sockets, facts, at });
const server = (sockets: readonly SocketFact[] = [listen('*:5432', 'postgres/9'), answering], at = firstScan) =>
  machine(2, { sockets, at });

const first = snapshotOf([client(), server()]);
const arrow = onlyDependency(first);
const quietClient = client([], java, secondScan);
const quietServer = server([listen('*:5432', 'postgres/9')], secondScan);

const next = (
  observations: readonly Observation[],
  prior: Snapshot = first,
  attempts: Parameters<typeof snapshotOf>[1] = {},
): Snapshot => snapshotOf(observations, { header: later, prior, ...attempts });

describe('a dependency that is seen again', () => {
  it('keeps its id and the time it was first seen', () => {
    const again = next([client([calling], java, secondScan), server([listen('*:5432', 'postgres/9'), answering], secondScan)]);
    expect(onlyDependency(again)).toMatchObject({ id: arrow.id, firstSeen: firstScan, lastSeen: secondScan });
    expect(onlyDependency(again)).not.toHaveProperty('silent');
  });

  it('keeps them also when its client becomes known, or is no longer known', () => {
    const nameless = snapshotOf([machine(1), server()]);
    const named = next([client([calling], java, secondScan), server(undefined, secondScan)], nameless);
    expect(onlyDependency(named)).toMatchObject({ id: onlyDependency(nameless).id, firstSeen: firstScan });
    const unnamed = next([machine(1, { at: secondScan }), server(undefined, secondScan)]);
    expect(arrows(unnamed)).toEqual(['host1/? -> host2/postgres tcp/5432']);
    expect(onlyDependency(unnamed).id).toBe(arrow.id);
  });

  it('is not taken for one of two that it might continue', () => {
    const two = snapshotOf([client([calling, socket('10.0.0.1:40001', '10.0.0.2:5432', 'python3/6')]), server()]);
    const unnamed = next([machine(1, { at: secondScan }), server(undefined, secondScan)], two);
    const seen = unnamed.dependencies.filter(({ lastSeen }) => lastSeen === secondScan);
    expect(seen).toHaveLength(1);
    expect(two.dependencies.map(({ id }) => id)).not.toContain(seen[0]?.id);
  });

  it('keeps them when its server was a peer and is scanned now', () => {
    const alone = snapshotOf([client()]);
    const both = next([client([calling], java, secondScan), server(undefined, secondScan)], alone);
    expect(arrows(both)).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(onlyDependency(both)).toMatchObject({ id: onlyDependency(alone).id, firstSeen: firstScan, seenFrom: 'both' });
  });

  it('was last seen when the newest evidence saw it', () => {
    const mixed = next([...aged([client()]), server([listen('*:5432', 'postgres/9'), answering], secondScan)]);
    expect(onlyDependency(mixed)).toMatchObject({ firstSeen: firstScan, lastSeen: secondScan });
  });
});

describe('a dependency that is not seen this time', () => {
  it('is silent where both hosts were looked at and both services are there', () => {
    const silent = next([quietClient, quietServer]);
    expect(silent.dependencies).toEqual([{ ...arrow, silent: true }]);
    expect(serviceNamed(silent, 'host1', 'java')).toMatchObject({
      id: serviceNamed(first, 'host1', 'java').id,
      kind: 'client',
      processes: [{ pid: 5, name: 'java' }],
    });
  });

  it('stays silent until it speaks again', () => {
    const silent = next([quietClient, quietServer]);
    const still = next([quietClient, quietServer], silent);
    expect(still.dependencies).toEqual(silent.dependencies);
    const again = next(
      [client([calling], java, thirdScan), server([listen('*:5432', 'postgres/9'), answering], thirdScan)],
      still,
    );
    expect(onlyDependency(again)).toMatchObject({ id: arrow.id, firstSeen: firstScan, lastSeen: thirdScan });
    expect(onlyDependency(again)).not.toHaveProperty('silent');
  });

  it('is silent where the unit of its client is there and waits for its timer', () => {
    const unit = { cgroup: '/system.slice/backup.service' };
    const prior = snapshotOf([client([socket('10.0.0.1:40000', '10.0.0.2:5432', 'bash/5', unit)], []), server()]);
    const waiting = client([], [{ fact: 'unit', name: 'backup.service', active: 'inactive' }, ...java], secondScan);
    expect(next([waiting, quietServer], prior).dependencies).toMatchObject([{ silent: true }]);
  });

  it('is gone where the client runs no more', () => {
    const gone = next([client([], other, secondScan), quietServer]);
    expect(gone.dependencies).toEqual([]);
    expect(gone.services.map(({ name }) => name)).toEqual(['postgres']);
  });

  it('is silent where the host could not show its processes', () => {
    for (const facts of [[], [process(5, 'bash')]]) {
      expect(next([client([], facts, secondScan), quietServer]).dependencies).toMatchObject([{ id: arrow.id, silent: true }]);
    }
  });

  it('is gone where the server does not listen any more', () => {
    expect(next([quietClient, server([sshd], secondScan)]).dependencies).toEqual([]);
    expect(next([quietClient, server([listen('*:5433', 'postgres/9')], secondScan)]).dependencies).toEqual([]);
  });

  it('is gone where another program took over the port', () => {
    expect(next([quietClient, server([listen('*:5432', 'pgbouncer/9')], secondScan)]).dependencies).toEqual([]);
  });

  it('is silent where the server could not show its listeners', () => {
    const blind = next([quietClient, server([], secondScan)]);
    expect(blind.dependencies).toMatchObject([{ id: arrow.id, silent: true }]);
    expect(blind.services).toEqual(expect.arrayContaining([serviceNamed(first, 'host2', 'postgres')]));
  });

  it('is silent where a unit is named and the control groups are not known this time', () => {
    const unit = { cgroup: '/system.slice/shop.service' };
    const prior = snapshotOf([client([socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5', unit)]), server()]);
    expect(next([quietClient, quietServer], prior).dependencies).toMatchObject([{ silent: true }]);
    const placed = client([], [...java, { fact: 'cgroup', pid: 5, path: '/system.slice/other.service' }], secondScan);
    expect(next([placed, quietServer], prior).dependencies).toEqual([]);
  });

  it('is silent where there never was a listener to be missed', () => {
    const forwarded = [40001, 40002].map((port) => socket('10.0.0.2:30080', `10.0.0.1:${port}`));
    const prior = snapshotOf([machine(1), server(forwarded)]);
    expect(prior.dependencies).toMatchObject([{ directionRule: 'fan-in', port: 30080 }]);
    const silent = next([machine(1, { at: secondScan }), server([sshd], secondScan)], prior);
    expect(silent.dependencies).toMatchObject([{ id: prior.dependencies[0]?.id, silent: true }]);
    expect(serviceNamed(silent, 'host2', 'tcp/30080')).toEqual(serviceNamed(prior, 'host2', 'tcp/30080'));
  });

  it('is gone where a guess took a client port for the server, and nothing listens on it', () => {
    const guessed = socket('10.0.0.1:61000', '10.0.0.2:45000', 'java/5');
    const prior = snapshotOf([client([guessed]), server([])]);
    expect(prior.dependencies).toMatchObject([
      { directionRule: 'ephemeral-range', from: { host: hostNamed(prior, 'host2').id } },
    ]);
    const other = snapshotOf([client([socket('10.0.0.1:40001', '10.0.0.2:45000', 'java/5')]), server([])]);
    expect(other.dependencies).toMatchObject([{ directionRule: 'lower-port', port: 40001 }]);
    expect(next([client([sshd], java, secondScan), quietServer], other).dependencies).toEqual([]);
  });

  it('is gone where nothing was known behind the port, and still nothing listens on it', () => {
    const tried = socket('10.0.0.1:40001', '10.0.0.2:8080', 'java/5', { state: 'syn-sent' });
    const prior = snapshotOf([client([tried]), server([sshd])]);
    expect(prior.dependencies).toMatchObject([{ state: 'attempted', port: 8080 }]);
    expect(next([quietClient, server([sshd], secondScan)], prior).dependencies).toEqual([]);
    expect(next([quietClient, server([sshd, listen('*:8080', 'caddy/8')], secondScan)], prior).dependencies).toMatchObject([
      { state: 'attempted', port: 8080, silent: true },
    ]);
    expect(next([quietClient, ...aged([server([sshd])])], prior).dependencies).toEqual(prior.dependencies);
  });

  it('is left as it was where nobody looked at one end', () => {
    const looked = next([quietClient, ...aged([quietServer])]);
    expect(looked.dependencies).toEqual([arrow]);
  });

  it('is left as it was where the other end is a peer, which stays', () => {
    const alone = snapshotOf([client()]);
    const quiet = next([quietClient], alone);
    expect(quiet.dependencies).toEqual(alone.dependencies);
    expect(quiet.hosts.map(({ name }) => name).sort()).toEqual(['10.0.0.2', 'host1']);
    expect(quiet.services.map(({ name }) => name).sort()).toEqual(['java', 'tcp/5432']);
  });

  it('goes with its client, and the peer with it', () => {
    const alone = snapshotOf([client()]);
    const gone = next([client([], other, secondScan)], alone);
    expect(gone.dependencies).toEqual([]);
    expect(gone.hosts.map(({ name }) => name)).toEqual(['host1']);
    expect(gone.services).toEqual([]);
  });

  it('is not kept beside the one it became when a peer turned out to be a known host', () => {
    const peers = snapshotOf([client([calling, socket('10.0.0.1:40001', '10.0.5.2:5432', 'java/5')])]);
    expect(peers.dependencies).toHaveLength(2);
    const known = machine(2, {
      at: secondScan,
      addresses: ['10.0.0.2/24', 'eth1 10.0.5.2/24'],
      sockets: [listen('*:5432', 'postgres/9')],
    });
    const joined = next([...aged([client([calling, socket('10.0.0.1:40001', '10.0.5.2:5432', 'java/5')])]), known], peers);
    expect(arrows(joined)).toEqual(['host1/java -> host2/postgres tcp/5432']);
  });

  it('is redirected to the host a peer turned out to be', () => {
    const alone = snapshotOf([client()]);
    const quiet = next([quietClient, quietServer], alone);
    expect(arrows(quiet)).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(onlyDependency(quiet)).toMatchObject({ id: onlyDependency(alone).id, silent: true });
  });
});

describe('a dependency of which only old evidence of one end tells', () => {
  const stale = aged([server()]);

  it('stays as it was, with the client only the other end knew', () => {
    const dark = next([quietClient, ...stale], first, { attempts: [failure('10.0.0.2')] });
    expect(dark.dependencies).toEqual([arrow]);
    expect(arrows(dark)).toEqual(['host1/java -> host2/postgres tcp/5432']);
  });

  it('is gone where its client was looked at and runs no more', () => {
    const dark = next([client([], other, secondScan), ...stale]);
    expect(dark.dependencies).toEqual([]);
    expect(dark.services.map(({ name }) => name)).toEqual(['postgres']);
  });

  it('is gone where its server was looked at and listens no more, and leaves no trace there', () => {
    const gone = next([...aged([client()]), server([listen('*:22', 'sshd/7')], secondScan)]);
    expect(gone.dependencies).toEqual([]);
    expect(gone.services.filter(({ host }) => host === hostNamed(gone, 'host2').id).map(({ name }) => name)).toEqual(['sshd']);
  });

  it('can still be explained by the old lines', () => {
    const { snapshot, witnesses } = run([quietClient, ...stale], { header: later, prior: first });
    expect(witnesses.get(onlyDependency(snapshot).id)).toMatchObject([{ target: '10.0.0.2', side: 'server' }]);
  });

  it('is what it tells where no earlier snapshot knew more', () => {
    expect(arrows(snapshotOf([quietClient, ...stale]))).toEqual(['host1/? -> host2/postgres tcp/5432']);
  });
});

describe('hosts nobody looked at', () => {
  it('are derived again from what they said last', () => {
    const stale = next(aged([client(), server()]));
    expect(stale.dependencies).toEqual(first.dependencies);
    expect(stale.services).toEqual(first.services);
    expect(stale.hosts.map(({ evidence }) => evidence)).toEqual([
      { status: 'collected', at: firstScan, stale: true },
      { status: 'collected', at: firstScan, stale: true },
    ]);
  });

  it('show how the last visit failed', () => {
    const dark = next([quietClient, ...aged([server()])], first, { attempts: [failure('10.0.0.2', 'refused')] });
    expect(hostNamed(dark, 'host2').evidence).toEqual({ status: 'refused', at: firstScan, stale: true });
    expect(hostNamed(dark, 'host1').evidence).toEqual({ status: 'collected', at: secondScan, stale: false });
  });

  it('are fresh where one of their targets answered', () => {
    const own = { addresses: ['10.0.0.1/24', 'eth1 10.0.1.1/24'] };
    const visits = [machine(1, { ...own, target: '10.0.0.1' }), machine(1, { ...own, target: '10.0.1.1' })];
    const prior = snapshotOf(visits);
    const [a, b] = visits;
    if (a === undefined || b === undefined) throw new Error('two visits');
    const half = next([{ ...a, at: secondScan }, ...aged([b])], prior, { attempts: [failure('10.0.1.1')] });
    expect(hostNamed(half, 'host1').evidence).toEqual({ status: 'collected', at: secondScan, stale: false });
    const none = next(aged(visits), prior, { attempts: [failure('10.0.0.1', 'unanswered'), failure('10.0.1.1', 'refused')] });
    expect(hostNamed(none, 'host1').evidence).toEqual({ status: 'unanswered', at: firstScan, stale: true });
  });

  it('show that a fresh visit ended early', () => {
    const cut = next([machine(1, { at: secondScan, status: 'too-slow', sockets: [calling] }), server(undefined, secondScan)]);
    expect(hostNamed(cut, 'host1').evidence).toEqual({ status: 'too-slow', at: secondScan, stale: false });
  });

  it('stay with their services and dependencies where their evidence is not at hand', () => {
    const partly = next([client([calling], java, secondScan)]);
    expect(arrows(partly)).toEqual(arrows(first));
    expect(hostNamed(partly, 'host2')).toEqual({
      ...hostNamed(first, 'host2'),
      evidence: { status: 'collected', at: firstScan, stale: true },
    });
    expect(serviceNamed(partly, 'host2', 'postgres')).toEqual(serviceNamed(first, 'host2', 'postgres'));
    expect(onlyDependency(partly)).toMatchObject({ id: arrow.id, seenFrom: 'client' });
  });

  it('show the failure of a visit also where their evidence is not at hand', () => {
    const dark = next([client([calling], java, secondScan)], first, { attempts: [failure('10.0.0.2', 'hung')] });
    expect(hostNamed(dark, 'host2').evidence).toEqual({ status: 'hung', at: firstScan, stale: true });
  });

  it('are gone where another machine answered at all their targets', () => {
    const other = machine(3, { at: secondScan, target: '10.0.0.2', addresses: ['10.0.0.2/24'] });
    const replaced = next([quietClient, other]);
    expect(replaced.hosts.map(({ name }) => name).sort()).toEqual(['host1', 'host3']);
    expect(replaced.dependencies).toEqual([]);
  });

  it('are no hosts where nobody ever got an answer', () => {
    const refused = snapshotOf([client([])], { attempts: [failure('10.0.0.77', 'login-refused')] });
    expect(refused.hosts.map(({ name }) => name)).toEqual(['host1']);
    expect(refused.coverage.failed).toEqual([
      { target: '10.0.0.77', status: 'login-refused', message: '10.0.0.77: login-refused' },
    ]);
  });

  it('have no evidence where they are known as peers only', () => {
    const refused = snapshotOf([client()], { attempts: [failure('10.0.0.2', 'login-refused')] });
    expect(hostNamed(refused, '10.0.0.2')).not.toHaveProperty('evidence');
  });

  it('keep their tags', () => {
    const tagged: Snapshot = { ...first, hosts: first.hosts.map((host) => ({ ...host, tags: { site: 'north' } })) };
    expect(next([quietClient, ...aged([server()])], tagged).hosts.map(({ tags }) => tags)).toEqual([
      { site: 'north' },
      { site: 'north' },
    ]);
  });
});

describe('a service that moved to another host', () => {
  it('is gone from the one and new on the other', () => {
    const reporting = socket('10.0.0.1:40000', '10.0.0.2:5432', 'report/5', { cgroup: '/system.slice/report.service' });
    const prior = snapshotOf([client([reporting]), server([listen('*:5432', 'postgres/9')]), machine(3)]);
    const moved = machine(3, { at: secondScan, sockets: [{ ...reporting, local: { address: '10.0.0.3', port: 41000 } }] });
    const snapshot = next([quietClient, quietServer, moved], prior);
    expect(arrows(snapshot)).toEqual(['host3/report -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshot)).toMatchObject({ firstSeen: secondScan });
  });
});
