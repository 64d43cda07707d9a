import { describe, expect, it } from 'vitest';
import { readProcesses } from '../../src/graph/host-processes.ts';
import { openServiceTable } from '../../src/graph/service-table.ts';
import { listen, socket, type VisitOptions, visit } from './build.ts';

const open = (facts: NonNullable<VisitOptions['facts']> = []) =>
  openServiceTable([readProcesses([visit({ facts })]), readProcesses([])]);

const calling = (by?: string, options: Parameters<typeof socket>[3] = {}) => socket('10.0.0.1:40000', '10.0.0.2:80', by, options);

describe('holderOf', () => {
  it('is one service for all sockets of a group, and another on another host', () => {
    const table = open();
    const first = table.holderOf(0, calling('nginx/5'));
    expect(table.holderOf(0, calling('nginx/6'))).toBe(first);
    expect(table.holderOf(1, calling('nginx/5'))).not.toBe(first);
    expect(table.drafts).toHaveLength(2);
    expect([...(first?.connected.keys() ?? [])]).toEqual([5, 6]);
  });

  it('is nobody where neither process nor control group is known', () => {
    const table = open();
    expect(table.holderOf(0, calling())).toBeUndefined();
    expect(table.holderOf(0, calling(undefined, { cgroup: '/' }))).toBeUndefined();
    expect(table.holderOf(0, calling(undefined, { cgroup: '/user.slice/user-0.slice/session-1.scope' }))).toBeUndefined();
    expect(table.drafts).toEqual([]);
  });

  it('goes by the group of the process before that of the socket it inherited', () => {
    const table = open([{ fact: 'cgroup', pid: 5, path: '/system.slice/web.service' }]);
    expect(table.holderOf(0, calling('nginx/5', { cgroup: '/init.scope' }))?.name.unit).toBe('web.service');
    expect(table.holderOf(0, calling('nginx/6', { cgroup: '/system.slice/other.service' }))?.name.unit).toBe('other.service');
  });

  it('goes by the socket where the process has left its unit', () => {
    const table = open([{ fact: 'cgroup', pid: 5, path: '/user.slice/user-0.slice/session-1.scope' }]);
    expect(table.holderOf(0, calling('nginx/5', { cgroup: '/system.slice/web.service' }))?.name.unit).toBe('web.service');
  });

  it('tells one process in two groups apart, row by row', () => {
    const table = open();
    const a = calling('x/5', { cgroup: '/system.slice/a.service' });
    const b = calling('x/5', { cgroup: '/system.slice/b.service' });
    expect([a, b, a].map((row) => table.holderOf(0, row)?.name.name)).toEqual(['a', 'b', 'a']);
  });

  it('finds name and arguments of a process the socket knows by number only', () => {
    const table = open([{ fact: 'process', pid: 5, name: 'java', args: 'java -jar shop.jar', user: 'shop' }]);
    const holder = table.holderOf(0, { ...calling(), processes: [{ pid: 5 }] });
    expect(holder?.name).toEqual({ name: 'shop.jar', namedBy: 'script' });
    expect([...(holder?.connected.values() ?? [])]).toEqual([{ pid: 5, name: 'java', user: 'shop' }]);
  });

  it('knows a process by name where there is no number', () => {
    const table = open();
    const holder = table.holderOf(0, { ...calling(), processes: [{ name: 'svchost.exe' }, { name: 'svchost.exe' }] });
    expect(holder?.name.name).toBe('svchost.exe');
    expect(holder?.connected.size).toBe(1);
  });

  it('is the daemon with the lowest number of those that share the socket', () => {
    expect(open().holderOf(0, calling('worker/30 master/20 systemd/1'))?.name.name).toBe('master');
  });
});

describe('listenerOf', () => {
  it('adds where the service listens, once', () => {
    const table = open();
    const draft = table.listenerOf(0, listen('*:80', 'nginx/5'));
    table.listenerOf(0, listen('*:80', 'nginx/6'));
    table.listenerOf(0, listen('127.0.0.1:8404', 'nginx/5'));
    expect(draft.listens).toBe(true);
    expect([...draft.endpoints.values()].map(({ address, port }) => `${address}:${port}`)).toEqual(['*:80', '127.0.0.1:8404']);
    expect([...draft.listening.keys()]).toEqual([5, 6]);
  });

  it('is the bare port where nobody is known', () => {
    expect(open().listenerOf(0, listen('*:80')).name).toEqual({ name: 'tcp/80', namedBy: 'port' });
    expect(open().listenerOf(0, listen('*:53', undefined, { protocol: 'udp' })).name.name).toBe('udp/53');
  });
});

describe('atPort', () => {
  const at = (address: string) => ({ protocol: 'tcp', address, port: 80 });

  it('is one service for all addresses of a port', () => {
    const table = open();
    const draft = table.atPort(7, at('10.9.9.9'));
    expect(table.atPort(7, at('10.9.9.10'))).toBe(draft);
    expect(draft.listens).toBe(false);
    expect(draft.endpoints.size).toBe(2);
  });

  it('adds nothing to what a listener said itself', () => {
    const table = open();
    const draft = table.listenerOf(0, listen('10.0.0.1:80'));
    expect(table.atPort(0, at('10.0.0.7'))).toBe(draft);
    expect([...draft.endpoints.values()]).toEqual([at('10.0.0.1')]);
  });
});
