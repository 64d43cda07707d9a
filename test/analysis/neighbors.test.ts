import { describe, expect, it } from 'vitest';
import { between } from '../../src/analysis/between.ts';
import { indexEstate } from '../../src/analysis/estate.ts';
import { neighbors, reportNode } from '../../src/analysis/neighbors.ts';
import { type Node, select } from '../../src/analysis/select.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { arrow, dark, host, link, peer, scanTime, service, shop, snapshot, unasked } from './build-snapshot.ts';

function node(estate: Snapshot, text: string): Node {
  const selection = select(indexEstate(estate), text);
  return selection.kind === 'found' ? selection.node : expect.fail(`${text} is ${selection.kind}`);
}

const now = new Date('2026-03-01T02:16:00.000Z');
const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

describe('neighbors', () => {
  it('of a host are all its services, arrows and links', () => {
    const estate = snapshot({
      ...shop,
      header: shop.snapshot,
      links: [link('web1', 'sw1'), link('sw2', 'web1'), link('sw1', 'sw2')],
    });
    const document = neighbors(indexEstate(estate), node(estate, 'web1'));
    expect(document).toMatchObject({ format: 'map.node', version: 1, kind: 'host', host: { id: 'h-web1' } });
    expect(ids(document.services)).toEqual(['s-web1/nginx']);
    expect(ids(document.incoming)).toEqual(['laptop>web1/nginx:443']);
    expect(ids(document.outgoing)).toEqual(['web1/nginx>app1/shop:8080']);
    expect(ids(document.links)).toEqual(['sw2=web1', 'web1=sw1']);
  });

  it('of a service are its own', () => {
    const estate = snapshot({
      ...shop,
      header: shop.snapshot,
      dependencies: [...shop.dependencies, arrow('db1/cron', 'app1/shop', 8080)],
    });
    const document = neighbors(indexEstate(estate), node(estate, 'db1/postgresql'));
    expect(ids(document.services)).toEqual(['s-db1/postgresql']);
    expect(ids(document.incoming)).toEqual(['app1/shop>db1/postgresql:5432']);
    expect(document.outgoing).toEqual([]);
  });
});

describe('the report of a node', () => {
  const report = (estate: Snapshot, text: string) => reportNode(estate, node(estate, text), now);

  it('shows who uses a host before what it uses', () => {
    const { title, summary, tables } = report(shop, 'web1');
    expect(title).toBe('web1');
    expect(summary).toEqual([
      ...['kind: server', 'id: h-web1', 'names: web1, www.example.com', 'addresses: 10.0.0.1, 2001:db8::1'],
      'looked at: 2026-03-01 02:13Z, 3 min ago',
    ]);
    expect(tables.map((table) => [table.title, table.rows])).toEqual([
      ['Services', [['nginx', '80, 443', 'nginx', 'nginx.service', '']]],
      ['Used by', [['laptop', '443', 'web1/nginx', 'active', 'server', '0.95']]],
      ['Uses', [['app1/shop', '8080', 'web1/nginx', 'active', 'both', '0.95']]],
    ]);
  });

  it('shows what is kept in containers, and which guests run on a host', () => {
    const web = service('hv/web', [80, 8080], { container: 'shop-web-1', software: 'nginx', version: '1.25' });
    const guest = peer('vm', { macs: ['52:54:00:12:34:56'], tags: { hypervisor: 'hv' } });
    const estate = snapshot({ hosts: [host('hv'), guest], services: [web] });
    expect(report(estate, 'hv').tables.map((table) => [table.title, table.rows])).toEqual([
      ['Services', [['web', '80, 8080', 'web', 'container shop-web-1', 'nginx 1.25']]],
      ['Guests', [['vm', '', '52:54:00:12:34:56', 'not looked at']]],
    ]);
    expect(report(estate, 'vm').summary).toEqual(
      expect.arrayContaining(['runs on: hv', 'looked at: never looked at, known only from its hypervisor']),
    );
  });

  it('shows a service with everything known of it', () => {
    const full = service('a/x', [80], {
      ...{ software: 'nginx', version: '1.22', unit: 'x.service', container: 'c1', shared: { reason: 'proxy' } },
      endpoints: [
        { protocol: 'udp', address: '::', port: 53 },
        { protocol: 'tcp', address: '::1', port: 80 },
      ],
      processes: [{ name: 'x', user: 'www' }, { name: 'x', user: 'www' }, { pid: 7 }],
    });
    const estate = snapshot({
      hosts: [host('a'), peer('b')],
      services: [full],
      dependencies: [arrow('b', 'a/x', 53, { protocol: 'udp' })],
    });
    const { title, summary, tables } = report(estate, 'a/x');
    expect(title).toBe('a/x');
    expect(summary).toEqual([
      ...['host: a', 'id: s-a/x', 'software: nginx 1.22', 'listens: 53/udp, [::1]:80', 'processes: x (www), ?'],
      ...['unit: x.service', 'container: c1', 'named by: executable', 'shared: proxy'],
    ]);
    expect(tables[0]).toMatchObject({ title: 'Used by', rows: [['b', '53/udp', 'active', 'both', '0.95']] });
  });

  it('shows links from the side of the host', () => {
    const estate = snapshot({ hosts: [host('sw1'), host('sw2')], links: [link('sw1', 'sw2')] });
    expect(report(estate, 'sw1').tables[0]?.rows).toEqual([['eth0', 'sw2', '', '2', 'lldp', '1.00']]);
    expect(report(estate, 'sw2').tables[0]?.rows).toEqual([['', 'sw1', 'eth0', '2', 'lldp', '1.00']]);
  });

  it('says how much the evidence is worth', () => {
    const estate = snapshot({
      hosts: [
        ...[host('old', { evidence: unasked() }), host('lost', { evidence: dark() }), peer('p')],
        peer('vip', { kind: 'virtual-address' }),
      ],
    });
    const line = (text: string) => report(estate, text).summary.find((one) => one.startsWith('looked at'));
    expect(line('old')).toBe('looked at: 2026-03-01 02:13Z, 3 min ago (not in the last scan)');
    expect(line('lost')).toMatch(/; the last visit failed: hung, .*; look at the load/);
    expect(line('p')).toBe('looked at: never looked at, seen as a peer');
    expect(line('vip')).toBe('looked at: shared address of other hosts');
    expect(report(estate, 'p').summary).toContain('no dependency of it was seen');
  });
});

describe('between', () => {
  const estate = snapshot({
    hosts: ['a', 'b', 'c'].map((name) => host(name)),
    services: ['a/x', 'a/y', 'b/z'].map((path) => service(path, [1])),
    dependencies: [
      ...[arrow('a/x', 'b/z', 1), arrow('b/z', 'a/y', 2), arrow('a', 'b', 3), arrow('a/x', 'c', 4)],
      arrow('a/x', 'a/y', 5),
    ],
  });
  const found = (a: string, b: string) => ids(between(indexEstate(estate), node(estate, a), node(estate, b)));

  it('finds the arrows both ways, those asked for first', () => {
    expect(found('a', 'b')).toEqual(['a/x>b/z:1', 'a>b:3', 'b/z>a/y:2']);
    expect(found('b', 'a')).toEqual(['b/z>a/y:2', 'a/x>b/z:1', 'a>b:3']);
  });

  it('keeps to services where services are asked about', () => {
    expect(found('a/x', 'b')).toEqual(['a/x>b/z:1']);
    expect(found('a/x', 'a/y')).toEqual(['a/x>a/y:5']);
    expect(found('a/y', 'c')).toEqual([]);
  });

  it('finds an arrow within one host once', () => {
    expect(found('a', 'a')).toEqual(['a/x>a/y:5']);
  });
});

describe('times', () => {
  it('are told with their age', () => {
    expect(reportNode(shop, node(shop, 'web1'), new Date(scanTime)).summary.at(-1)).toBe(
      'looked at: 2026-03-01 02:13Z, just now',
    );
  });
});
