import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { Host } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();

/** A walk of the system group, and one interface with the MAC the device is known by. */
const walk = (name: string, mac: string): string =>
  [
    '1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C3560 Software, Version 12.2',
    '1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.614',
    `1.3.6.1.2.1.1.5.0|4|${name}`,
    '1.3.6.1.2.1.2.2.1.2.1|4|Gi0/1',
    `1.3.6.1.2.1.2.2.1.6.1|4x|${mac}`,
    '',
  ].join('\n');

beforeAll(() => {
  mkdirSync(path('walks'));
  writeFileSync(path('walks/site4-core.snmprec'), walk('core1.example.com', '0016c8bd4d80'));
  writeFileSync(path('walks/access7.snmprec'), walk('Switch', '0016c8bd4d90'));
});

it('shows a walk under the name the device tells, not under that of the file, unless it is the one of the factory', async () => {
  expect(await runMap(['import', path('walks'), '--db', path('map.db')])).toMatchObject({ code: 0 });
  const hosts = JSON.parse((await runMap(['hosts', '--json', '--db', path('map.db')])).stdout) as Host[];
  expect(hosts.map(({ name, names, targets }) => ({ name, names, targets })).sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'access7', names: ['Switch', 'access7'], targets: ['access7'] },
    { name: 'core1.example.com', names: ['core1.example.com', 'site4-core'], targets: ['site4-core'] },
  ]);
  // The name of the file still finds it.
  expect((await runMap(['show', 'site4-core', '--db', path('map.db')])).stdout).toMatch(/^core1\.example\.com\n/);
});
