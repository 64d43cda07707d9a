import { describe, expect, it } from 'vitest';
import { indexEstate } from '../../src/analysis/estate.ts';
import { reportImpact } from '../../src/analysis/impact-report.ts';
import { select } from '../../src/analysis/select.ts';
import type { Report } from '../../src/model/report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { arrow, dark, host, link, peer, service, shop, snapshot } from './build-snapshot.ts';

function report(estate: Snapshot, text: string): Report {
  const selection = select(indexEstate(estate), text);
  return selection.kind === 'found' ? reportImpact(estate, [selection.node]) : expect.fail(selection.kind);
}

describe('the report of an impact', () => {
  it('shows the path from each affected one, the nearest first', () => {
    const { title, summary, tables, findings } = report(shop, 'db1/postgresql');
    expect(title).toBe('Impact of db1.example.com/postgresql');
    expect(summary).toEqual(['affected: 2 services on 2 hosts, and 1 host without a known service; the nearest first']);
    expect(findings).toBe(true);
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(['steps', 'affected', 'path']);
    // The hosts of services that are listed anyway would say nothing new.
    expect(tables[0]?.rows).toEqual([
      ['1', 'app1/shop', '-> db1.example.com/postgresql:5432'],
      ['2', 'web1/nginx', '-> app1/shop:8080 -> db1.example.com/postgresql:5432'],
      ['3', 'laptop', '-> web1/nginx:443 -> app1/shop:8080 -> db1.example.com/postgresql:5432'],
    ]);
  });

  it('says when nothing is known to depend on it', () => {
    expect(report(shop, 'db1/cron')).toMatchObject({ summary: ['nothing is known to depend on it'], findings: false });
  });

  it('warns where a short list only means that nobody looked', () => {
    const estate = snapshot({ hosts: [peer('a'), host('b', { evidence: dark() })] });
    expect(report(estate, 'a').summary).toContain('a was never looked at: only what its peers told is known');
    expect(report(estate, 'b').summary).toContain('b could not be looked at (hung)');
  });

  it('says what runs on what, a guest in one line, and what only stands in a configuration', () => {
    const estate = snapshot({
      hosts: [host('hv'), host('vm', { tags: { hypervisor: 'hv' } }), host('web')],
      services: [service('vm/pg', [5432]), service('vm/ssh', [22]), service('web/cron')],
      dependencies: [arrow('web/cron', 'vm/pg', 5432, { state: 'configured', seenFrom: 'config' })],
    });
    const { summary, tables } = report(estate, 'hv');
    expect(summary).toEqual(['affected: 3 services on 2 hosts; the nearest first']);
    expect(tables[0]?.rows).toEqual([
      ['1', 'vm', 'runs on hv'],
      ['2', 'web/cron', '-(configured)-> vm/pg:5432, which runs on hv'],
    ]);
  });

  it('says which port an affected host hangs on, and what of a switch or router is not in the list', () => {
    const estate = snapshot({
      hosts: [
        ...[host('sw1', { kind: 'network-device' }), host('sw2', { kind: 'network-device' })],
        ...['db', 'app', 'both'].map((name) => host(name)),
      ],
      services: [service('db/pg', [5432]), service('app/x')],
      dependencies: [arrow('app/x', 'db/pg', 5432)],
      links: [
        { ...link('db', 'sw1'), b: { host: 'h-sw1', port: '7' } },
        ...[link('both', 'sw1'), link('both', 'sw2'), link('app', 'sw2'), link('sw1', 'sw2')],
      ],
      networks: [{ id: 'n', cidr: '10.0.0.0/24', gateways: ['h-sw1'], hosts: 3 }],
    });
    const { summary, tables } = report(estate, 'sw1');
    expect(summary).toEqual([
      'affected: 2 services on 2 hosts; the nearest first',
      '1 host plugged in there and elsewhere too: not counted',
      'sw1 is a gateway of 10.0.0.0/24: what goes over it to other networks is not counted',
    ]);
    expect(tables[0]?.rows).toEqual([
      ['1', 'db', 'plugged into sw1 port 7'],
      ['2', 'app/x', '-> db/pg:5432, which is plugged into sw1 port 7'],
    ]);
  });

  it('counts the services of a host whose process is not known, and shows that host in one line', () => {
    const estate = snapshot({
      hosts: ['dns', 'db', 'peer', 'app'].map((name) => host(name)),
      services: [service('dns/named', [53]), service('db/pg', [5432]), service('db/ssh', [22]), service('app/x')],
      dependencies: [
        arrow('db', 'dns/named', 53, { state: 'configured', seenFrom: 'config' }),
        ...[arrow('peer', 'dns/named', 53), arrow('app/x', 'db/pg', 5432)],
      ],
    });
    const { summary, tables } = report(estate, 'dns');
    expect(summary).toEqual(['affected: 3 services on 2 hosts, and 1 host without a known service; the nearest first']);
    expect(tables[0]?.rows).toEqual([
      ['1', 'db', '-(configured)-> dns/named:53'],
      ['1', 'peer', '-> dns/named:53'],
      ['2', 'app/x', '-> db/pg:5432 -(configured)-> dns/named:53'],
    ]);
  });

  it('writes the port of a service once that is known by nothing else', () => {
    const estate = snapshot({
      hosts: [host('db'), host('app')],
      services: [service('db/tcp/5432', [5432]), service('app/x')],
      dependencies: [arrow('app/x', 'db/tcp/5432', 5432)],
    });
    expect(report(estate, 'db').tables[0]?.rows).toEqual([['1', 'app/x', '-> db/tcp/5432']]);
  });

  it('does not call the host of the service asked about one without a service', () => {
    const estate = snapshot({
      hosts: [host('db')],
      services: [service('db/pg', [5432])],
      dependencies: [arrow('db', 'db/pg', 5432)],
    });
    expect(report(estate, 'db/pg').summary).toEqual(['affected: a process not known on 1 host; the nearest first']);
  });

  it('marks silent arrows, detours and shared infrastructure', () => {
    const estate = snapshot({
      hosts: ['nfs', 'dns', 'app', 'lb'].map((name) => host(name)),
      services: [service('nfs/nfsd', [2049]), service('dns/named', [53], { shared: { reason: 'DNS server' } }), service('app/x')],
      dependencies: [
        arrow('dns/named', 'nfs/nfsd', 2049, { silent: true }),
        arrow('app/x', 'dns/named', 53, { protocol: 'udp', via: ['h-lb'] }),
      ],
    });
    const rows = report(estate, 'nfs').tables[0]?.rows;
    expect(rows).toEqual([
      ['1', 'dns/named', '-(silent)-> nfs/nfsd:2049', 'shared: DNS server'],
      ['2', 'app/x', '-> dns/named:53/udp via lb -(silent)-> nfs/nfsd:2049', 'by way of shared dns/named'],
    ]);
    expect(report(estate, 'dns').summary[1]).toMatch(/^dns\/named is shared infrastructure \(DNS server\)/);
  });
});
