import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateNetwork } from '../../../src/demo/network/generate-network.ts';
import { runNetwork } from '../../../src/demo/network/run-network.ts';
import { addressAt, type RunningNetwork, startNetwork } from '../../../src/demo/network/start-network.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { runMap } from '../../cli/run-map.ts';
import { scratch } from '../../cli/scratch.ts';
import type { RawAgent } from '../../transports/snmp-agents/raw-agent.ts';
import { sickAgents, sickStatuses, startSickAgents } from './sick-agents.ts';
import { shownLinks, trueLinks } from './true-links.ts';

/** Two sites, one of them Cisco's. */
const plan = generateNetwork({ devices: 40, ports: 12 });
/** One station in twelve has an agent; the others are MACs in tables. */
const answering = plan.stations.filter(({ at }) => at.port === 12);
const prefix = '127.91';
const port = 11_161;
const healthy = plan.devices.length + answering.length;
const path = scratch();

let network: RunningNetwork;
let sick: readonly RawAgent[] = [];
beforeAll(async () => {
  network = await startNetwork(runNetwork(plan), { prefix, port, community: 'fleet', stations: answering });
  sick = await startSickAgents(prefix, healthy, port);
});
afterAll(() => Promise.all([network.close(), ...sick.map((agent) => agent.close())]));

/** Sweeps the first `count` addresses and gives the snapshot. */
async function sweep(count: number, name: string) {
  const range = `${addressAt(prefix, 0)}-${addressAt(prefix, count - 1)}`;
  const flags = [
    '--no-ssh',
    '--snmp-community',
    'plain:fleet',
    '--snmp-port',
    `${port}`,
    '--timeout',
    '0.4',
    '--deadline',
    '100',
  ];
  const { code } = await runMap(['scan', range, ...flags, '--db', path(`${name}.db`)]);
  await runMap(['export', '-f', 'json', '-o', path(`${name}.json`), '--db', path(`${name}.db`)]);
  return { code, snapshot: JSON.parse(readFileSync(path(`${name}.json`), 'utf8')) as Snapshot };
}

describe('a fleet of switches and routers that answer over SNMP', () => {
  let clean: Awaited<ReturnType<typeof sweep>>;
  beforeAll(async () => {
    clean = await sweep(healthy, 'clean');
  }, 120_000);

  it('is read whole', () => {
    expect(clean.code).toBe(0);
    expect(clean.snapshot.coverage).toMatchObject({ targets: healthy, collected: healthy, failed: [] });
  });

  it('is mapped as it is cabled: every link, no other, every station on its port', () => {
    expect(shownLinks(clean.snapshot)).toEqual(trueLinks(plan, answering));
  });

  it('takes no harm from sick agents among it, each of which ends in a status of its own', async () => {
    const { code, snapshot } = await sweep(healthy + sickAgents.length, 'sick');
    expect(code).toBe(3);
    const statuses = Object.fromEntries(snapshot.coverage.failed.map(({ target, status }) => [target, status]));
    expect(statuses).toEqual(sickStatuses(prefix, healthy));
    // Who answers too late is silent to a sweep.
    expect(snapshot.coverage.unanswered).toBe(1);
    // What a liar says of itself is on the map, as what it says; of the others nothing has changed.
    const ofOthers = shownLinks(snapshot).filter((link) => !link.includes(` ${prefix}.`));
    expect(ofOthers).toEqual(shownLinks(clean.snapshot));
  }, 120_000);
});

describe('a generated network', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateNetwork({ devices: 40, ports: 12 })).toEqual(plan);
    expect(generateNetwork({ devices: 40, ports: 12, seed: 2 }).stations).not.toEqual(plan.stations);
  });

  it('has no MAC, no address and no socket twice', () => {
    const { devices, cables, stations } = generateNetwork({ devices: 300, ports: 48 });
    expect(devices).toHaveLength(300);
    const sockets = [...cables.flatMap(({ a, b }) => [a, b]), ...stations.map(({ at }) => at)];
    const addresses = [...devices.flatMap((device) => device.addresses), ...stations].map(({ address }) => address);
    for (const all of [sockets.map(({ device, port }) => `${device} ${port}`), stations.map(({ mac }) => mac), addresses]) {
      expect(new Set(all).size).toBe(all.length);
    }
    for (const { device, port } of sockets) {
      expect(devices.find(({ name }) => name === device)?.ports).toBeGreaterThanOrEqual(port);
    }
  });

  it('is refused where a site would have no switch', () => {
    expect(() => generateNetwork({ devices: 2, ports: 48 })).toThrow(RangeError);
    expect(() => generateNetwork({ devices: 2000, ports: 48 })).toThrow(RangeError);
  });
});
