import { describe, expect, it } from 'vitest';
import { ruleText, seenFromText, stateText } from '../../src/analysis/direction-text.ts';
import { compareText, count, endName, groupBy, hostName, indexEstate, portText, serviceName } from '../../src/analysis/estate.ts';
import { listensText, processesText } from '../../src/analysis/service-text.ts';
import { directionRules } from '../../src/model/snapshot.ts';
import { arrow, service, shop } from './build-snapshot.ts';

describe('an estate', () => {
  const estate = indexEstate(shop);
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

  it('finds entities by id, and what belongs to a host', () => {
    expect(estate.hosts.get('h-web1')?.name).toBe('web1');
    expect(estate.services.get('s-app1/shop')?.name).toBe('shop');
    expect(estate.dependencies.get('web1/nginx>app1/shop:8080')?.port).toBe(8080);
    expect(ids(estate.servicesOf('h-db1'))).toEqual(['s-db1/cron', 's-db1/postgresql']);
    expect(ids(estate.outgoing('h-app1'))).toEqual(['app1/shop>db1/postgresql:5432']);
    expect(ids(estate.incoming('h-app1'))).toEqual(['web1/nginx>app1/shop:8080']);
    expect([estate.servicesOf('h-x'), estate.outgoing('h-x'), estate.incoming('h-x')]).toEqual([[], [], []]);
  });

  it('names things for people, by id where the document is not whole', () => {
    expect(hostName(estate, 'h-web1')).toBe('web1');
    expect(hostName(estate, 'h-gone')).toBe('h-gone');
    expect(serviceName(estate, service('gone/x'))).toBe('h-gone/x');
    expect(endName(estate, { host: 'h-web1', service: 's-web1/nginx' })).toBe('web1/nginx');
    expect(endName(estate, { host: 'h-web1' })).toBe('web1');
    expect(endName(estate, { host: 'h-web1', service: 's-gone' })).toBe('web1');
  });

  it('names a place that is nothing but its service once', () => {
    const [host, only] = [shop.hosts.find(({ id }) => id === 'h-web1'), service('web1/shop/web')];
    const place = { ...host, name: 'shop/web', kind: 'virtual-address' } as (typeof shop.hosts)[number];
    const named = { ...only, host: 'h-web1', name: 'shop/web' };
    const estateOf = (one: typeof place) => indexEstate({ ...shop, hosts: [one], services: [named] });
    expect(serviceName(estateOf(place), named)).toBe('shop/web');
    expect(endName(estateOf(place), { host: 'h-web1', service: named.id })).toBe('shop/web');
    expect(serviceName(estateOf({ ...place, kind: 'server' }), named)).toBe('shop/web/shop/web');
  });

  it('groups in order', () => {
    const group = groupBy(['ab', 'ba', 'ac'], (text) => text[0] ?? '');
    expect([group('a'), group('b'), group('c')]).toEqual([['ab', 'ac'], ['ba'], []]);
  });
});

describe('words for people', () => {
  it('count', () => {
    expect([count(0, 'host'), count(1, 'host'), count(2, 'dependency', 'dependencies')]).toEqual([
      '0 hosts',
      '1 host',
      '2 dependencies',
    ]);
  });

  it('compare by code unit, which no locale changes', () => {
    expect(['b', 'Z', 'ä', 'a'].sort(compareText)).toEqual(['Z', 'a', 'b', 'ä']);
    expect(compareText('a', 'a')).toBe(0);
  });

  it('name ports and states', () => {
    expect([portText(arrow('a', 'b', 53)), portText(arrow('a', 'b', 53, { protocol: 'udp' }))]).toEqual(['53', '53/udp']);
    expect([stateText(arrow('a', 'b', 1)), stateText(arrow('a', 'b', 1, { silent: true }))]).toEqual(['active', 'silent']);
  });

  it('have a sentence for every rule and every side', () => {
    expect(Object.keys(ruleText)).toEqual([...directionRules]);
    expect(new Set(Object.values(ruleText)).size).toBe(directionRules.length);
    expect(new Set(Object.values(seenFromText)).size).toBe(5);
  });

  it('name what a service listens on, each once, any address left out', () => {
    const endpoints = [
      { protocol: 'tcp', address: '0.0.0.0', port: 80 },
      { protocol: 'tcp', address: '::', port: 80 },
      { protocol: 'tcp', address: '*', port: 81 },
      { protocol: 'udp', address: '127.0.0.1', port: 8125 },
      { protocol: 'tcp', address: '::1', port: 6379 },
    ];
    expect(listensText({ endpoints })).toBe('80, 81, 127.0.0.1:8125/udp, [::1]:6379');
    expect(listensText({ endpoints: [] })).toBe('');
  });

  it('name processes, each once', () => {
    const processes = [{ pid: 1, name: 'a', user: 'root' }, { pid: 2, name: 'a', user: 'root' }, { name: 'b' }, { pid: 3 }];
    expect(processesText({ processes })).toBe('a (root), b, ?');
  });
});
