import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSshConfig } from '../../src/transports/ssh-config.ts';
import { parseSshSettings } from '../../src/transports/ssh-settings.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const hasSsh = spawnSync('ssh', ['-V']).error === undefined;

// One answer of ssh is used for many hosts. Here every host is asked for by itself as well.
describe.skipIf(!hasSsh)('a shared answer', () => {
  const directory = tempDirectory();
  const account = { name: 'ann', home: directory };
  const env = { PATH: process.env['PATH'] };
  const hosts = ['web1', 'web2', 'db1', 'db2.prod', 'web1.prod', '10.0.0.1', '10.0.0.2', '10.0.1.1', '2001:db8::1'];
  const pattern = fc.constantFrom('web*', '*.prod', 'db?', '10.0.0.*', '!web1', '!*.prod', '*', 'web1', '2001:*');
  const setting = fc.constantFrom(
    'User root',
    'User scan',
    'Port 2222',
    'HostName %h.example.com',
    'HostName 192.0.2.1',
    'ProxyJump bastion',
    'ProxyJump none',
    'HostKeyAlias farm',
    'HostKeyAlias %h-key',
    'UserKnownHostsFile ~/kh_%h',
    'UserKnownHostsFile /kh',
    'IdentityAgent none',
    'IdentitiesOnly yes',
    'ProxyCommand nc %h %p',
  );
  const block = fc.tuple(fc.array(pattern, { minLength: 1, maxLength: 3 }), fc.array(setting, { maxLength: 3 }));
  const config = fc
    .array(block, { maxLength: 4 })
    .map((blocks) =>
      blocks
        .map(([patterns, settings]) => `Host ${patterns.join(' ')}\n${settings.map((line) => `  ${line}\n`).join('')}`)
        .join(''),
    );

  const askAlone = (file: string, host: string) => {
    const { stdout } = spawnSync('ssh', ['-G', '-F', file, '--', host], { encoding: 'utf8' });
    return parseSshSettings(stdout, host, account);
  };

  it('is the answer each host would have got', async () => {
    await fc.assert(
      fc.asyncProperty(config, fc.shuffledSubarray(hosts, { minLength: 3, maxLength: 6 }), async (text, asked) => {
        const configFile = writeTemp(directory, 'config', text);
        const ask = createSshConfig({ env, account, configFile });
        for (const host of asked) expect(await ask({ host })).toEqual(askAlone(configFile, host));
      }),
      { numRuns: 15 },
    );
  });
});
