import { describe, expect, it } from 'vitest';
import { dependencyChanges, hostChanges, serviceChanges } from '../../src/analysis/changes.ts';
import type { Dependency, Host, Service } from '../../src/model/snapshot.ts';
import { arrow, dark, fresh, host, laterScanTime, peer, service, unasked } from './build-snapshot.ts';

describe('what makes a host another', () => {
  const changes = (before: Partial<Host>, after: Partial<Host>) => hostChanges(host('a', before), host('a', after));

  it.each<[string, Partial<Host>, Partial<Host>, unknown, unknown]>([
    ['name', { name: 'a' }, { name: 'b' }, 'a', 'b'],
    ['names', { names: ['a', 'b'] }, { names: ['c', 'a'] }, ['a', 'b'], ['a', 'c']],
    ['addresses', { addresses: ['10.0.0.1'] }, { addresses: [] }, ['10.0.0.1'], []],
    ['kind', { kind: 'server' }, { kind: 'network-device' }, 'server', 'network-device'],
    ['os.name', { os: { name: 'Debian' } }, { os: { name: 'Alpine' } }, 'Debian', 'Alpine'],
    ['os.version', { os: { version: '11' } }, { os: { version: '12' } }, '11', '12'],
    ['status', { evidence: fresh() }, { evidence: dark() }, 'collected', 'hung'],
    ['status', { evidence: dark() }, { evidence: fresh(laterScanTime) }, 'hung', 'collected'],
  ])('%s', (field, before, after, from, to) => {
    expect(changes(before, after)).toEqual([{ field, from, to }]);
  });

  it.each<[string, Partial<Host>, Partial<Host>]>([
    ['the order of a list', { names: ['a', 'b'], addresses: ['1', '2'] }, { names: ['b', 'a'], addresses: ['2', '1'] }],
    ['the time it was looked at', { evidence: fresh() }, { evidence: fresh(laterScanTime) }],
    ['that nobody asked', { evidence: dark() }, { evidence: unasked() }],
    ['what only one time was known', { os: { name: 'Debian', version: '12' } }, { os: { name: 'Debian' } }],
    ['the same, the other way round', {}, { os: { name: 'Debian' } }],
    ['network cards of containers', { macs: ['02:42:ac:11:00:02'] }, { macs: [] }],
    ['tags', { tags: {} }, { tags: { site: 'b' } }],
  ])('not %s', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });

  it('not the first look at a peer, but for what it turned out to be', () => {
    expect(hostChanges(peer('a'), host('a'))).toEqual([{ field: 'kind', from: 'unknown', to: 'server' }]);
  });
});

describe('what makes a service another', () => {
  const changes = (before: Partial<Service>, after: Partial<Service>) =>
    serviceChanges(service('a/x', [], before), service('a/x', [], after));
  const on = (...ports: number[]) => ({ endpoints: ports.map((port) => ({ protocol: 'udp', address: '::', port })) });

  it.each<[string, Partial<Service>, Partial<Service>, unknown, unknown]>([
    ['name', { name: 'x' }, { name: 'y' }, 'x', 'y'],
    ['software', { software: 'nginx' }, { software: 'apache' }, 'nginx', 'apache'],
    ['version', { version: '1' }, { version: '2' }, '1', '2'],
    ['kind', { kind: 'client' }, { kind: 'both' }, 'client', 'both'],
    ['endpoints', on(53), on(53, 853), ['udp [::]:53'], ['udp [::]:53', 'udp [::]:853']],
    ['processes', { processes: [{ name: 'b' }, { name: 'a' }] }, { processes: [{ name: 'a' }] }, ['a', 'b'], ['a']],
    ['unit', { unit: 'a.service' }, { unit: 'b.service' }, 'a.service', 'b.service'],
    ['container', { container: '1' }, { container: '2' }, '1', '2'],
  ])('%s', (field, before, after, from, to) => {
    expect(changes(before, after)).toEqual([{ field, from, to }]);
  });

  it.each<[string, Partial<Service>, Partial<Service>]>([
    [
      'its process ids, how many they are, and who runs them',
      { processes: [{ pid: 1, name: 'a', user: 'u' }] },
      {
        processes: [
          { pid: 2, name: 'a' },
          { pid: 3, name: 'a' },
        ],
      },
    ],
    ['processes nobody could see', { processes: [{ name: 'a' }] }, { processes: [{ pid: 7 }] }],
    ['the order of its endpoints', on(53, 853), on(853, 53)],
    ['what only one time was known', { unit: 'a.service', software: 'x' }, {}],
    ['what it is taken for', {}, { shared: { reason: 'fan-in' } }],
  ])('not %s', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });
});

describe('what makes a dependency another', () => {
  const changes = (before: Partial<Dependency>, after: Partial<Dependency>) =>
    dependencyChanges(arrow('a', 'b', 1, before), arrow('a', 'b', 1, after));

  it.each<[string, Partial<Dependency>, Partial<Dependency>, unknown, unknown]>([
    ['state', { state: 'attempted' }, { state: 'active' }, 'attempted', 'active'],
    ['silent', { silent: true }, {}, true, false],
    ['silent', {}, { silent: true }, false, true],
    ['via', { via: ['h-lb'] }, { via: ['h-lb2', 'h-lb'] }, ['h-lb'], ['h-lb', 'h-lb2']],
  ])('%s', (field, before, after, from, to) => {
    expect(changes(before, after)).toEqual([{ field, from, to }]);
  });

  it('not figures, and not how it was seen', () => {
    const busy = { connections: 9, bytes: 9, rttMs: 9, samples: { seen: 1, total: 9 }, lastSeen: laterScanTime, confidence: 0.1 };
    expect(changes({}, { ...busy, seenFrom: 'server', directionRule: 'lower-port' })).toEqual([]);
  });

  it('tells how it was seen beside a change', () => {
    const one = { state: 'attempted', seenFrom: 'client', directionRule: 'syn-state' } as const;
    expect(changes(one, {}).map(({ field }) => field)).toEqual(['state', 'seenFrom', 'directionRule']);
  });
});
