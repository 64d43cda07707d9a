import { describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import { collectionsOf } from '../../src/demo/collections.ts';
import { dependenciesOf } from '../../src/demo/estate/dependencies.ts';
import type { Estate } from '../../src/demo/estate/estate.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import { generateEstate } from '../../src/demo/generate-estate.ts';
import { derive } from '../../src/graph/derive.ts';
import type { Collection } from '../../src/model/evidence.ts';
import type { Dependency, Snapshot } from '../../src/model/snapshot.ts';

const at = '2026-03-02T08:00:00.000Z';
const weekLater = '2026-03-09T08:00:00.000Z';

function snapshotOf(described: Estate, reached: (collection: Collection) => Collection = (collection) => collection): Snapshot {
  const observations = [...collectionsOf(described, new Date(at))].map((collection) => observe(reached(collection), true));
  const header = { id: '1', takenAt: at, toolVersion: '0.0.0', scope: ['10.77.0.0/24'] };
  return derive({ header, observations, attempts: [], targetCount: described.hosts.length, unansweredCount: 0 }).snapshot;
}

/** `host/service`; what is only known by a port is known by its host. */
function endName({ hosts, services }: Snapshot, end: Dependency['from']): string {
  const host = hosts.find(({ id }) => id === end.host)?.name ?? end.host;
  const service = services.find(({ id }) => id === end.service);
  return service === undefined || service.namedBy === 'port' ? host : `${host}/${service.name}`;
}

/** What was seen in use; what is only configured is another question. */
const shown = (snapshot: Snapshot): string[] =>
  snapshot.dependencies
    .filter(({ state }) => state !== 'configured')
    .map(({ from, to, protocol, port, state, seenFrom }) => {
      return `${endName(snapshot, from)} > ${endName(snapshot, to)} ${protocol}/${port} ${state} ${seenFrom}`;
    })
    .sort();

const expected = (described: Estate): string[] =>
  dependenciesOf(described)
    .map(({ from, to, protocol, port, state, seenFrom }) => `${from} > ${to} ${protocol}/${port} ${state} ${seenFrom}`)
    .sort();

describe.each(['before', 'after'] as const)('the map of the estate %s', (state) => {
  const described = estate(state);
  const snapshot = snapshotOf(described);

  it('shows exactly the dependencies there are', () => {
    expect(shown(snapshot)).toEqual(expected(described));
  });

  it('shows that every host is configured to ask the name server, where none was seen to', () => {
    const configured = snapshot.dependencies.filter((one) => one.state === 'configured' && one.port === 53);
    expect(configured.length).toBeGreaterThan(5);
    expect(new Set(configured.map(({ to }) => endName(snapshot, to)))).toEqual(new Set(['dns1/unbound']));
  });

  it('shows every host once, with its addresses', () => {
    const servers = snapshot.hosts.filter(({ kind }) => kind === 'server').map(({ name }) => name);
    const reached = described.hosts.filter(({ fault }) => fault === undefined).map(({ name }) => name);
    expect(servers.sort()).toEqual(reached.sort());
  });

  it('counts the connections of every dependency', () => {
    const counted = snapshot.dependencies.reduce((sum, { connections }) => sum + connections, 0);
    expect(counted).toBe(described.flows.reduce((sum, { connections }) => sum + connections, 0));
  });

  it('knows both processes wherever a login could see them', () => {
    const { edges, edgesWithBothProcesses, edgesWithoutClientProcess, edgesWithoutServerProcess } = snapshot.coverage;
    expect(edges).toBe(dependenciesOf(described).length);
    expect(edgesWithBothProcesses).toBeGreaterThan(edges / 2);
    expect(Math.min(edgesWithoutClientProcess, edgesWithoutServerProcess)).toBeGreaterThan(0);
  });

  it('leaves out the scan itself', () => {
    expect(snapshot.dependencies.filter(({ port }) => port === 22)).toEqual([]);
    expect(snapshot.hosts.flatMap(({ addresses }) => addresses)).not.toContain('10.77.0.250');
  });

  it('is the same where the hosts are reached by loopback addresses, or all by one', () => {
    const byNumber = (address: string) => ({ address, target: `${address}:2200` });
    const aliases = snapshotOf(described, (collection) => ({
      ...collection,
      ...byNumber(collection.target.replace('10.', '127.')),
    }));
    const ports = snapshotOf(described, (collection) => ({
      ...collection,
      address: '127.0.0.1',
      target: `127.0.0.1:${collection.target.split('.').at(-1)}`,
    }));
    expect(shown(aliases)).toEqual(shown(snapshot));
    expect(shown(ports)).toEqual(shown(snapshot));
  });
});

describe('the map a week later', () => {
  const prior = snapshotOf(estate('before'));
  const dark = '10.77.0.13';
  const stale = [...collectionsOf(estate('before'), new Date(at))].filter(({ target }) => target === dark);
  const fresh = [...collectionsOf(estate('after'), new Date(weekLater))];
  const { snapshot } = derive({
    header: { id: '2', takenAt: weekLater, toolVersion: '0.0.0', scope: ['10.77.0.0/24'] },
    observations: [...fresh.map((one) => observe(one, true)), ...stale.map((one) => observe(one, false))],
    attempts: [{ target: dark, status: 'refused', origin: 'swept' }],
    targetCount: estate('after').hosts.length,
    unansweredCount: 0,
    prior,
  });
  const all = snapshot.dependencies
    .filter(({ state }) => state !== 'configured')
    .map((dependency) => ({
      ...dependency,
      line: `${endName(snapshot, dependency.from)} > ${endName(snapshot, dependency.to)}`,
    }));

  it('has everything that is seen now', () => {
    expect(shown(snapshot)).toEqual(expect.arrayContaining(expected(estate('after'))));
  });

  it('knows every host again', () => {
    const idOf = ({ hosts }: Snapshot, name: string) => hosts.find((host) => host.name === name)?.id;
    for (const { name, fault } of estate('before').hosts) {
      if (fault === undefined) expect(idOf(snapshot, name), name).toBe(idOf(prior, name));
    }
  });

  it('has a silent dependency where both ends were looked at', () => {
    const silent = all.filter(({ silent }) => silent === true).map(({ line }) => line);
    expect(silent).toEqual(['app2/shop-api > db2/postgresql@15-main']);
  });

  it('keeps what the dark host had, with its age, and forgets the cache that was stopped', () => {
    const old = all.filter(({ silent, lastSeen }) => silent === undefined && lastSeen === at);
    const hosts = old.map(({ line, port }) => `${line.replace(/\/\S+/g, '')} ${port}`).sort();
    expect(hosts).toEqual(['lb1 > web2 80', 'mon1 > web2 9100', 'web2 > app1 8080', 'web2 > app2 8080']);
    expect(all.filter(({ line }) => line.includes('cache1/redis'))).toEqual([]);
  });
});

describe('the map of a generated estate', () => {
  it('shows exactly the dependencies there are', () => {
    const described = generateEstate({ hosts: 45, connections: 900, seed: 3 });
    expect(shown(snapshotOf(described))).toEqual(expected(described));
  });
});
