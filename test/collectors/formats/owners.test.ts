import { describe, expect, it } from 'vitest';
import { parseCgroups } from '../../../src/collectors/formats/cgroups.ts';
import { parsePsDarwin } from '../../../src/collectors/formats/ps-darwin.ts';
import { parseUnits } from '../../../src/collectors/formats/units.ts';

describe('parseCgroups', () => {
  const pathOf = (...lines: readonly string[]): unknown => parseCgroups(lines.map((line) => `812/cgroup:${line}\n`).join(''));
  const chosen = (line: number, path: string): unknown => [{ fact: 'cgroup', line, pid: 812, path }];

  it('prefers version 2', () => {
    expect(pathOf('12:devices:/a', '1:name=systemd:/b', '0::/c')).toEqual(chosen(3, '/c'));
    expect(pathOf('0::/c', '1:name=systemd:/b', '12:devices:/a')).toEqual(chosen(1, '/c'));
  });

  it('takes any path before the root, which says nothing', () => {
    expect(pathOf('1:name=systemd:/system.slice/x.service', '0::/')).toEqual(chosen(1, '/system.slice/x.service'));
    expect(pathOf('12:devices:/docker/0f', '1:name=systemd:/', '0::/')).toEqual(chosen(1, '/docker/0f'));
    expect(pathOf('1:name=systemd:/', '0::/')).toEqual(chosen(2, '/'));
  });

  it('keeps a path with colons and blanks', () => {
    expect(pathOf('0::/lxc/a:b c')).toEqual(chosen(1, '/lxc/a:b c'));
  });

  it('takes paths with the directory in front as well', () => {
    expect(parseCgroups('/proc/812/cgroup:0::/x\n')).toEqual(chosen(1, '/x'));
  });

  it('looks at no other hierarchy', () => {
    expect(pathOf('3:cpu,cpuacct:/x', '4:memory:/y')).toEqual([]);
  });
});

describe('parseUnits', () => {
  it('reads the properties in whatever order systemd prints them', () => {
    const facts = parseUnits(
      'ActiveState=active\nId=a.service\nMainPID=7\nDescription=A\n\nId=b.service\n\n\n\nMainPID=0\nId=c.service\n',
    );
    expect(facts).toEqual([
      { fact: 'unit', line: 1, name: 'a.service', active: 'active', description: 'A', mainPid: 7 },
      { fact: 'unit', line: 6, name: 'b.service' },
      { fact: 'unit', line: 10, name: 'c.service' },
    ]);
  });

  it('passes over blocks that are no unit', () => {
    expect(parseUnits('Failed to list units\n\nDescription=x\n')).toEqual([]);
  });
});

describe('parsePsDarwin', () => {
  it('names a process for its executable, which may hold blanks', () => {
    const text =
      '    1     0 root /sbin/launchd\n   77     1 anna /Applications/My App.app/Contents/MacOS/My App --x\n== comm\n   77 /Applications/My App.app/Contents/MacOS/My App\n    1 /sbin/launchd\n';
    expect(parsePsDarwin(text)).toMatchObject([
      { pid: 1, name: 'launchd' },
      { pid: 77, name: 'My App', args: '/Applications/My App.app/Contents/MacOS/My App --x' },
    ]);
  });

  it('leaves the name out where the second table does not have it', () => {
    expect(parsePsDarwin('    1     0 root /sbin/launchd\n')).toEqual([
      { fact: 'process', line: 1, pid: 1, ppid: 0, user: 'root', args: '/sbin/launchd' },
    ]);
  });
});
