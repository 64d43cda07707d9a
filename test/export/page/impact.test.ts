import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexEstate as analysed } from '../../../src/analysis/estate.ts';
import { impact } from '../../../src/analysis/impact.ts';
import { reportImpact } from '../../../src/analysis/impact-report.ts';
import { endName, endOf, indexEstate, keysOfHost } from '../../../src/export/page/estate.ts';
import { affectedBy, amountWords } from '../../../src/export/page/impact.ts';
import { someSnapshot } from '../../analysis/arbitrary-snapshot.ts';
import { link } from '../../analysis/build-snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from '../sample-snapshot.ts';

const estate = indexEstate(sampleSnapshot);
const named = (keys: readonly string[]): string[] =>
  affectedBy(estate, keys).map(
    ({ key, distance, through }) =>
      `${distance} ${endName(estate, endOf(estate, key))} over ${through === undefined ? 'nothing' : endName(estate, through.to)}`,
  );

describe('affectedBy', () => {
  it('finds the clients, their clients and so on, nearest first', () => {
    expect(named(['service-db1-postgresql'])).toEqual([
      '1 app1 · shop over db1 · postgresql',
      '1 app2 · shop over db1 · postgresql',
      '1 batch1 · nightly over db1 · postgresql',
      '1 db2 · postgresql over db1 · postgresql',
      '2 web1 · nginx over app1 · shop',
      '2 web2 · nginx over app1 · shop',
      '3 lb1 · haproxy over web1 · nginx',
      '4 10.20.0.77 over lb1 · haproxy',
      '4 198.51.100.7 over lb1 · haproxy',
      // Only tries were seen: it may have been down when somebody looked.
      '5 app1 · mailer over 10.20.0.77',
    ]);
  });

  it('takes every service of a host with it', () => {
    expect(named(keysOfHost(estate, 'host-app1')).map((line) => line.split(' over ')[0])).toContain('1 mon1 · prometheus');
  });

  it('takes the guests of a host with it, and who needs them', () => {
    const hosts = [aHost('hv', '10.0.0.1'), { ...aHost('vm', '10.0.0.2'), tags: { hypervisor: 'hv' } }, aHost('web', '10.0.0.3')];
    const services = [aService('hv', 'libvirtd', [1]), aService('vm', 'db', [2]), aService('web', 'x', [3])];
    const virtual = indexEstate(aSnapshot({ hosts, services, dependencies: [aDependency('web/x', 'vm/db', 2)] }));
    const affected = affectedBy(virtual, keysOfHost(virtual, 'host-hv'));
    expect(affected.map(({ key, distance, runsOn }) => [key, distance, runsOn])).toEqual([
      ['host-vm?', 1, 'host-hv'],
      ['service-vm-db', 1, 'host-hv'],
      ['service-web-x', 2, undefined],
    ]);
    expect(affectedBy(virtual, ['service-hv-libvirtd'])).toEqual([]);
  });

  it('says what map impact says', () => {
    fc.assert(
      fc.property(someSnapshot, fc.nat(), fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 8 }), (drawn, at, cables) => {
        const host = drawn.hosts[at % Math.max(drawn.hosts.length, 1)];
        if (host === undefined) return;
        const [first, ...others] = drawn.hosts;
        const guests = others.slice(0, 2).map((other) => ({ ...other, tags: { hypervisor: first?.name ?? '' } }));
        const plain = [...(first === undefined ? [] : [first]), ...guests, ...others.slice(2)];
        const hosts = plain.map((one, index) => (index % 3 === 2 ? { ...one, kind: 'network-device' as const } : one));
        const known = (index: number): string => hosts[index % hosts.length]?.id.slice(2) ?? '';
        const links = cables.map(([a, b], index) => ({ ...link(known(a), known(b)), id: String(index) }));
        const snapshot = { ...drawn, hosts, links };
        const page = indexEstate(snapshot);
        const document = impact(analysed(snapshot), [{ kind: 'host', host }]);
        const told = document.affected.filter(({ kind }) => kind === 'service').map(({ id, distance }) => `${distance} ${id}`);
        const shown = affectedBy(page, keysOfHost(page, host.id));
        const services = shown.filter(({ key }) => page.services.has(key)).map(({ key, distance }) => `${distance} ${key}`);
        expect(services.sort()).toEqual(told.sort());
        const toldHosts = document.affected.filter(({ kind }) => kind === 'host').map(({ id }) => id);
        expect([...new Set(shown.map(({ key }) => endOf(page, key).host))].filter((id) => id !== host.id).sort()).toEqual(
          toldHosts.sort(),
        );
        const words = reportImpact(snapshot, [{ kind: 'host', host }]).summary[0];
        const amount = amountWords(page, keysOfHost(page, host.id), shown);
        if (shown.length > 0) expect(words).toBe(`affected: ${amount}; the nearest first`);
      }),
    );
  });

  it('ends in a ring', () => {
    const ring = indexEstate(
      aSnapshot({
        hosts: [aHost('a', '10.0.0.1')],
        services: [aService('a', 'x', [1]), aService('a', 'y', [2])],
        dependencies: [aDependency('a/x', 'a/y', 2), aDependency('a/y', 'a/x', 1)],
      }),
    );
    expect(affectedBy(ring, ['service-a-x']).map(({ key }) => key)).toEqual(['service-a-y']);
  });
});
