import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Estate, indexEstate } from '../../src/analysis/estate.ts';
import { type ImpactDocument, impact } from '../../src/analysis/impact.ts';
import { type Node, select } from '../../src/analysis/select.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { someSnapshot } from './arbitrary-snapshot.ts';
import { arrow, host, peer, service, shop, snapshot } from './build-snapshot.ts';

function node(estate: Estate, text: string): Node {
  const selection = select(estate, text);
  return selection.kind === 'found' ? selection.node : expect.fail(`${text} is ${selection.kind}`);
}

function impactOf(estate: Snapshot, ...texts: string[]): ImpactDocument {
  const indexed = indexEstate(estate);
  return impact(
    indexed,
    texts.map((text) => node(indexed, text)),
  );
}

/** `distance name` of everything affected. */
const shown = (document: ImpactDocument): string[] => document.affected.map(({ distance, name }) => `${distance} ${name}`);

describe('impact', () => {
  it('follows arrows against their direction, with the path', () => {
    expect(impactOf(shop, 'db1/postgresql')).toEqual({
      format: 'map.impact',
      version: 1,
      nodes: [{ id: 's-db1/postgresql', kind: 'service', name: 'db1.example.com/postgresql' }],
      affected: [
        { id: 'h-app1', kind: 'host', name: 'app1', distance: 1, because: ['app1/shop>db1/postgresql:5432'] },
        { id: 's-app1/shop', kind: 'service', name: 'app1/shop', distance: 1, because: ['app1/shop>db1/postgresql:5432'] },
        {
          ...{ id: 'h-web1', kind: 'host', name: 'web1', distance: 2 },
          because: ['web1/nginx>app1/shop:8080', 'app1/shop>db1/postgresql:5432'],
        },
        {
          ...{ id: 's-web1/nginx', kind: 'service', name: 'web1/nginx', distance: 2 },
          because: ['web1/nginx>app1/shop:8080', 'app1/shop>db1/postgresql:5432'],
        },
        {
          ...{ id: 'h-laptop', kind: 'host', name: 'laptop', distance: 3 },
          because: ['laptop>web1/nginx:443', 'web1/nginx>app1/shop:8080', 'app1/shop>db1/postgresql:5432'],
        },
      ],
    });
  });

  it('takes a host for all its services', () => {
    expect(shown(impactOf(shop, 'db1'))).toEqual(shown(impactOf(shop, 'db1/postgresql')));
    expect(shown(impactOf(shop, 'db1/cron'))).toEqual([]);
  });

  it('takes the guests of a host along, with a step for each machine, and whoever needs them', () => {
    const on = (hypervisor: string) => ({ tags: { hypervisor } });
    const estate = snapshot({
      hosts: [host('hv'), host('vm', on('hv')), host('nested', on('vm')), peer('old', on('hv')), host('web')],
      services: [service('hv/libvirtd', [16509]), service('vm/pg', [5432]), service('web/x'), service('nested/y', [80])],
      dependencies: [arrow('web/x', 'vm/pg', 5432, { state: 'configured', seenFrom: 'config' })],
    });
    const { affected } = impactOf(estate, 'hv');
    expect(affected.map(({ id, distance, because, runsOn }) => [id, distance, because, runsOn])).toEqual([
      ['h-old', 1, [], ['h-hv']],
      ['h-vm', 1, [], ['h-hv']],
      ['s-vm/pg', 1, [], ['h-hv']],
      ['h-nested', 2, [], ['h-vm', 'h-hv']],
      ['s-nested/y', 2, [], ['h-vm', 'h-hv']],
      ['h-web', 2, ['web/x>vm/pg:5432'], ['h-hv']],
      ['s-web/x', 2, ['web/x>vm/pg:5432'], ['h-hv']],
    ]);
    // What fails on it takes no guest down, nor does what it needs.
    expect(shown(impactOf(estate, 'hv/libvirtd'))).toEqual([]);
    expect(shown(impactOf(estate, 'vm/pg'))).toEqual(['1 web', '1 web/x']);
  });

  it('does not blame one service of a host for another', () => {
    const estate = snapshot({
      hosts: ['db', 'app', 'web', 'ftp'].map((name) => host(name)),
      services: ['db/pg', 'app/one', 'app/two', 'web/x', 'ftp/y'].map((path) => service(path, [1])),
      dependencies: [arrow('app/one', 'db/pg', 1), arrow('web/x', 'app/one', 1), arrow('ftp/y', 'app/two', 1)],
    });
    expect(shown(impactOf(estate, 'db'))).toEqual(['1 app', '1 app/one', '2 web', '2 web/x']);
  });

  it('falls back to the whole host where the process of a client is not known', () => {
    const estate = snapshot({
      hosts: ['db', 'app', 'web'].map((name) => host(name)),
      services: ['db/pg', 'app/one', 'web/x'].map((path) => service(path, [1])),
      dependencies: [arrow('app', 'db/pg', 1), arrow('web/x', 'app/one', 1)],
    });
    expect(shown(impactOf(estate, 'db/pg'))).toEqual(['1 app', '1 app/one', '2 web', '2 web/x']);
  });

  it('knows by its port the service an arrow means that names none', () => {
    const estate = snapshot({
      hosts: ['db', 'app'].map((name) => host(name)),
      services: [service('db/pg', [5432]), service('db/web', [80]), service('app/x')],
      dependencies: [arrow('app/x', 'db', 5432)],
    });
    expect(shown(impactOf(estate, 'db/pg'))).toEqual(['1 app', '1 app/x']);
    expect(shown(impactOf(estate, 'db/web'))).toEqual([]);
    expect(shown(impactOf(estate, 'db'))).toEqual(['1 app', '1 app/x']);
  });

  it('counts those who come by way of a virtual address or balancer', () => {
    const estate = snapshot({
      hosts: [host('vip', { kind: 'virtual-address' }), host('web'), host('app')],
      services: [service('web/nginx', [80]), service('app/x')],
      dependencies: [arrow('app/x', 'web/nginx', 80, { via: ['h-vip'] })],
    });
    expect(shown(impactOf(estate, 'vip'))).toEqual(['1 app', '1 app/x']);
  });

  it('ends on a cycle, and leaves the nodes asked about out', () => {
    const estate = snapshot({
      hosts: ['a', 'b'].map((name) => host(name)),
      services: ['a/x', 'b/y'].map((path) => service(path, [1])),
      dependencies: [arrow('a/x', 'b/y', 1), arrow('b/y', 'a/x', 1), arrow('a/x', 'a/x', 1)],
    });
    expect(shown(impactOf(estate, 'a/x'))).toEqual(['1 b', '1 b/y']);
    expect(shown(impactOf(estate, 'a/x', 'b'))).toEqual([]);
  });

  it('counts silent arrows: a dependency that sleeps still breaks', () => {
    const estate = snapshot({
      hosts: ['a', 'b'].map((name) => host(name)),
      services: ['a/x', 'b/y'].map((path) => service(path, [1])),
      dependencies: [arrow('a/x', 'b/y', 1, { silent: true })],
    });
    expect(shown(impactOf(estate, 'b'))).toEqual(['1 a', '1 a/x']);
  });

  it('says what is reached by way of shared infrastructure', () => {
    const dns = { shared: { reason: 'DNS server' } };
    const estate = snapshot({
      hosts: ['nfs', 'dns', 'app'].map((name) => host(name)),
      services: [service('nfs/nfsd', [2049]), service('dns/named', [53], dns), service('app/x')],
      dependencies: [arrow('dns/named', 'nfs/nfsd', 2049), arrow('app/x', 'dns/named', 53)],
    });
    const { affected } = impactOf(estate, 'nfs');
    expect(affected.find(({ name }) => name === 'dns/named')).toMatchObject(dns);
    expect(affected.find(({ name }) => name === 'app/x')).toMatchObject({ through: ['s-dns/named'] });
    expect(affected.find(({ name }) => name === 'dns')).not.toHaveProperty('through');
  });

  it('walks a long chain', () => {
    const names = Array.from({ length: 400 }, (_, index) => `h${index}/s`);
    const estate = snapshot({
      hosts: names.map((name) => host(name.slice(0, -2))),
      services: names.map((name) => service(name, [1])),
      dependencies: names.slice(1).map((name, index) => arrow(name, names[index] ?? '', 1)),
    });
    const { affected } = impactOf(estate, 'h0');
    expect(affected).toHaveLength(2 * 399);
    expect(affected.at(-1)?.because).toHaveLength(399);
  });
});

/** Who depends on the seeds, found in the plainest way: repeat until nothing is added. */
function naiveClosure({ dependencies, services }: Snapshot, seeds: ReadonlySet<string>): Set<string> {
  const broken = new Set(seeds);
  for (let size = -1; size !== broken.size; ) {
    size = broken.size;
    for (const { from, to, port, via } of dependencies) {
      const offered = services.filter(
        (one) => one.host === to.host && one.endpoints.some((endpoint) => endpoint.port === port && endpoint.protocol === 'tcp'),
      );
      const meant = to.service === undefined ? offered.map(({ id }) => id) : [to.service];
      if (![to.host, ...via, ...meant].some((id) => broken.has(id))) continue;
      const there = services.filter(({ host }) => host === from.host).map(({ id }) => id);
      for (const id of from.service === undefined ? [from.host, ...there] : [from.service]) broken.add(id);
    }
  }
  const hosts = services.filter(({ id }) => broken.has(id) && !seeds.has(id)).map((one) => one.host);
  return new Set([...broken, ...hosts].filter((id) => !seeds.has(id)));
}

describe('impact of any estate', () => {
  it('equals the closure found in the plainest way, for every node', () => {
    fc.assert(
      fc.property(someSnapshot, (random) => {
        const estate = indexEstate(random);
        const nodes: Node[] = [
          ...random.hosts.map((one): Node => ({ kind: 'host', host: one })),
          ...random.services.map((one): Node => ({ kind: 'service', service: one, host: node(estate, one.host).host })),
        ];
        for (const one of nodes) {
          const seeds =
            one.kind === 'host' ? [one.host.id, ...estate.servicesOf(one.host.id).map(({ id }) => id)] : [one.service.id];
          const found = impact(estate, [one]).affected.map(({ id }) => id);
          expect(new Set(found)).toEqual(naiveClosure(random, new Set(seeds)));
          expect(new Set(found).size).toBe(found.length);
        }
      }),
    );
  });

  it('gives paths that lead from the affected to the node, arrow by arrow', () => {
    fc.assert(
      fc.property(someSnapshot, (random) => {
        const estate = indexEstate(random);
        for (const one of random.hosts) {
          for (const { id, kind, distance, because } of impact(estate, [{ kind: 'host', host: one }]).affected) {
            const steps = because.map((step) => estate.dependencies.get(step) ?? expect.fail('no such arrow'));
            expect(steps).toHaveLength(distance);
            expect(kind === 'host' ? steps[0]?.from.host : (steps[0]?.from.service ?? id)).toBe(id);
            expect(steps[0]?.from.host).toBe(kind === 'host' ? id : estate.services.get(id)?.host);
            for (const [index, step] of steps.entries()) {
              const next = steps[index + 1]?.from.host ?? one.id;
              expect([step.to.host, ...step.via]).toContain(next);
            }
          }
        }
      }),
    );
  });
});
