import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collectors } from '../../src/collectors/registry.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { SocketFact } from '../../src/model/fact.ts';

/** Captures of one host taken within the same second. */
const captures: readonly (readonly [id: string, name: string])[] = [
  ['linux.ss', 'root'],
  ['linux.ss-plain', 'header'],
  ['linux.ss-plain', 'multiline'],
  ['linux.ss-plain', 'names'],
  ['linux.netstat', 'wide'],
  ['linux.netstat-plain', 'busybox'],
  ['linux.proc-net', 'web1'],
];

function socketsOf(id: string, name: string): readonly SocketFact[] {
  const collector = collectors.find((one) => one.id === id);
  const raw = readFileSync(new URL(`../../fixtures/${id}/${name}.raw`, import.meta.url), 'utf8');
  return (collector?.parse(raw) ?? []).flatMap((fact) => (fact.fact === 'socket' ? [fact] : []));
}

const print = (end: Endpoint | undefined): string => (end === undefined ? '-' : `${end.address?.replace('*', '::')} ${end.port}`);
const key = (one: SocketFact): string => `${one.protocol} ${one.state} ${print(one.local)} ${print(one.remote)}`;
const keys = (id: string, name: string): string[] => socketsOf(id, name).map(key).sort();

it.each(captures)('%s (%s) tells the same sockets as the others', (id, name) => {
  expect(keys(id, name)).toEqual(keys('linux.ss', 'root'));
});

it('tells the same sockets to an ordinary user, with fewer processes', () => {
  expect(keys('linux.ss', 'user')).toEqual(keys('linux.ss', 'root'));
  const known = (name: string): number => socketsOf('linux.ss', name).filter((one) => one.processes.length > 0).length;
  expect(known('user')).toBeLessThan(known('root'));
  const cgroups = (name: string): readonly (string | undefined)[] => socketsOf('linux.ss', name).map((one) => one.cgroup);
  expect(cgroups('user').filter((one) => one !== undefined)).toHaveLength(
    cgroups('root').filter((one) => one !== undefined).length,
  );
});

it('knows the same owners from ss, netstat, /proc and lsof', () => {
  const owners = (id: string, name: string): string[] =>
    socketsOf(id, name)
      .filter((one) => one.inode !== undefined)
      .map((one) => `${one.inode} ${one.uid}`)
      .sort();
  expect(owners('linux.netstat', 'wide')).toEqual(owners('linux.ss', 'root'));
  expect(owners('linux.proc-net', 'web1')).toEqual(owners('linux.ss', 'root'));
  const pids = (sockets: readonly SocketFact[]): string[] =>
    [...new Set(sockets.flatMap((one) => one.processes.map(({ pid }) => `${pid}`)))].sort();
  expect(pids(socketsOf('darwin.lsof', 'linux'))).toEqual(pids(socketsOf('linux.ss', 'root')));
});
