import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPicture } from '../../src/export/build-picture.ts';
import { dotExporter } from '../../src/export/dot.ts';
import { pictureId } from '../../src/export/picture-id.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { goldenFile } from './golden.ts';
import { hostileSnapshot } from './hostile-snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const render = (snapshot: Snapshot): string => String(dotExporter.render({ snapshot }));

/** What graphviz itself understood. */
interface Parsed {
  readonly objects: readonly {
    readonly name: string;
    readonly label?: string;
    readonly nodes?: readonly number[];
    readonly shape?: string;
    readonly style?: string;
  }[];
  readonly edges: readonly {
    readonly tail: number;
    readonly head: number;
    readonly label: string;
    readonly color: string;
    readonly style: string;
  }[];
}

let graphviz: Graphviz;
beforeAll(async () => {
  graphviz = await Graphviz.load();
});

const parse = (text: string): Parsed => JSON.parse(graphviz.layout(text, 'dot_json', 'dot')) as Parsed;

describe('dot', () => {
  it('is the recorded text for the sample', async () => {
    await expect(render(sampleSnapshot)).toMatchFileSnapshot(goldenFile('dot'));
  });

  it('is read by graphviz as the nodes, clusters and arrows of the picture', () => {
    const picture = buildPicture(sampleSnapshot, { nodeLimit: 1000, arrowLimit: 1000 });
    const { objects, edges } = parse(render(sampleSnapshot));
    const names = new Set(objects.map(({ name }) => name));
    for (const box of picture.boxes) {
      expect(names).toContain(box.nodes.length === 0 ? pictureId(box.id) : `cluster_${pictureId(box.id)}`);
      for (const node of box.nodes) expect(names).toContain(pictureId(node.id));
    }
    const drawn = edges.map(({ tail, head, label }) => `${objects[tail]?.name} ${objects[head]?.name} ${label}`);
    expect(drawn.sort()).toEqual(
      picture.arrows.map(({ from, to, label }) => `${pictureId(from)} ${pictureId(to)} ${label}`).sort(),
    );
  });

  it('puts a service into the cluster of its host', () => {
    const { objects } = parse(render(sampleSnapshot));
    const cluster = objects.find(({ name }) => name === `cluster_${pictureId('host-app1')}`);
    expect(cluster?.label).toBe('app1\\n10.20.0.21');
    expect(cluster?.nodes?.map((index) => objects[index]?.name)).toEqual([
      pictureId('service-app1-mailer'),
      pictureId('service-app1-shop'),
    ]);
  });

  it('draws tries dashed and red, silence grey, old evidence dashed, and kinds by shape', () => {
    const { objects, edges } = parse(render(sampleSnapshot));
    const looks = new Set(edges.map(({ color, style }) => `${color} ${style}`));
    expect(looks).toEqual(new Set(['#2f4a68 solid', '#c0271b dashed', '#9a9a9a solid']));
    const named = (id: string) => objects.find(({ name }) => name.endsWith(pictureId(id)));
    expect(named('host-db2')?.style).toContain('dashed');
    expect(named('host-10.20.0.77')).toMatchObject({ shape: 'octagon' });
    expect(named('host-198.51.100.7')).toMatchObject({ shape: 'ellipse' });
  });

  it('keeps hostile names inside their strings', () => {
    const picture = buildPicture(hostileSnapshot, { nodeLimit: 1000, arrowLimit: 1000 });
    const { objects, edges } = parse(render(hostileSnapshot));
    const wanted = picture.boxes.flatMap(({ id, nodes }) => [
      nodes.length === 0 ? pictureId(id) : `cluster_${pictureId(id)}`,
      ...nodes.map((node) => pictureId(node.id)),
    ]);
    expect(objects.map(({ name }) => name).sort()).toEqual(wanted.sort());
    expect(edges).toHaveLength(picture.arrows.length);
  });

  it('shows entities, backslashes and quotes as they are written in the name', () => {
    const title = 'a&lt;b \\N "c"';
    const snapshot = aSnapshot({
      hosts: [aHost('a', '10.0.0.1')],
      services: [aService('a', 'x', [1], { name: title }), aService('a', 'y', [2])],
      dependencies: [aDependency('a/y', 'a/x', 1)],
    });
    expect(graphviz.layout(render(snapshot), 'svg', 'dot')).toContain('>a&amp;lt;b \\N &quot;c&quot;</text>');
  });

  it('is the same in every export', () => {
    expect(render(sampleSnapshot)).toBe(render(JSON.parse(JSON.stringify(sampleSnapshot)) as Snapshot));
  });

  it('is a graph without nodes for an empty estate', () => {
    expect(parse(render(aSnapshot({}))).objects ?? []).toEqual([]);
  });
});
