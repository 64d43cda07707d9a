import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSession } from '../../src/text/session/split-session.ts';

const commandsOf = (text: string) => splitSession(text)?.parts.map(({ command }) => command);

describe('what was copied from a terminal', () => {
  it.each([
    ['core1#', 'show version', 'core1'],
    ['core1>', 'sh arp', 'core1'],
    ['sw-2# ', 'show lldp info remote', 'sw-2'],
    ['RP/0/RSP0/CPU0:pe1#', 'show arp', 'pe1'],
    ['fw1/pri/act# ', 'show arp', 'fw1'],
    ['adm@mx1> ', 'show arp no-resolve', 'mx1'],
    ['admin@PA-1(active)> ', 'show system info', 'PA-1'],
    ['fgt1 # ', 'get system arp', 'fgt1'],
    ['fgt1 (root) # ', 'get system arp', 'fgt1'],
    ['<sw1>', 'display arp', 'sw1'],
    ['[sw1]', 'display arp', 'sw1'],
    ['[admin@rtr] > ', '/ip arp print', 'rtr'],
    ['adm@web1:~$ ', 'ss -tanp', 'web1'],
    ['[root@web1 ~]# ', 'netstat -an', 'web1'],
    ['web1:~ # ', 'ip addr', 'web1'],
    ['$ ', 'sudo ss -tanp', undefined],
    ['# ', 'ss -tanp', undefined],
    ['C:\\Users\\adm>', 'netstat -ano', undefined],
    ['PS C:\\> ', 'Get-NetNeighbor', undefined],
  ])('is cut at %s%s', (prompt, command, host) => {
    const session = splitSession(`${prompt}${command}\r\none\ntwo\n${prompt}${command}\nthree\n${prompt}\n`);
    expect(session?.hosts).toEqual(host === undefined ? [] : [host]);
    expect(session?.parts.map((part) => part.command).filter((one) => one !== '')).toEqual([command, command]);
    expect(session?.parts.slice(0, 1)).toEqual([{ command, line: 2, text: 'one\ntwo\n' }]);
    expect(session?.parts[1]).toMatchObject({ line: 5 });
  });

  it.each([
    ['a table', 'Port  Name\nGi0/1 core1#5\nGi0/2 a>b\n'],
    ['remarks', '# hosts\n127.0.0.1 localhost\n# ip of db1\n'],
    ['machines of a hypervisor', '# qm config 100\nname: a\n# qm config 101\nname: b\n'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(splitSession(text)).toBeUndefined();
  });

  it('leaves rows alone that name another host, and those of which the command is not known', () => {
    expect(commandsOf('core1#show users\nadm@pc> x\n<other>text\ncore1#dir\nflash\n')).toEqual(['show users', 'dir']);
  });

  it('tells of two hosts, and keeps every line of any text', () => {
    expect(splitSession('a#show arp\nb#show arp\n')?.hosts).toEqual(['a', 'b']);
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('a#show arp', 'a>', '{master:0}', '$ ss', '# ss', '[a@b] > /ip', '<a>dis', '\r'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const all = text.split('\n');
        for (const { line: number, text: own } of splitSession(text)?.parts ?? []) {
          expect(
            all
              .slice(number - 1)
              .join('\n')
              .startsWith(own),
          ).toBe(true);
        }
      }),
    );
  });
});
