import { describe, expect, it } from 'vitest';
import { csvExporter } from '../../src/export/csv.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { goldenFile } from './golden.ts';
import { hostileSnapshot, hostileTexts } from './hostile-snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const render = (snapshot: Snapshot): string => String(csvExporter.render({ snapshot }));

/** A reader of RFC 4180 text, written from the grammar in the RFC. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new Error('a quoted cell does not end');
        cell += text[at];
        at += text[at] === '"' ? 2 : 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') {
        if (text[at] === '"') throw new Error('a quote in a cell that is not quoted');
        cell += text[at];
        at += 1;
      }
    }
    row.push(cell);
    if (text[at] === '\n' || at >= text.length) {
      rows.push(row);
      row = [];
    }
    at += 1;
  }
  return rows;
}

/** Rows as records by the header. */
function records(text: string): Record<string, string>[] {
  const [header = [], ...rows] = read(text);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

describe('csv', () => {
  it('is the recorded text for the sample', async () => {
    await expect(render(sampleSnapshot)).toMatchFileSnapshot(goldenFile('csv'));
  });

  it('has one row a dependency, by id, with every column in every row', () => {
    const rows = read(render(sampleSnapshot));
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([26]));
    expect(rows.slice(1).map((row) => row.at(-1))).toEqual(sampleSnapshot.dependencies.map(({ id }) => id));
  });

  it('names hosts, services and processes at both ends', () => {
    const row = records(render(sampleSnapshot)).find(({ id }) => id === 'dependency-app1/shop-db1/postgresql-5432');
    expect(row).toMatchObject({
      from_host: 'app1',
      from_address: '10.20.0.21',
      from_service: 'shop',
      from_processes: 'shop',
      to_host: 'db1',
      to_kind: 'server',
      to_service: 'postgresql',
      protocol: 'tcp',
      port: '5432',
      state: 'active',
      seen_from: 'both',
      direction_rule: 'own-listener',
      confidence: '0.99',
      samples_seen: '3',
      bytes: '48213004',
      rtt_ms: '0.41',
    });
  });

  it('leaves what is not known empty, and marks silence and shared infrastructure', () => {
    const rows = records(render(sampleSnapshot));
    expect(rows.find(({ to_host }) => to_host === 'dns1')).toMatchObject({ from_service: '', shared: 'answers DNS to 10 hosts' });
    expect(rows.find(({ from_service, port }) => from_service === 'mailer' && port === '5672')).toMatchObject({
      state: 'silent',
    });
  });

  it('shows a process once, however many there are of it', () => {
    const worker = (pid: number) => ({ pid, name: 'nginx' });
    const snapshot = aSnapshot({
      hosts: [aHost('a', '10.0.0.1')],
      services: [
        aService('a', 'x', [1]),
        aService('a', 'web', [80], { processes: [worker(1), worker(2), { name: 'cache' }, { pid: 4 }] }),
      ],
      dependencies: [aDependency('a/x', 'a/web', 80, { via: ['host-a', 'elsewhere'] })],
    });
    expect(records(render(snapshot))[0]).toMatchObject({ to_processes: 'nginx cache', via: 'a elsewhere' });
  });

  it('has a header for an empty estate', () => {
    expect(read(render(aSnapshot({})))).toHaveLength(1);
  });

  it('runs no formula in a spreadsheet, whatever a host is called', () => {
    const rows = read(render(hostileSnapshot));
    expect(rows).toHaveLength(hostileTexts.length * 2 + 1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const hosts = records(render(hostileSnapshot)).map(({ from_host }) => from_host);
    expect(hosts).toContain('\'=HYPERLINK("http://192.0.2.1/","x")');
    expect(hosts).toContain("'-2+3");
  });

  it('keeps every record on one line', () => {
    expect(render(hostileSnapshot).trimEnd().split('\n')).toHaveLength(hostileTexts.length * 2 + 1);
  });
});
