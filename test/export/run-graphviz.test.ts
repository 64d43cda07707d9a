import { describe, expect, it } from 'vitest';
import { parseLayoutAnswer } from '../../src/export/layout-answer.ts';
import { runGraphviz } from '../../src/export/run-graphviz.ts';

describe('runGraphviz', () => {
  it('lays a graph out in a thread', async () => {
    const text = await runGraphviz({ engine: 'dot', graph: 'digraph { b0 -> b1 [id="0"] }' }, 30_000);
    const answer = parseLayoutAnswer(text ?? '');
    expect([...answer.centres.keys()]).toEqual([0, 1]);
    expect(answer.arrows.get(0)?.points.length).toBeGreaterThanOrEqual(4);
  });

  it('gives nothing where the time is up, and ends the thread', async () => {
    const edges = Array.from({ length: 4000 }, (_, index) => `a${index % 300} -> a${(index * 7919) % 300}`);
    const started = runGraphviz({ engine: 'dot', graph: `digraph { ${edges.join(';')} }` }, 50);
    // Were the thread not ended, the test process would wait for it.
    expect(await started).toBeUndefined();
  });

  it('gives nothing where graphviz refuses the graph', async () => {
    expect(await runGraphviz({ engine: 'dot', graph: 'digraph { unfinished' }, 30_000)).toBeUndefined();
  });
});

describe('parseLayoutAnswer', () => {
  it('turns the y axis round, moves the corner to zero, and draws a curve to the tip of its arrow', () => {
    const answer = parseLayoutAnswer(
      JSON.stringify({
        bb: '10,20,110,220',
        objects: [{ name: 'b3', pos: '60,120' }],
        edges: [{ id: '5', pos: 'e,100,30 20,200 30,190 40,180 50,170', lp: '60,70' }, { id: '6' }],
      }),
    );
    expect(answer).toMatchObject({ width: 100, height: 200 });
    expect(answer.centres).toEqual(new Map([[3, { x: 50, y: 100 }]]));
    expect([...answer.arrows]).toEqual([
      [
        5,
        {
          points: [
            { x: 10, y: 20 },
            { x: 20, y: 30 },
            { x: 30, y: 40 },
            { x: 90, y: 190 },
          ],
          label: { x: 50, y: 150 },
        },
      ],
    ]);
  });

  it('reads a graph without nodes', () => {
    expect(parseLayoutAnswer('{"bb":"0,0,0,0"}')).toMatchObject({ width: 0, height: 0 });
  });
});
