import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareSshSettings, defaultSshSettings, ownAccount, parseSshSettings } from '../../src/transports/ssh-settings.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const home = tempDirectory();
const account = { name: 'ann', home };
const key = writeTemp(home, 'id_scan', 'key');
const hostKeyFile = writeTemp(home, 'root_web1.prod_2222', 'key');

// The lines of `ssh -G` (OpenSSH 9.2) that matter, as it prints them.
const printed = `host web1
user root
hostname web1.prod
port 2222
addressfamily any
identitiesonly yes
passwordauthentication yes
hostkeyalias farm
identityfile ~/id_scan
identityfile ~/none
identityfile %d/%r_%h_%p
identityfile "/with blanks/%%"
globalknownhostsfile /etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2
userknownhostsfile ~/kh_%h "/path with blanks/kh" /dev/null
identityagent ~/agent.sock
proxyjump ann@b1:2222,b2
`;

describe('parseSshSettings', () => {
  it('reads what ssh -G prints', () => {
    expect(parseSshSettings(printed, 'web1', account)).toEqual({
      hostname: 'web1.prod',
      port: 2222,
      user: 'root',
      identities: [key, hostKeyFile],
      identitiesOnly: true,
      identityAgent: `${home}/agent.sock`,
      proxyJump: ['ann@b1:2222', 'b2'],
      knownHosts: [
        `${home}/kh_web1.prod`,
        '/path with blanks/kh',
        '/dev/null',
        '/etc/ssh/ssh_known_hosts',
        '/etc/ssh/ssh_known_hosts2',
      ],
      hostKeyAlias: 'farm',
    });
  });

  it('leaves out what is none', () => {
    const text = 'hostname web1\nproxyjump none\nproxycommand none\nhostkeyalias none\nidentityagent none\n';
    const settings = parseSshSettings(text, 'web1', account);
    expect(settings).toMatchObject({ proxyJump: [], identityAgent: 'none', knownHosts: [] });
    expect(settings).not.toHaveProperty('proxyCommand');
    expect(settings).not.toHaveProperty('hostKeyAlias');
  });

  it('keeps a ProxyCommand, which has to be told', () => {
    expect(parseSshSettings('proxycommand nc %h %p\n', 'web1', account).proxyCommand).toBe('nc %h %p');
  });

  it('makes do with nothing', () => {
    expect(parseSshSettings('', 'web1', account)).toEqual(bareSshSettings('web1', account));
    expect(parseSshSettings('\n \nxyz\nuser\n', 'web1', account).user).toBe('ann');
  });
});

describe('without a configuration', () => {
  it('takes the usual keys that exist, and the usual known_hosts', () => {
    const directory = tempDirectory();
    const settings = defaultSshSettings('web1', { name: 'ann', home: directory });
    expect(settings).toMatchObject({ hostname: 'web1', port: 22, user: 'ann', identities: [], proxyJump: [] });
    expect(settings.knownHosts[0]).toBe(join(directory, '.ssh', 'known_hosts'));
    expect(settings.knownHosts).toContain('/etc/ssh/ssh_known_hosts');
  });

  it('knows who runs this', () => {
    const { name, home: directory } = ownAccount({});
    expect(name).not.toBe('');
    expect(directory).toMatch(/^[/A-Z]/);
  });
});
