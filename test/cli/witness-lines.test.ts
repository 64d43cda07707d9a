import { beforeAll, describe, expect, it } from 'vitest';
import { readWitnessLines } from '../../src/cli/witness-lines.ts';
import { collectionsOf } from '../../src/demo/collections.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import type { WitnessLine } from '../../src/export/exporter.ts';
import type { Collection, Section } from '../../src/model/evidence.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { scratch } from './scratch.ts';
import { failure, firstScan, openDatabase, record, secondScan } from './shop-database.ts';

const path = scratch();
let collections: readonly Collection[] = [];
beforeAll(() => {
  collections = [...collectionsOf(estate('before'), firstScan)];
});

/** The same collections with the text of one section changed, byte for byte. */
function altered(target: string, collector: string, change: (text: string) => string): Collection[] {
  const alter = (section: Section): Section =>
    section.collector === collector
      ? { ...section, stdout: Buffer.from(change(Buffer.from(section.stdout).toString('latin1')), 'latin1') }
      : section;
  return collections.map((one) => (one.target === target ? { ...one, sections: one.sections.map(alter) } : one));
}

/** The lines behind the arrow between the hosts of two names. */
function linesBetween(
  file: string,
  stored: readonly (readonly Collection[])[],
  from: string,
  to: string,
  targets?: readonly string[],
) {
  const store = openDatabase(path(file));
  for (const [index, one] of stored.entries()) record(store, index === 0 ? firstScan : secondScan, one);
  const snapshot = store.readSnapshot(String(stored.length));
  if (snapshot === undefined) expect.fail('no snapshot');
  const hosts = snapshot.hosts.filter(({ name }) => name === from || name === to).map(({ id }) => id);
  const lines = readWitnessLines(store, snapshot, targets === undefined ? undefined : { targets, hosts });
  const found = dependencyBetween(snapshot, from, to).flatMap(({ id }) => lines(id));
  store.close();
  return found;
}

function dependencyBetween({ hosts, dependencies }: Snapshot, from: string, to: string) {
  const id = (name: string) => hosts.find((host) => host.name === name)?.id;
  return dependencies.filter((one) => one.from.host === id(from) && one.to.host === id(to) && one.port === 5432);
}

const places = (lines: readonly WitnessLine[]) => [
  ...new Set(lines.map(({ side, target, collector }) => `${side} ${target} ${collector}`)),
];

describe('the raw lines behind an arrow', () => {
  it('are those of both ends, each the line it says it is', () => {
    const lines = linesBetween('both.db', [collections], 'app1', 'db1');
    expect(places(lines)).toEqual(['client 10.77.0.21 linux.ss', 'server 10.77.0.31 linux.ss']);
    for (const { target, collector, line = 0, text } of lines) {
      const section = collections.find((one) => one.target === target)?.sections.find((one) => one.collector === collector);
      expect(
        Buffer.from(section?.stdout ?? [])
          .toString()
          .split('\n')[line - 1],
      ).toBe(text);
      expect(text).toMatch(/:5432/);
    }
  });

  it('are those of the targets asked about', () => {
    expect(places(linesBetween('one.db', [collections], 'app1', 'db1', ['10.77.0.21']))).toEqual(['client 10.77.0.21 linux.ss']);
    expect(linesBetween('none.db', [collections], 'app1', 'db1', [])).toEqual([]);
  });

  it('come from the last evidence where a host could not be looked at again', () => {
    const again = [failure('10.77.0.31', secondScan), ...collections.filter(({ target }) => target === '10.77.0.21')];
    const lines = linesBetween('stale.db', [collections, again], 'app1', 'db1');
    expect(places(lines)).toEqual(['client 10.77.0.21 linux.ss', 'server 10.77.0.31 linux.ss']);
  });

  it('are read as the parsers read them: other code pages, carriage returns', () => {
    const stored = altered('10.77.0.21', 'linux.ss', (text) => text.replaceAll('"java"', '"j\xe4va"').replaceAll('\n', '\r\n'));
    const lines = linesBetween('bytes.db', [stored], 'app1', 'db1').filter(({ side }) => side === 'client');
    expect(lines.length).toBeGreaterThan(0);
    for (const { text } of lines) {
      expect(text).toMatch(/\(\("jäva",pid=/);
      expect(text.endsWith('\r')).toBe(false);
    }
  });

  it('are cut where a host sends one without an end', () => {
    const stored = altered('10.77.0.21', 'linux.ss', (text) => text.replaceAll(/(:5432 .*)/g, `$1 ${'x'.repeat(5000)}`));
    const lines = linesBetween('long.db', [stored], 'app1', 'db1').filter(({ side }) => side === 'client');
    expect(lines.map(({ text }) => text.length)).toEqual(lines.map(() => 1000));
  });

  it('are those the snapshot was made of, not what another scan stored later', () => {
    const store = openDatabase(path('neighbour.db'));
    const other = store.beginRun({ kind: 'scan', startedAt: firstScan.toISOString(), toolVersion: '1', scope: [] });
    record(
      store,
      firstScan,
      collections.filter(({ target }) => target === '10.77.0.21'),
    );
    store.appendCollections(
      other,
      collections.filter(({ target }) => target === '10.77.0.31'),
    );
    const snapshot = store.readSnapshot('1');
    if (snapshot === undefined) expect.fail('no snapshot');
    const lines = readWitnessLines(store, snapshot);
    const found = snapshot.dependencies.flatMap(({ id }) => lines(id));
    expect(new Set(found.map(({ target }) => target))).toEqual(new Set(['10.77.0.21']));
    store.close();
  });

  it('are none for a snapshot that is not in the database', () => {
    const store = openDatabase(path('other.db'));
    record(store, firstScan, collections);
    const snapshot = store.readSnapshot('1');
    if (snapshot === undefined) expect.fail('no snapshot');
    const lines = readWitnessLines(store, { ...snapshot, snapshot: { ...snapshot.snapshot, id: '7' } });
    expect(snapshot.dependencies.flatMap(({ id }) => lines(id))).toEqual([]);
    store.close();
  });
});
