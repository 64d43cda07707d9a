import { describe, expect, it } from 'vitest';
import { locate, resolveHops, type SshPlace } from '../../src/transports/ssh-place.ts';
import { bareSshSettings, type SshSettings } from '../../src/transports/ssh-settings.ts';

const account = { name: 'ann', home: '/home/ann' };

/** A configuration by hand: what each host's settings are beside the usual ones. */
const configured: Readonly<Record<string, Partial<SshSettings>>> = {
  shop: { hostname: '10.0.0.1', port: 2222, user: 'root', proxyJump: ['ann@door:2200'] },
  door: { hostname: '192.0.2.1', proxyJump: ['gate'] },
  gate: { hostname: '192.0.2.2', proxyJump: ['none'] },
  direct: { proxyJump: ['none'] },
  own: { hostname: '192.0.2.9', proxyJump: ['own'] },
  everybody: { proxyJump: ['door'] },
  loop1: { proxyJump: ['loop2'] },
  loop2: { proxyJump: ['loop1'] },
  command: { proxyCommand: 'nc %h %p' },
  behind: { proxyJump: ['command'] },
  late: { proxyJump: ['gate', 'command'] },
  bad: { proxyJump: ['gate', 'a b'] },
};

const asked: string[] = [];
const sshConfig = async ({ host }: { host: string }): Promise<SshSettings> => {
  asked.push(host);
  return { ...bareSshSettings(host, account), ...configured[host] };
};

const hopsOf = async (host: string, given?: readonly string[]) =>
  resolveHops(sshConfig, await locate(sshConfig, { host }), given);

describe('locate', () => {
  it('takes what the configuration says', async () => {
    const place: SshPlace = await locate(sshConfig, { host: 'shop' });
    expect(place).toMatchObject({ label: 'shop:2222', name: 'shop', host: '10.0.0.1', port: 2222, user: 'root' });
  });

  it('lets flags win over it', async () => {
    expect(await locate(sshConfig, { host: 'shop', port: 22, user: 'bob' })).toMatchObject({
      label: 'shop:22',
      host: '10.0.0.1',
      port: 22,
      user: 'bob',
    });
  });

  it('brackets an IPv6 address in the label', async () => {
    expect((await locate(sshConfig, { host: '2001:db8::1', port: 2222 })).label).toBe('[2001:db8::1]:2222');
  });
});

describe('resolveHops', () => {
  it.each([
    ['a host without jump hosts', 'plain', undefined, []],
    ['a host that says none', 'direct', undefined, []],
    ['a host over a jump host over another', 'shop', undefined, ['gate', 'ann@door:2200']],
    ['the hops given instead of those configured', 'shop', ['gate'], ['gate']],
    ['none given instead of those configured', 'shop', ['none'], []],
    ['the first of the hops given over its own', 'plain', ['door', 'gate'], ['gate', 'door', 'gate']],
    ['a host that would be its own jump host', 'own', undefined, []],
    ['a jump host that everybody goes over, itself included', 'door', ['door'], []],
  ] as const)('%s', async (_what, host, given, hops) => {
    expect(await hopsOf(host, given)).toEqual({ hops });
  });

  it.each([
    ['circles', 'loop1', undefined, /lead in circles, over loop2/],
    ['circles behind it', 'everybody', ['loop1'], /lead in circles, over loop1/],
    [
      'a ProxyCommand on the way',
      'behind',
      undefined,
      /reaches command by a ProxyCommand, which map does not run; use ProxyJump or --jump/,
    ],
    ['a hop that is none', 'plain', ['web1:port'], /"web1:port" is not a jump host; write \[USER@\]HOST\[:PORT\]/],
    ['a later hop that is none', 'plain', ['gate', '-oProxyCommand=id'], /"-oProxyCommand=id" is not a jump host/],
    ['a hop of the configuration that is none', 'bad', undefined, /"a b" is not a jump host/],
  ] as const)('refuses %s', async (_what, host, given, problem) => {
    expect(await hopsOf(host, given)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('asks for every hop before anything is connected, so that a broken configuration is told at once', async () => {
    asked.length = 0;
    await hopsOf('plain', ['gate', 'bob@inner:2200']);
    expect(new Set(asked)).toEqual(new Set(['plain', 'gate', 'inner']));
  });
});
