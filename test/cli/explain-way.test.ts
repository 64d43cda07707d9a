import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();

const head = 'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n';
const files: Readonly<Record<string, string>> = {
  'office-ss.txt': `${head}tcp   ESTAB  0      0      10.0.0.42:58140    10.0.0.51:6380     users:(("till",pid=812,fd=4))\n`,
  'cache-ss.txt': `${head}tcp   LISTEN 0      244    10.0.0.32:6379     0.0.0.0:*          users:(("redis",pid=33,fd=6))
tcp   ESTAB  0      0      10.0.0.32:6379     10.0.0.51:58140    users:(("redis",pid=33,fd=9))\n`,
  'nat-ss.txt': `${head}tcp   LISTEN 0      128    0.0.0.0:22         0.0.0.0:*          users:(("sshd",pid=9,fd=3))\n`,
  'nat-conntrack.txt':
    'tcp      6 431999 ESTABLISHED src=10.0.0.42 dst=10.0.0.51 sport=58140 dport=6380 src=10.0.0.32 dst=10.0.0.51 sport=6379 dport=58140 [ASSURED] mark=0 use=1\n',
};
const manifest = [
  '- { host: office, addresses: [10.0.0.42], file: raw/office-ss.txt, format: ss }',
  '- { host: cache, addresses: [10.0.0.32], file: raw/cache-ss.txt, format: ss }',
  '- { host: nat, addresses: [10.0.0.51], file: raw/nat-ss.txt, format: ss }',
  '- { host: nat, addresses: [10.0.0.51], file: raw/nat-conntrack.txt, format: conntrack }',
];

describe('an arrow across a host that translates addresses', () => {
  beforeAll(async () => {
    mkdirSync(path('raw'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path(`raw/${name}`), text);
    writeFileSync(path('estate.yaml'), `${manifest.join('\n')}\n`);
    await runMap(['import', '--manifest', path('estate.yaml'), '--db', path('m.db')]);
  });

  it('is explained by what both ends saw', async () => {
    const { stdout } = await runMap(['explain', 'office', 'cache', '--json', '--db', path('m.db')]);
    const { dependencies } = JSON.parse(stdout) as {
      readonly dependencies: readonly {
        readonly seenFrom: string;
        readonly via: readonly string[];
        readonly evidence: readonly { readonly text: string }[];
      }[];
    };
    const [only] = dependencies;
    expect([dependencies.length, only?.seenFrom, only?.via.length]).toEqual([1, 'both', 1]);
    const lines = only?.evidence.map(({ text }) => text) ?? [];
    expect(lines.some((text) => text.includes('10.0.0.51:6380'))).toBe(true);
    expect(lines.some((text) => text.includes('10.0.0.32:6379'))).toBe(true);
  });
});
