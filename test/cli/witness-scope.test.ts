import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWitnessLines } from '../../src/cli/witness-lines.ts';
import { keepRows } from '../../src/collectors/flows/keep-rows.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { createShopDatabase, openDatabase } from './shop-database.ts';

const path = scratch();
const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

const formats = [
  ...['aws-vpc-flow', 'azure-flow', 'gcp-vpc-flow-csv', 'gcp-vpc-flow-json', 'nfdump-csv', 'nfdump-json'],
  ...['netfilter-log', 'cisco-asa-log', 'fortigate-traffic', 'pan-os-traffic'],
];

/** Everybody of the shop talks with everybody, and with strangers, as a cloud would tell. */
function shopLog({ hosts }: Snapshot): string {
  const addresses = [...new Set(hosts.flatMap(({ addresses: own }) => own)), '10.77.9.9', '198.51.100.7'];
  const rows = addresses.flatMap((from, at) =>
    addresses.flatMap((to, other) => {
      const [port, client] = [[5432, 443, 8080, 22][(at + other) % 4], 40_000 + ((at * 31 + other) % 20_000)];
      const verdict = (at + other) % 7 === 0 ? 'REJECT' : 'ACCEPT';
      return from === to || from.includes(':') !== to.includes(':')
        ? []
        : [`2 123456789010 eni-${at} ${from} ${to} ${client} ${port} 6 9 840 1772330400 1772330460 ${verdict} OK`];
    }),
  );
  const head =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  return [head, ...rows, ''].join('\n');
}

/** Pairs of ends asked for themselves, spread over all: each is a map worked out anew. */
const mostPairs = 40;

/** What stands behind arrows, asked of all at once and of their two ends alone. */
function compareAll(file: string): number {
  const store = openDatabase(path(file));
  const latest = store.snapshots().at(-1);
  const snapshot = latest === undefined ? undefined : store.readSnapshot(latest.id);
  if (snapshot === undefined) expect.fail('no snapshot');
  const all = readWitnessLines(store, snapshot);
  const targetsOf = new Map(snapshot.hosts.map(({ id, targets = [] }) => [id, targets]));
  const seen = new Map<string, ReturnType<typeof readWitnessLines>>();
  let flowLines = 0;
  const step = Math.ceil(snapshot.dependencies.length / mostPairs);
  for (const { id, from, to, via } of snapshot.dependencies.filter((_, nth) => nth % step === 0)) {
    const targets = [from.host, to.host, ...via].flatMap((host) => targetsOf.get(host) ?? []);
    const key = `${from.host} ${to.host} ${via.join(' ')}`;
    const lines = seen.get(key) ?? readWitnessLines(store, snapshot, { targets, hosts: [from.host, to.host] });
    seen.set(key, lines);
    const isOfThese = ({ target }: { readonly target: string }): boolean =>
      targets.includes(target) || target.startsWith('flows:');
    expect([id, lines(id)]).toEqual([id, all(id).filter(isOfThese)]);
    flowLines += lines(id).filter(({ target }) => target.startsWith('flows:')).length;
  }
  store.close();
  return flowLines;
}

describe('the raw lines of two ends alone', () => {
  it('are those of the whole map, of all flow logs there are examples of', async () => {
    const logs = formats.flatMap((format) => {
      const folder = `${fixtures}/text.${format}`;
      return readdirSync(folder).flatMap((name) => (name.endsWith('.raw') ? [`${folder}/${name}`] : []));
    });
    await runMap(['import', ...logs, '--db', path('logs.db')]);
    expect(compareAll('logs.db')).toBeGreaterThan(20);
  });

  it('are those of the whole map where hosts were scanned too', async () => {
    createShopDatabase(path('shop.db'));
    const store = openDatabase(path('shop.db'));
    const snapshot = store.readSnapshot('2');
    store.close();
    if (snapshot === undefined) expect.fail('no snapshot');
    writeFileSync(path('shop.log'), shopLog(snapshot));
    const { code } = await runMap(['import', path('shop.log'), '--db', path('shop.db')]);
    expect(code).toBe(0);
    expect(compareAll('shop.db')).toBeGreaterThan(20);
  });
});

describe('the rows of a summary', () => {
  it('stay in their lines where others are left out', () => {
    const rows = ['map.flows 1', '{}', 'protocol\tsource', 'tcp\ta\t1\tb\t2', 'tcp\tc\t1\td\t2', 'tcp\td\t1\ta\t2', 'cut', ''];
    const kept = keepRows(rows.join('\n'), (address) => address === 'a').split('\n');
    expect(kept).toEqual([...rows.slice(0, 4), '', rows[5], '', '']);
  });
});
