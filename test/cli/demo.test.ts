import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoNetwork } from '../../src/demo/demo-network.ts';
import { ipv4Of } from '../../src/demo/estate/estate.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const database = (): readonly string[] => ['--db', path('demo.db')];

async function snapshotOfDemo(flags: readonly string[]): Promise<Snapshot> {
  const { code, stderr } = await runMap(['demo', ...flags, ...database(), '--page', path('demo.html')]);
  expect({ code, complaints: /^map: /m.exec(stderr) }).toEqual({ code: 0, complaints: null });
  await runMap(['export', '-f', 'json', '-o', path('demo.json'), ...database()]);
  return JSON.parse(readFileSync(path('demo.json'), 'utf8')) as Snapshot;
}

/** `sw1 2` by the name or, where nobody may look, the address of who is plugged in there. */
function plugged({ hosts, links }: Snapshot): Record<string, string> {
  const byId = new Map(hosts.map((host) => [host.id, host]));
  const placed = links.flatMap(({ protocols, a, b }) => {
    if (protocols.join() !== 'fdb') return [];
    const [bridge, station] = byId.get(a.host)?.kind === 'network-device' ? [a, b] : [b, a];
    return [[byId.get(station.host)?.name, `${byId.get(bridge.host)?.name} ${bridge.port}`]];
  });
  return Object.fromEntries(placed);
}

/** The same by what the switches have learned on ports nothing else is behind. */
function planned(state: 'before' | 'after'): Record<string, string> {
  const devices = demoNetwork(state);
  const shop = estate(state).hosts.filter(({ fault }) => fault?.kind !== 'refused');
  const placed = shop.map((host) => {
    const bridge = devices.find(
      ({ arp, kind }) => kind === 'router' && arp.some(({ station }) => station.address === ipv4Of(host)),
    );
    const mac = bridge?.arp.find(({ station }) => station.address === ipv4Of(host))?.station.mac;
    const at = devices.flatMap(({ name, learned }) =>
      learned.flatMap((one) => (one.mac === mac && one.place < 22 ? [`${name} ${one.place}`] : [])),
    );
    return [host.fault === undefined ? host.name : ipv4Of(host), at.join()];
  });
  return Object.fromEntries(placed);
}

describe('map demo', () => {
  let before: Snapshot;
  let after: Snapshot;
  beforeAll(async () => {
    before = await snapshotOfDemo([]);
    after = await snapshotOfDemo(['--after']);
  }, 120_000);

  it('reads hosts over SSH and network devices over SNMP; what fails fails on purpose', () => {
    const statuses = ({ coverage }: Snapshot): string[] => coverage.failed.map(({ status }) => status).sort();
    expect(statuses(before)).toEqual(['login-refused', 'refused']);
    expect(statuses(after)).toEqual(['login-refused', 'refused', 'refused']);
    const devices = before.hosts.filter(({ kind }) => kind === 'network-device').map(({ name }) => name);
    expect(devices.sort()).toEqual(['rtr1', 'sw1', 'sw2']);
  });

  it('shows every host on its switch port, in both states', () => {
    expect(plugged(before)).toEqual(planned('before'));
    // The switch has forgotten web2, which is down.
    expect(plugged(after)).toEqual(planned('after'));
  });

  it('tells the way between two hosts port by port', async () => {
    const { stdout } = await runMap(['path', 'web1', 'db1', ...database()]);
    expect(stdout).toMatch(/web1 +eth0 +sw1 +2 [\s\S]*sw1 +(Trk1|2[34]) +sw2 +(Trk1|2[34]) [\s\S]*sw2 +1 +db1 +eth0/);
  });
});
