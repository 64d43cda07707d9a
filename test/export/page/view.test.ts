import { beforeAll, describe, expect, it } from 'vitest';
import { toElements } from '../../../src/export/page/elements.ts';
import { emphasisOf, impactEmphasis } from '../../../src/export/page/emphasis.ts';
import { indexEstate } from '../../../src/export/page/estate.ts';
import { focusView } from '../../../src/export/page/focus.ts';
import { affectedBy } from '../../../src/export/page/impact.ts';
import { drawnWith, neededFilters } from '../../../src/export/page/needed-filters.ts';
import { about, fromFragment, type Selection, toFragment } from '../../../src/export/page/selection.ts';
import { toView, type View } from '../../../src/export/page/view.ts';
import type { PageData } from '../../../src/export/page-data.ts';
import { buildViews } from '../../../src/export/page-views.ts';
import { aDependency, aHost, aPeer, aService, aSnapshot, sampleSnapshot } from '../sample-snapshot.ts';

const estate = indexEstate(sampleSnapshot);
let data: PageData;
let services: View;
let hosts: View;

const viewOf = (level: 'services' | 'hosts', includeShared = false): View => {
  const view = toView(data, { level, includeShared, includeConfigured: false });
  if (view === undefined) throw new Error('no such view');
  return view;
};

beforeAll(async () => {
  data = {
    snapshot: sampleSnapshot,
    views: await buildViews(sampleSnapshot),
    includeShared: false,
    includeConfigured: false,
    witnessesCut: 0,
  };
  services = viewOf('services');
  hosts = viewOf('hosts');
});

describe('toView', () => {
  it('puts every card and arrow of the picture where the export put it', () => {
    expect(services.cards.map(({ box }) => box.title)).toEqual(services.picture.boxes.map(({ title }) => title));
    expect(services.arrows.every(({ place }) => place.points.length >= 8)).toBe(true);
    const first = data.views[0]?.corners ?? [];
    expect(services.cards.flatMap(({ x, y }) => [x, y])).toEqual(first);
  });

  it('is undefined for a level that was too large to lay out', () => {
    expect(toView({ ...data, views: [] }, { level: 'services', includeShared: false, includeConfigured: false })).toBeUndefined();
  });
});

describe('toElements', () => {
  it('draws a node a box and a row, an edge an arrow, every end on a node', () => {
    const elements = toElements(services);
    const ids = new Set(elements.map(({ data: { id } }) => id));
    expect(ids.size).toBe(elements.length);
    const edges = elements.filter(({ group }) => group === 'edges');
    expect(edges).toHaveLength(services.arrows.length);
    for (const { data: edge } of edges) expect([ids.has(edge['source']), ids.has(edge['target'])]).toEqual([true, true]);
    expect(elements.filter(({ classes }) => String(classes).startsWith('box'))).toHaveLength(15);
  });

  it('ends arrows at the sides of the cards', () => {
    const [edge] = toElements(services).filter(({ data: { source, target } }) => source !== undefined && target !== undefined);
    expect(edge?.data['sourceEnd']).toMatch(/^-?[\d.]+px -?[\d.]+px$/);
  });

  it('writes only names on very many boxes', () => {
    const many = { ...hosts, cards: Array.from({ length: 700 }, () => hosts.cards[0]).filter((card) => card !== undefined) };
    expect(toElements(many).some(({ classes }) => String(classes).includes('detail'))).toBe(false);
  });
});

describe('focusView', () => {
  const titles = (selection: Selection): string[] => focusView(estate, selection)?.cards.map(({ box }) => box.title) ?? [];
  const xOf = (view: View | undefined, title: string): number =>
    view?.cards.find(({ box }) => box.title === title)?.x ?? Number.NaN;

  it('shows a host between who needs it and what it needs, shared infrastructure too', () => {
    const view = focusView(estate, { kind: 'host', id: 'host-app1' });
    expect(xOf(view, 'web1')).toBeLessThan(xOf(view, 'app1'));
    expect(xOf(view, 'app1')).toBeLessThan(xOf(view, 'db1'));
    expect(titles({ kind: 'host', id: 'host-app1' })).toContain('dns1');
  });

  it('shows a service with its own neighbors only', () => {
    expect(titles({ kind: 'service', id: 'service-app1-mailer' })).toEqual(['10.20.0.77', 'app1', 'queue1']);
  });

  it('shows an arrow between its two hosts', () => {
    expect(titles({ kind: 'arrow', id: 'dependency-app1/shop-db1/postgresql-5432' })).toEqual(['app1', 'db1']);
  });

  it('is the map of everything where nothing is chosen', () => {
    expect(focusView(estate, about)).toBeUndefined();
    expect(focusView(estate, { kind: 'arrow', id: 'gone' })).toBeUndefined();
  });

  it('lets no two cards overlap, also for a service with a thousand clients', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const busy = aSnapshot({
      hosts: [aHost('hub', '10.9.0.1'), ...names.map((name) => aPeer(name, 'unknown'))],
      services: [aService('hub', 'x', [1])],
      dependencies: names.map((name) => aDependency(name, 'hub/x', 1)),
    });
    const cards = focusView(indexEstate(busy), { kind: 'host', id: 'host-hub' })?.cards ?? [];
    expect(cards).toHaveLength(1001);
    const overlaps = cards.some((a, index) =>
      cards
        .slice(index + 1)
        .some((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
    );
    expect(overlaps).toBe(false);
  });

  it('leads arrows from side to side', () => {
    for (const { place } of focusView(estate, { kind: 'host', id: 'host-app1' })?.arrows ?? [])
      expect(place.points).toHaveLength(8);
  });
});

describe('emphasis', () => {
  it('is nothing where nothing is chosen', () => {
    expect(emphasisOf(estate, services, about)).toBeUndefined();
  });

  it('is a host with all its arrows and rows', () => {
    const emphasis = emphasisOf(estate, services, { kind: 'host', id: 'host-cache1' });
    expect([...(emphasis?.chosen ?? [])]).toEqual(['host-cache1']);
    expect(emphasis?.near).toContain('dependency-app1/shop-cache1/redis-6379');
    expect(emphasis?.near).toContain('service-cache1-redis');
  });

  it('is the host of a service where services are not drawn', () => {
    const selection = { kind: 'service', id: 'service-cache1-redis' } as const;
    expect([...(emphasisOf(estate, services, selection)?.chosen ?? [])]).toEqual(['service-cache1-redis']);
    expect([...(emphasisOf(estate, hosts, selection)?.chosen ?? [])]).toEqual(['host-cache1']);
  });

  it('is an arrow alone', () => {
    expect(emphasisOf(estate, services, { kind: 'arrow', id: 'x' })).toEqual({
      chosen: new Set(['x']),
      near: new Set(),
      alarm: false,
    });
  });

  it('marks what breaks, and the arrows over which it does', () => {
    const keys = ['service-cache1-redis'];
    const { chosen, near, alarm } = impactEmphasis(estate, services, keys, affectedBy(estate, keys));
    expect([...chosen]).toEqual(keys);
    expect(near).toContain('service-lb1-haproxy');
    expect(near).toContain('dependency-web1/nginx-app2/shop-8080');
    expect(near).not.toContain('dependency-app1/shop-db1/postgresql-5432');
    expect(alarm).toBe(true);
  });
});

describe('neededFilters', () => {
  it('wants shared infrastructure for an arrow that is not drawn without it', () => {
    expect(neededFilters({ kind: 'arrow', id: 'dependency-web1-dns1/unbound-53' }, services, estate)).toEqual({
      includeShared: true,
    });
    expect(neededFilters({ kind: 'arrow', id: 'dependency-web1-dns1/unbound-53' }, viewOf('services', true), estate)).toEqual({});
  });

  it('wants peers and silent arrows for what needs them, and nothing otherwise', () => {
    expect(neededFilters({ kind: 'host', id: 'host-10.20.0.77' }, services, estate)).toEqual({ showPeers: true });
    expect(neededFilters({ kind: 'arrow', id: 'dependency-app1/mailer-queue1/rabbitmq-5672' }, services, estate)).toEqual({
      showSilent: true,
    });
    expect(neededFilters({ kind: 'host', id: 'host-db1' }, services, estate)).toEqual({});
    expect(neededFilters(about, services, estate)).toEqual({});
  });

  it('wants what is only configured for an arrow, or a host nobody looked at, that is not drawn without it', () => {
    const written = aDependency('web1/nginx', 'ntp.example.net', 123, {
      protocol: 'udp',
      state: 'configured',
      seenFrom: 'config',
    });
    const snapshot = {
      ...sampleSnapshot,
      hosts: [...sampleSnapshot.hosts, aPeer('ntp.example.net', 'unknown')],
      dependencies: [...sampleSnapshot.dependencies, written],
    };
    const more = indexEstate(snapshot);
    expect(neededFilters({ kind: 'arrow', id: written.id }, services, more)).toEqual({
      includeConfigured: true,
      showPeers: true,
    });
    expect(neededFilters({ kind: 'host', id: written.to.host }, services, more)).toEqual({
      includeConfigured: true,
      showPeers: true,
    });
  });

  it('knows what is drawn as one arrow', () => {
    expect(drawnWith(services, 'dependency-lb1/haproxy-web1/nginx-80')).toEqual(['dependency-lb1/haproxy-web1/nginx-80']);
    expect(drawnWith(services, 'gone')).toBeUndefined();
  });
});

describe('fragments', () => {
  it('name a selection, and are read back, whatever the id is made of', () => {
    for (const selection of [
      about,
      { kind: 'host', id: 'host-db1' },
      { kind: 'arrow', id: 'dependency-app1/shop-db1/postgresql-5432' },
    ] as const) {
      expect(fromFragment(toFragment(selection), estate)).toEqual(selection);
    }
    const odd = indexEstate(aSnapshot({ hosts: [aHost('a', '10.0.0.1', { id: 'a=b&c#d %41\u202e' })] }));
    expect(fromFragment(toFragment({ kind: 'host', id: 'a=b&c#d %41\u202e' }), odd)).toEqual({
      kind: 'host',
      id: 'a=b&c#d %41\u202e',
    });
  });

  it('that name nothing known lead to the overview', () => {
    for (const fragment of ['', '#', '#host=gone', '#nothing=host-db1', '#host=%', '#host', '#constructor=x']) {
      expect(fromFragment(fragment, estate)).toEqual(about);
    }
  });
});
