import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { svgExporter } from '../../src/export/svg.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { goldenFile } from './golden.ts';
import { hostileSnapshot } from './hostile-snapshot.ts';
import { aHost, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const render = async (snapshot: Snapshot): Promise<string> => String(await svgExporter.render({ snapshot }));

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements of a well-formed XML document; anything else throws. */
function read(text: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += part;
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return elements;
}

const named = (elements: readonly Element[], name: string): Element[] => elements.filter((element) => element.name === name);
const texts = (elements: readonly Element[]): string[] => named(elements, 'text').map(({ text }) => text);

let sample = '';
let hostile = '';
beforeAll(async () => {
  sample = await render(sampleSnapshot);
  hostile = await render(hostileSnapshot);
});

describe('svg', () => {
  it('is the recorded picture for the sample', async () => {
    await expect(sample).toMatchFileSnapshot(goldenFile('svg'));
  });

  it('is the same bytes twice', async () => {
    expect(await render(JSON.parse(JSON.stringify(sampleSnapshot)) as Snapshot)).toBe(sample);
  });

  it('shows hosts, addresses, services, ports and what was left out', () => {
    const shown = texts(read(sample));
    for (const text of [
      'before the move · 2025-03-14 09:26 UTC',
      'db1',
      '10.20.0.31',
      'postgresql',
      '5432',
      'process not known',
      'last read 2025-03-07',
    ]) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain('20 arrows to or from shared infrastructure left out.');
  });

  it('explains in its legend what it shows and nothing else', () => {
    const shown = texts(read(sample));
    expect(shown).toContain('tried, never answered');
    expect(shown).toContain('outside');
    expect(shown).not.toContain('network device');
    expect(shown).not.toContain('configured, never seen');
  });

  it('draws an arrow for each of the picture, in the look of its state', () => {
    const arrows = named(read(sample), 'path').filter(({ attributes }) => 'marker-end' in attributes);
    const ends = arrows.map(({ attributes }) => attributes['marker-end']);
    // One more of each state in the legend.
    expect(ends.filter((end) => end === 'url(#tip-attempted)')).toHaveLength(2);
    expect(ends.filter((end) => end === 'url(#tip-silent)')).toHaveLength(2);
    expect(ends.filter((end) => end === 'url(#tip-active)')).toHaveLength(19);
    for (const { attributes } of arrows) expect(attributes['d']).toMatch(/^M-?[\d.]+,-?[\d.]+C[-\d., ]+$/);
  });

  it('keeps every card inside the picture', () => {
    const elements = read(sample);
    const [svg] = elements;
    const [width, height] = [Number(svg?.attributes['width']), Number(svg?.attributes['height'])];
    for (const { attributes } of named(elements, 'rect').slice(1)) {
      expect(Number(attributes['x']) + Number(attributes['width'])).toBeLessThan(width);
      expect(Number(attributes['y']) + Number(attributes['height'])).toBeLessThan(height);
    }
  });

  it('is well-formed and inert with hostile names: no script, no link, no handler, nothing fetched', () => {
    const elements = read(hostile);
    expect(new Set(elements.map(({ name }) => name))).toEqual(
      new Set(['svg', 'title', 'defs', 'marker', 'path', 'rect', 'text', 'g']),
    );
    for (const { attributes } of elements) {
      for (const name of Object.keys(attributes)) expect(name).not.toMatch(/^on|href|style|src/i);
    }
    expect(texts(elements)).toContain('</script><img src=x onerror="window.hacked=1">');
    expect(texts(elements).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('cuts a name of ten thousand characters', () => {
    const longest = texts(read(hostile)).reduce((most, text) => Math.max(most, text.length), 0);
    expect(longest).toBeLessThan(150);
  });

  it('is a picture also of nothing, and of one host', async () => {
    expect(texts(read(await render(aSnapshot({})))).length).toBeGreaterThan(0);
    expect(texts(read(await render(aSnapshot({ hosts: [aHost('a', '10.0.0.1')] }))))).toContain('a');
  });
});
