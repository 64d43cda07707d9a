import { describe, expect, it } from 'vitest';
import { buildPicture } from '../../src/export/build-picture.ts';
import { mermaidExporter } from '../../src/export/mermaid.ts';
import { pictureId } from '../../src/export/picture-id.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { goldenFile } from './golden.ts';
import { hostileSnapshot } from './hostile-snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const render = (snapshot: Snapshot): string => String(mermaidExporter.render({ snapshot }));

const id = '(n[0-9a-f]{12})';
/** Text in quotes: nothing but letters, marks, numbers, some punctuation, entity codes and line breaks. */
const text = '"((?:[\\p{L}\\p{M}\\p{N} ._:/,()+·…-]|#\\d+;|<br/>)*)"';

/** Every form a line may have; a line that is none of them is something that got out of its string. */
const forms: Readonly<Record<string, RegExp>> = {
  head: /^flowchart LR$/,
  comment: /^ {2}%% (?:[\p{L}\p{M}\p{N} ._:/,()+·…-]|#\d+;)*$/u,
  class: /^ {2}classDef [a-z-]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$/,
  open: new RegExp(`^ {2}subgraph ${id}\\[${text}\\]$`, 'u'),
  close: /^ {2}end$/,
  assign: new RegExp(`^ {2}class ${id} [a-z-]+$`),
  style: new RegExp(`^ {2}style ${id} stroke-dasharray:5 4$`),
  node: new RegExp(`^ {2,4}${id}(?:\\(|\\[\\[|\\[|\\{\\{|\\(\\[)${text}(?:\\)|\\]\\]|\\]|\\}\\}|\\]\\)):::[a-z-]+$`, 'u'),
  arrow: new RegExp(`^ {2}${id} (-->|-\\.->)\\|${text}\\| ${id}$`, 'u'),
  link: /^ {2}linkStyle \d+(,\d+)* stroke:#[0-9a-f]{6}$/,
};

function classify(document: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of document.trimEnd().split('\n')) {
    const form = Object.entries(forms).find(([, pattern]) => pattern.test(line))?.[0] ?? 'unknown';
    found.set(form, [...(found.get(form) ?? []), line]);
  }
  return found;
}

describe('mermaid', () => {
  it('is the recorded text for the sample', async () => {
    await expect(render(sampleSnapshot)).toMatchFileSnapshot(goldenFile('mermaid'));
  });

  it.each([
    ['the sample', sampleSnapshot],
    ['hostile names', hostileSnapshot],
    ['an empty estate', aSnapshot({})],
  ])('has no line that is not one of its forms: %s', (_, snapshot) => {
    const found = classify(render(snapshot));
    expect(found.get('unknown') ?? []).toEqual([]);
    expect(found.get('head')).toHaveLength(1);
    expect(found.get('open')?.length ?? 0).toBe(found.get('close')?.length ?? 0);
  });

  it('has the arrows of the picture, in its order', () => {
    const picture = buildPicture(sampleSnapshot, { nodeLimit: 300, arrowLimit: 400 });
    const arrows = (classify(render(sampleSnapshot)).get('arrow') ?? []).map((line) => forms['arrow']?.exec(line));
    expect(arrows.map((match) => [match?.[1], match?.[4], match?.[3]])).toEqual(
      picture.arrows.map(({ from, to, label }) => [pictureId(from), pictureId(to), label]),
    );
  });

  it('colours the arrows by their number', () => {
    const lines = classify(render(sampleSnapshot));
    const attempted = (lines.get('arrow') ?? []).findIndex((line) => line.includes('-.->'));
    expect(lines.get('link')).toContain(`  linkStyle ${attempted} stroke:#c0271b`);
  });

  it('encodes what would end a string, begin a directive, or be read as a list', () => {
    const document = render(hostileSnapshot);
    expect(document).not.toContain('<script');
    expect(document).not.toContain('%%{');
    expect(document).toContain('#60;/script#62;');
    expect(document).not.toMatch(/"(?:[-+*] |\d+\. )/);
  });

  it('falls back to hosts beyond 400 arrows, and says so in a comment', () => {
    const names = Array.from({ length: 30 }, (_, index) => `h${index}`);
    const snapshot = aSnapshot({
      hosts: names.map((name, index) => aHost(name, `10.0.0.${index + 1}`)),
      services: names.map((name) => aService(name, 'x', [1])),
      dependencies: names.flatMap((from) =>
        names.filter((to) => to !== from).map((to) => aDependency(`${from}/x`, `${to}/x`, 1)),
      ),
    });
    const lines = classify(render(snapshot));
    expect(lines.get('open')).toBeUndefined();
    expect(lines.get('node')).toHaveLength(30);
    expect(lines.get('comment')?.join('\n')).toMatch(/each host is one box(.|\n)*Set maxEdges to 870 or more/);
  });
});
