import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  arrow,
  dark,
  fresh,
  host,
  laterScanTime,
  link,
  peer,
  service,
  shop,
  snapshot,
  unasked,
} from '../analysis/build-snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const now = fresh(laterScanTime);
const dns = { shared: { reason: 'name server of 2 hosts' } };

/** The shop a day later: the application moved to another release and another cache, the database is dark. */
const later = snapshot({
  header: { id: '2', takenAt: laterScanTime, label: 'after the release' },
  hosts: [
    host('web1', {
      addresses: ['10.0.0.1', '10.0.0.7'],
      names: ['web1', 'www.example.com'],
      evidence: now,
      os: { name: 'Debian GNU/Linux', version: '12' },
    }),
    host('app1', { addresses: ['10.0.0.2'], evidence: now }),
    host('db1', { name: 'db1.example.com', names: ['db1.example.com'], addresses: ['10.0.0.3'], evidence: dark() }),
    host('データベース', { addresses: ['10.0.0.4'], evidence: unasked() }),
    host('sw1', { kind: 'network-device', evidence: now }),
    peer('203.0.113.9', { kind: 'external', addresses: ['203.0.113.9'] }),
  ],
  services: [
    service('web1/nginx', [80, 443], { unit: 'nginx.service', processes: [{ pid: 7, name: 'nginx', user: 'www-data' }] }),
    service('app1/shop', [8080], { software: 'java', version: '21' }),
    service('app1/unbound', [53], dns),
    service('db1/postgresql', [5432], { unit: 'postgresql@15-main.service' }),
    service('データベース/redis', [6379], { endpoints: [{ protocol: 'tcp', address: '127.0.0.1', port: 6379 }] }),
  ],
  dependencies: [
    arrow('203.0.113.9', 'web1/nginx', 443, { seenFrom: 'server', lastSeen: laterScanTime }),
    arrow('web1/nginx', 'app1/shop', 8080, {
      lastSeen: laterScanTime,
      samples: { seen: 3, total: 3 },
      bytes: 12_000,
      rttMs: 0.4,
    }),
    arrow('web1/nginx', 'app1/unbound', 53, {
      protocol: 'udp',
      lastSeen: laterScanTime,
      directionRule: 'service-table',
      confidence: 0.6,
    }),
    arrow('app1/shop', 'db1/postgresql', 5432),
    arrow('app1/shop', 'データベース/redis', 6379, { silent: true }),
  ],
  links: [link('web1', 'sw1')],
  coverage: {
    ...{ targets: 254, collected: 3, unanswered: 248, edges: 5, edgesWithBothProcesses: 4, edgesWithoutClientProcess: 1 },
    ...{ peersNotScanned: 0, skippedLines: 2 },
    failed: [{ target: '10.0.0.3', status: 'hung', message: '10.0.0.3: nothing came in 60 s' }],
  },
});

beforeAll(() => {
  writeFileSync(path('before.json'), JSON.stringify(shop));
  writeFileSync(path('later.json'), JSON.stringify(later));
});

const commands = [
  ...['hosts', 'services', 'dependencies', 'links', 'applications', 'coverage'],
  ...['show web1', 'show app1/unbound', 'impact db1', 'impact app1/unbound', 'explain web1 app1', 'diff BEFORE LATER'],
];

async function shown(line: string, columns: number): Promise<string> {
  const argv = line.split(' ').map((word) => word.replace('BEFORE', path('before.json')).replace('LATER', path('later.json')));
  const source = line.startsWith('diff') ? [] : ['--snapshot', path('later.json')];
  const { stdout, stderr } = await runMap([...argv, ...source], { columns, env: { NO_COLOR: '1' } });
  return `$ map ${line}\n${stdout}${stderr}`;
}

// The whole of what people see, to be read in a review when it changes.
describe.each([80, 132])('a terminal of %i columns', (columns) => {
  it('shows', async () => {
    const texts: string[] = [];
    for (const line of commands) texts.push(await shown(line, columns));
    await expect(texts.join('\n')).toMatchFileSnapshot(`golden/reading-${columns}.txt`);
  });
});
