import type { Snapshot } from '../../src/model/snapshot.ts';
import { aDependency, aHost, aPeer, aService, aSnapshot } from './sample-snapshot.ts';

/** Text that a hostile or broken host can put where a name belongs. */
export const hostileTexts: readonly string[] = [
  '</script><img src=x onerror="window.hacked=1">',
  '<!--<script>',
  `"'\`;--`,
  '\\',
  '\\"]; bad [label="',
  ']] --> end; click n1 callback "x"',
  '%%{init: {"theme":"dark"}}%%',
  '&amp;&#60;b&gt;',
  'line one\nline two\r\n\ttabbed',
  '\u202egnp.exe\u202c',
  'zero\u200bwidth\ufeff',
  '\u0000\u0007\u001b[31mred',
  '\ud800 lone surrogate',
  '=HYPERLINK("http://192.0.2.1/","x")',
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '__proto__',
  'constructor',
  '- list item',
  '1. numbered',
  '数据库服务器',
  '🐘'.repeat(40),
  'x'.repeat(10_000),
  ' ',
];

/** Every hostile text as the name of a host, a service, a process, an id and in a message. */
export const hostileSnapshot: Snapshot = aSnapshot({
  snapshot: {
    id: '1',
    label: '</title><script>window.hacked=1</script>',
    takenAt: '2025-03-14T09:26:53.000Z',
    toolVersion: '0.1.0',
    scope: hostileTexts,
  },
  hosts: hostileTexts.flatMap((text, index) => [
    aHost(`h${index}`, `10.0.0.${index + 1}`, { id: `host-h${index}`, name: text, names: [text], tags: { [text]: text } }),
    aPeer(`10.0.1.${index + 1}`, index % 2 === 0 ? 'unknown' : 'external', text),
  ]),
  services: hostileTexts.map((text, index) =>
    aService(`h${index}`, `s${index}`, [8000 + index], {
      name: text,
      unit: text,
      software: text,
      processes: [{ pid: 1, name: text, user: text }],
      ...(index % 5 === 0 && { shared: { reason: text } }),
    }),
  ),
  dependencies: hostileTexts.flatMap((text, index) => [
    aDependency(`h${index}/s${index}`, `h${(index + 1) % hostileTexts.length}/s${(index + 1) % hostileTexts.length}`, 8000, {
      id: `${text}${index}`,
    }),
    aDependency(`10.0.1.${index + 1}`, `h${index}/s${index}`, 8000 + index, { id: `peer${text}${index}` }),
  ]),
  coverage: {
    targets: 1,
    collected: 0,
    unanswered: 0,
    failed: hostileTexts.map((text) => ({ target: text, status: 'internal', message: text })),
    edges: 0,
    edgesWithBothProcesses: 0,
    edgesWithoutClientProcess: 0,
    edgesWithoutServerProcess: 0,
    peersNotScanned: 0,
    skippedLines: 0,
  },
});
