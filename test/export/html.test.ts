import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WitnessLine } from '../../src/export/exporter.ts';
import { htmlExporter } from '../../src/export/html.ts';
import type { PageData } from '../../src/export/page-data.ts';
import { collectWitnesses } from '../../src/export/page-witnesses.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { hostileSnapshot, hostileTexts } from './hostile-snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const render = async (snapshot: Snapshot, witnessLines?: (id: string) => readonly WitnessLine[]): Promise<string> =>
  String(await htmlExporter.render({ snapshot, ...(witnessLines !== undefined && { witnessLines }) }));

const line = (text: string): WitnessLine => ({ side: 'client', target: '10.0.0.1', collector: 'linux.ss', line: 3, text });

const dataOf = (page: string): PageData =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as PageData;

const blocks = (page: string, tag: string): string[] =>
  [...page.matchAll(new RegExp(`<${tag}(?: id="_+cytoscape_stylesheet")?>(.*?)</${tag}>`, 'gs'))].map((match) => match[1] ?? '');

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

let sample = '';
beforeAll(async () => {
  sample = await render(sampleSnapshot);
});

describe('html', () => {
  it('carries the snapshot and the layouts as data', () => {
    const data = dataOf(sample);
    expect(data.snapshot).toEqual(JSON.parse(JSON.stringify(sampleSnapshot)));
    expect(data.views.map(({ level, includeShared }) => [level, includeShared])).toEqual([
      ['services', false],
      ['services', true],
      ['hosts', false],
      ['hosts', true],
    ]);
    expect(data.views[0]?.corners).toHaveLength(30);
    expect(data.witnesses).toBeUndefined();
  });

  it('allows its own blocks and nothing else', () => {
    const page = sample;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const scripts = blocks(page, 'script');
    const styles = blocks(page, 'style');
    expect([scripts.length, styles.length]).toEqual([1, 2]);
    for (const block of [...scripts, ...styles]) expect(policy).toContain(hash(block));
  });

  it('names no place it could load something from', () => {
    const [head = ''] = sample.split('<script type="application/json"');
    expect(head).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(head).not.toMatch(/@import|url\(/);
  });

  it('keeps hostile text inside the data, whatever it is made of', async () => {
    const page = await render(hostileSnapshot, (id) => hostileTexts.map((text) => line(`${id}${text}`)));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<img/g)).toBeNull();
    expect(page).toContain('<title>map · &lt;/title&gt;&lt;script&gt;window.hacked=1&lt;/script&gt;</title>');
    expect(dataOf(page).snapshot).toEqual(JSON.parse(JSON.stringify(hostileSnapshot)));
  });

  it('asks for the raw lines before it waits for anything, because their source may be closed then', async () => {
    let open = true;
    const rendered = render(sampleSnapshot, (id) => {
      if (!open) throw new Error('asked too late');
      return [line(id)];
    });
    open = false;
    expect(dataOf(await rendered).witnesses).toHaveLength(sampleSnapshot.dependencies.length);
  });

  it('shows shared infrastructure at first where that is asked for and there is some', async () => {
    const shown = async (snapshot: Snapshot) =>
      dataOf(String(await htmlExporter.render({ snapshot, includeShared: true }))).includeShared;
    expect(dataOf(sample).includeShared).toBe(false);
    expect(await shown(sampleSnapshot)).toBe(true);
    expect(await shown(aSnapshot({}))).toBe(false);
  });

  it('has views without shared infrastructure only where there is some', async () => {
    const plainEstate = aSnapshot({ hosts: [aHost('a', '10.0.0.1')] });
    expect(dataOf(await render(plainEstate)).views.map(({ level }) => level)).toEqual(['services', 'hosts']);
  });

  it('shows hosts alone where a browser could not draw the services', async () => {
    const names = Array.from({ length: 1100 }, (_, index) => `h${index}`);
    const snapshot = aSnapshot({
      hosts: names.map((name, index) => aHost(name, `10.0.${index >> 8}.${index & 255}`)),
      services: names.map((name) => aService(name, 'x', [1])),
      dependencies: names.map((name, index) => aDependency(`${name}/x`, `${names[(index + 1) % names.length]}/x`, 1)),
    });
    expect(dataOf(await render(snapshot)).views.map(({ level }) => level)).toEqual(['hosts']);
  });
});

describe('collectWitnesses', () => {
  it('keeps the first lines of each dependency, by id, and counts what it leaves out', () => {
    const lines = (id: string) => Array.from({ length: id === 'b' ? 20 : 1 }, (_, index) => line(`${id}${index}`));
    const collected = collectWitnesses([{ id: 'b' }, { id: 'a' }, { id: 'c' }], (id) => (id === 'c' ? [] : lines(id)));
    expect(collected.lines.map(([id, kept]) => [id, kept.length])).toEqual([
      ['a', 1],
      ['b', 8],
    ]);
    expect(collected.cut).toBe(12);
  });

  it('cuts a long line, and stops before the page is too large to mail', () => {
    const dependencies = Array.from({ length: 5000 }, (_, index) => ({ id: String(index) }));
    const { lines, cut } = collectWitnesses(dependencies, () => Array.from({ length: 8 }, () => line('x'.repeat(1000))));
    const size = lines.flatMap(([, kept]) => kept).reduce((sum, { text }) => sum + text.length, 0);
    expect(size).toBeLessThan(13_000_000);
    expect(lines[0]?.[1][0]?.text).toHaveLength(600);
    expect(cut).toBeGreaterThan(0);
  });
});
