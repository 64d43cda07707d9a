import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/usage-error.ts';
import { createSshConfig } from '../../src/transports/ssh-config.ts';
import { locate, resolveHops } from '../../src/transports/ssh-place.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const directory = tempDirectory();
const account = { name: 'ann', home: directory };
const env = { PATH: process.env['PATH'] };
let count = 0;

/** A client that answers by a script of ours and notes what it was asked. */
function fakeClient(body: string): { readonly client: string; readonly calls: () => string[] } {
  count += 1;
  const log = join(directory, `calls${count}`);
  writeTemp(directory, `calls${count}`, '');
  const client = writeTemp(directory, `ssh${count}`, `#!/bin/sh\necho "$*" >> '${log}'\nfor host; do :; done\n${body}\n`, 0o700);
  return {
    client,
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
  };
}

const config = (text: string): string => {
  count += 1;
  return writeTemp(directory, `config${count}`, text);
};

const general = `echo "host $host"; echo 'user root'; echo "hostname $host"; echo 'port 2222'`;

describe.skipIf(process.platform === 'win32')('what is asked', () => {
  it('hands the flags and the host over without a shell, the host behind --', async () => {
    const { client, calls } = fakeClient(general);
    const ask = createSshConfig({ env, account, client, configFile: config('') });
    await ask({ host: '$(id);x', user: 'root', port: 99 });
    expect(calls()).toEqual([`-G -F ${directory}/config${count} -l root -p 99 -- $(id);x`]);
  });

  it('asks once for all hosts that the same Host lines match', async () => {
    const { client, calls } = fakeClient(general);
    const ask = createSshConfig({ env, account, client, configFile: config('Host web*\n  Port 2222\n') });
    const addresses = Array.from({ length: 200 }, (_, index) => `10.0.0.${index}`);
    const settings = await Promise.all(addresses.map((host) => ask({ host })));
    expect(settings.map(({ hostname }) => hostname)).toEqual(addresses);
    await ask({ host: 'web1' });
    expect((await ask({ host: 'web2' })).hostname).toBe('web2');
    await ask({ host: '10.0.0.1', user: 'bob' });
    expect(calls()).toHaveLength(3);
  });

  it.each([
    ['a HostName', `echo "hostname real-$host"`, (host: string) => `real-${host}`],
    ['a path made from the name', `${general}; echo "userknownhostsfile /kh/$host"`, (host: string) => host],
  ])('asks for each host where the answer has %s', async (_what, body, hostname) => {
    const { client, calls } = fakeClient(body);
    const ask = createSshConfig({ env, account, client, configFile: config('') });
    for (const host of ['web1', 'web2', 'web1', 'web2']) expect((await ask({ host })).hostname).toBe(hostname(host));
    // The first asked for everybody, found it was for itself alone, and asked again.
    expect(calls().length).toBeLessThanOrEqual(3);
  });

  it('asks once where the name shows in what is not used, and for each host where a key file is named after it', async () => {
    const socket = fakeClient(`${general}; echo "controlpath /tmp/cm-root@$host:22"`);
    const shared = createSshConfig({ env, account, client: socket.client, configFile: config('') });
    for (const host of ['10.1.0.1', '10.1.0.2']) await shared({ host });
    expect(socket.calls()).toHaveLength(1);

    for (const host of ['10.1.0.1', '10.1.0.2']) writeTemp(directory, `id_${host}`, 'a key');
    const keys = fakeClient(`${general}; echo 'identityfile ${directory}/id_%h'`);
    const ask = createSshConfig({ env, account, client: keys.client, configFile: config('') });
    const found = [await ask({ host: '10.1.0.1' }), await ask({ host: '10.1.0.2' })];
    expect(found.map(({ identities }) => identities)).toEqual([
      [join(directory, 'id_10.1.0.1')],
      [join(directory, 'id_10.1.0.2')],
    ]);
  });

  it('asks for each host where the configuration has a Match', async () => {
    const { client, calls } = fakeClient(general);
    const ask = createSshConfig({ env, account, client, configFile: config('Match exec "true"\n') });
    for (const host of ['web1', 'web2', 'web1']) await ask({ host });
    expect(calls()).toHaveLength(2);
  });
});

describe.skipIf(process.platform === 'win32')('trouble', () => {
  it('is a usage error when the configuration is broken, with what ssh says', async () => {
    const { client, calls } = fakeClient(`printf '/etc/ssh/ssh_config: line 3: Bad option: \\033[2Jfoo\\nmore\\n' >&2; exit 255`);
    const ask = createSshConfig({ env, account, client, configFile: config('') });
    const expected = /ssh -G web1: \/etc\/ssh\/ssh_config: line 3: Bad option: \?\[2Jfoo; run it by hand/;
    await expect(ask({ host: 'web1' })).rejects.toThrow(expected);
    await expect(ask({ host: 'web2' })).rejects.toThrow(UsageError);
    expect(calls()).toHaveLength(1);
  });

  it('ends a client that hangs', async () => {
    const { client } = fakeClient('exec sleep 60');
    const ask = createSshConfig({ env, account, client, configFile: config(''), timeoutMs: 100 });
    await expect(ask({ host: 'web1' })).rejects.toThrow(/no answer in 0\.1 s/);
  });

  it('does with defaults where there is no client', async () => {
    const ask = createSshConfig({ env, account, client: join(directory, 'no-ssh-here'), configFile: config('') });
    expect(await ask({ host: 'web1' })).toMatchObject({ hostname: 'web1', port: 22, user: 'ann' });
    expect(await ask({ host: 'web2' })).toMatchObject({ hostname: 'web2' });
  });
});

const hasSsh = spawnSync('ssh', ['-V']).error === undefined;

describe.skipIf(!hasSsh)('with the OpenSSH client', () => {
  const file = config(`
Host web*
  HostName %h.prod.example.com
  User scan
  Port 2222
  ProxyJump ann@b1:2222,b2
  HostKeyAlias farm
Host b1
  HostName 192.0.2.1
  ProxyJump outer
Host outer self
  User out
Host loop1
  ProxyJump loop2
Host loop2
  ProxyJump loop1
Host command
  ProxyCommand nc %h %p
Host behind
  ProxyJump command
Host *
  IdentityFile ${directory}/id_all
  UserKnownHostsFile ${directory}/kh
`);
  writeTemp(directory, 'id_all', 'key');
  const ask = createSshConfig({ env, account, configFile: file });

  it('resolves a host as ssh would', async () => {
    expect(await ask({ host: 'web1' })).toMatchObject({
      hostname: 'web1.prod.example.com',
      user: 'scan',
      port: 2222,
      identities: [`${directory}/id_all`],
      proxyJump: ['ann@b1:2222', 'b2'],
      hostKeyAlias: 'farm',
    });
    expect((await ask({ host: 'web1', user: 'root', port: 22 })).user).toBe('root');
    expect((await ask({ host: 'web2' })).hostname).toBe('web2.prod.example.com');
    expect((await ask({ host: '2001:db8::1' })).hostname).toBe('2001:db8::1');
  });

  it('hands no host over as an option', async () => {
    const trap = join(directory, 'trap');
    const fresh = createSshConfig({ env, account, configFile: config(`Match exec "touch ${trap}"\n`) });
    await expect(fresh({ host: `-oProxyCommand=touch ${trap}` })).rejects.toThrow(/invalid characters/);
    await expect(fresh({ host: '-G' })).rejects.toThrow(/invalid characters/);
  });

  it('is rejected where the file is broken', async () => {
    const broken = createSshConfig({ env, account, configFile: config('Bogus yes\n') });
    await expect(broken({ host: 'web1' })).rejects.toThrow(/line 1: Bad configuration option: bogus/);
  });

  const hopsOf = async (host: string, given?: readonly string[]) => resolveHops(ask, await locate(ask, { host }), given);

  it('names a place by flags over the configuration', async () => {
    expect(await locate(ask, { host: 'web1' })).toMatchObject({
      label: 'web1:2222',
      name: 'web1',
      host: 'web1.prod.example.com',
      port: 2222,
      user: 'scan',
    });
    expect(await locate(ask, { host: '10.0.0.1', port: 99, user: 'x' })).toMatchObject({
      label: '10.0.0.1:99',
      port: 99,
      user: 'x',
    });
  });

  it('finds the jump hosts of the first jump host', async () => {
    expect(await hopsOf('web1')).toEqual({ hops: ['outer', 'ann@b1:2222', 'b2'] });
    expect(await hopsOf('other')).toEqual({ hops: [] });
    expect(await hopsOf('web1', ['b2'])).toEqual({ hops: ['b2'] });
    expect(await hopsOf('web1', ['none'])).toEqual({ hops: [] });
  });

  it('lets no host be its own jump host', async () => {
    expect(await hopsOf('self', ['self'])).toEqual({ hops: [] });
  });

  it('refuses circles, ProxyCommand and what is no jump host', async () => {
    expect(await hopsOf('other', ['loop1'])).toMatchObject({ problem: expect.stringMatching(/circles/) });
    expect(await hopsOf('other', ['command'])).toMatchObject({ problem: expect.stringMatching(/ProxyCommand/) });
    expect(await hopsOf('behind')).toMatchObject({ problem: expect.stringMatching(/ProxyCommand/) });
    expect(await hopsOf('other', ['a:b'])).toMatchObject({ problem: expect.stringMatching(/not a jump host/) });
    expect(await hopsOf('other', ['b2', '-oX'])).toMatchObject({ problem: expect.stringMatching(/"-oX" is not a jump host/) });
  });
});
