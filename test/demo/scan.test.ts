import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import { Secret } from '../../src/config/secret.ts';
import { demoHosts } from '../../src/demo/demo-hosts.ts';
import { dependenciesOf } from '../../src/demo/estate/dependencies.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import { type Fault, faultStatus } from '../../src/demo/faults.ts';
import { type Fleet, startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import { derive } from '../../src/graph/derive.ts';
import type { Collection } from '../../src/model/evidence.ts';
import { scan } from '../../src/scan/scan.ts';
import { createConnector } from '../../src/transports/connector.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'map-fleet-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Scans a fleet as `map scan` does, and closes it. */
async function scanFleet(fleet: Fleet, deadlineMs: number): Promise<ReadonlyMap<string, Collection>> {
  const knownHosts = join(directory, 'known_hosts');
  await writeFile(knownHosts, fleet.knownHosts);
  const connector = createConnector({
    user: fleet.login.user,
    password: new Secret(fleet.login.password),
    hostKeys: 'strict',
    ownKnownHosts: join(directory, 'own_known_hosts'),
    knownHosts: [knownHosts],
    timeoutMs: 2000,
    useSshConfig: false,
    env: {},
    warn: () => {},
  });
  const options = {
    samples: 2,
    interval: 0,
    sudo: 'auto',
    deadlineMs,
    maxBytes: 5_000_000,
    marker: () => '==d3m0==',
    now: () => new Date(),
    concurrency: 50,
    sweepSockets: 50,
  } as const;
  const targets = fleet.hosts.map(({ address, port }) => ({ host: address, port, origin: 'listed' as const }));
  const names = new Map(fleet.hosts.map(({ name, address, port }) => [`${address}:${port}`, name]));
  const collections = new Map<string, Collection>();
  for await (const event of scan(targets, { ssh: connector }, options, new AbortController().signal)) {
    if (event.type === 'host-finished') collections.set(names.get(event.target) ?? event.target, event.collection);
  }
  await connector.close();
  await fleet.close();
  return collections;
}

describe.each(['before', 'after'] as const)('a scan of the fleet %s', (state) => {
  let collections: ReadonlyMap<string, Collection>;
  beforeAll(async () => {
    collections = await scanFleet(await startFleet(demoHosts(state)), 15_000);
  });

  it('reads every host that can be read, and says why the others cannot', () => {
    const failed = [...collections]
      .filter(([, { status }]) => status !== 'collected')
      .map(([name, { status }]) => [name, status]);
    const faults = estate(state).hosts.flatMap(({ name, fault }) =>
      fault === undefined ? [] : [[name, faultStatus[fault.kind]]],
    );
    expect(failed.sort()).toEqual(faults.sort());
  });

  it('gets rights where they are given', () => {
    const rights = [...collections].flatMap(([name, { session, status }]) =>
      status === 'collected' ? [[name, session.privilege]] : [],
    );
    const given = estate(state).hosts.flatMap(({ name, rights, fault }) =>
      fault === undefined ? [[name, rights === 'sudo' ? 'sudo' : 'none']] : [],
    );
    expect(rights.sort()).toEqual(given.sort());
  });

  it('makes the true map of it', () => {
    const observations = [...collections.values()].filter(({ sections }) => sections.length > 0).map((one) => observe(one, true));
    const header = { id: '1', takenAt: '2026-03-02T08:00:00.000Z', toolVersion: '0.0.0', scope: [] };
    const { snapshot } = derive({ header, observations, attempts: [], targetCount: observations.length, unansweredCount: 0 });
    const ports = (dependencies: readonly { readonly protocol: string; readonly port: number; readonly seenFrom: string }[]) =>
      dependencies.map(({ protocol, port, seenFrom }) => `${protocol}/${port} ${seenFrom}`).sort();
    expect(ports(snapshot.dependencies.filter((one) => one.state !== 'configured'))).toEqual(
      ports(dependenciesOf(estate(state))),
    );
  });
});

describe('a scan of sick hosts', () => {
  const faults: readonly Fault[] = [
    { kind: 'refused' },
    { kind: 'silent' },
    { kind: 'http' },
    { kind: 'login-refused' },
    { kind: 'wrong-password' },
    { kind: 'wrong-host-key' },
    { kind: 'hung' },
    { kind: 'drip' },
    { kind: 'reset' },
    { kind: 'flood' },
    { kind: 'noise' },
    { kind: 'not-posix', answer: 'router' },
    { kind: 'not-posix', answer: 'nologin' },
    { kind: 'not-posix', answer: 'silence' },
    { kind: 'cut', collector: 'linux.ss' },
  ];
  const nameOf = (fault: Fault): string => (fault.kind === 'not-posix' ? `not-posix ${fault.answer}` : fault.kind);

  it('ends every fault in a status of its own, and leaves nothing behind', async () => {
    const [healthy] = demoHosts('before');
    if (healthy === undefined) throw new Error('the estate is empty');
    const hosts = faults.map((fault, index): FleetHost => ({ ...healthy, name: nameOf(fault), number: 100 + index, fault }));
    const fleet = await startFleet(hosts);
    const collections = await scanFleet(fleet, 4000);
    const statuses = Object.fromEntries([...collections].map(([name, { status }]) => [name, status]));
    expect(statuses).toEqual(Object.fromEntries(faults.map((fault) => [nameOf(fault), faultStatus[fault.kind]])));
    expect(fleet.connections()).toBe(0);
    expect(collections.get('noise')?.sections.map(({ collector }) => collector)).toContain('linux.ss');
    expect(collections.get('cut')?.sections.at(-1)).toMatchObject({ collector: 'linux.ss', status: 'incomplete' });
  });
});
