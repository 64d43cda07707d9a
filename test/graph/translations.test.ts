import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { TrackedFact, TranslationFact, VirtualAddressFact } from '../../src/model/translation-fact.ts';
import { arrows, hostNamed, listen, machine, onlyDependency, snapshotOf, socket } from './build.ts';

const end = (text: string): Endpoint => {
  const at = text.lastIndexOf(':');
  return { address: text.slice(0, at), port: Number(text.slice(at + 1)) };
};

/** `10.0.0.1:40000 -> 10.0.0.5:80` as it came in, and the same as the server sees it. */
function tracked(before: string, after: string): TrackedFact {
  const [source = '', destination = ''] = before.split(' -> ');
  const [shown = '', real = ''] = after.split(' -> ');
  return {
    ...{ fact: 'tracked', protocol: 'tcp', state: 'established', source: end(source), destination: end(destination) },
    ...{ replySource: end(real), replyDestination: end(shown) },
  };
}

const rule = (original: Endpoint, translated: Endpoint, more: Partial<TranslationFact> = {}): TranslationFact => ({
  ...{ fact: 'translation', kind: 'dnat', protocol: 'tcp', original, translated },
  ...more,
});

const client = (remote: string) => machine(1, { sockets: [socket('10.0.0.1:40000', remote, 'java/7')] });
const server = (from: string) =>
  machine(2, { sockets: [listen('0.0.0.0:8080', 'nginx/9'), socket('10.0.0.2:8080', from, 'nginx/9')] });
const router = (...facts: (TrackedFact | TranslationFact | VirtualAddressFact)[]) => machine(5, { facts });

describe('a connection that a host on the way translates', () => {
  it.each([
    ['its destination', '10.0.0.5:80', '10.0.0.1:40000', '10.0.0.1:40000 -> 10.0.0.2:8080'],
    ['its source', '10.0.0.2:8080', '10.0.0.5:61000', '10.0.0.5:61000 -> 10.0.0.2:8080'],
    ['both', '10.0.0.5:80', '10.0.0.5:61000', '10.0.0.5:61000 -> 10.0.0.2:8080'],
  ])('in %s is one dependency between its real ends, over that host', (_, asked, from, after) => {
    const way = router(tracked(`10.0.0.1:40000 -> ${asked}`, after));
    const snapshot = snapshotOf([client(asked), way, server(from)]);
    expect(arrows(snapshot)).toEqual(['host1/java -> host2/nginx tcp/8080']);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', via: [hostNamed(snapshot, 'host5').id] });
  });

  it('and that nobody tracks is what its ends see', () => {
    const snapshot = snapshotOf([client('10.0.0.5:80'), router(), server('10.0.0.5:61000')]);
    expect(arrows(snapshot)).toEqual(['host1/java -> host5/tcp/80 tcp/80', 'host5/? -> host2/nginx tcp/8080']);
  });

  it('is known from one end too, and the other is a peer', () => {
    const way = router(tracked('10.0.0.1:40000 -> 10.0.0.5:80', '10.0.0.5:61000 -> 10.0.0.77:8080'));
    expect(arrows(snapshotOf([client('10.0.0.5:80'), way]))).toEqual(['host1/java -> 10.0.0.77/tcp/8080 tcp/8080']);
  });
});

describe('a tracker', () => {
  it('tells who began where nothing else does', () => {
    const pair = () => machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.77:50000', 'java/7')] });
    const way = router(tracked('10.0.0.77:50000 -> 10.0.0.1:40000', '10.0.0.77:50000 -> 10.0.0.1:40000'));
    const snapshot = snapshotOf([pair(), way]);
    expect(onlyDependency(snapshot)).toMatchObject({ directionRule: 'conntrack', port: 40000, via: [] });
    expect(onlyDependency(snapshotOf([pair()])).directionRule).not.toBe('conntrack');
  });

  it('does not overrule a listener', () => {
    const way = router(tracked('10.0.0.2:8080 -> 10.0.0.1:40000', '10.0.0.2:8080 -> 10.0.0.1:40000'));
    const snapshot = snapshotOf([client('10.0.0.2:8080'), way, server('10.0.0.1:40000')]);
    expect(onlyDependency(snapshot)).toMatchObject({ directionRule: 'own-listener', port: 8080 });
  });
});

describe('a virtual address', () => {
  const vip = { fact: 'virtual-address', address: '10.0.0.100', protocol: 'vrrp', group: 51 } as const;
  const way = () =>
    machine(5, { facts: [vip], addresses: ['10.0.0.5/24', '10.0.0.100/32'], sockets: [listen('0.0.0.0:80', 'haproxy/4')] });

  it('is a host of its own while nobody who was looked at has it', () => {
    const snapshot = snapshotOf([client('10.0.0.100:80'), router(vip)]);
    expect(hostNamed(snapshot, '10.0.0.100')).toMatchObject({ kind: 'virtual-address' });
    expect(snapshot.coverage.peersNotScanned).toBe(0);
  });

  it('is the host that has it', () => {
    expect(arrows(snapshotOf([client('10.0.0.100:80'), way()]))).toEqual(['host1/java -> host5/haproxy tcp/80']);
  });

  it('of a balancer in the kernel has its real servers as upstreams', () => {
    const server = rule(end('10.0.0.100:80'), end('10.0.0.2:8080'), { kind: 'virtual-server' });
    const other = rule(end('10.0.0.100:80'), end('10.0.0.3:8080'), { kind: 'virtual-server' });
    const snapshot = snapshotOf([client('10.0.0.100:80'), router(server, other)]);
    expect(hostNamed(snapshot, '10.0.0.100').kind).toBe('virtual-address');
  });
});

describe('a rule', () => {
  it('with one target tells where connections go', () => {
    const way = router(rule({ address: '10.0.0.5', port: 80 }, { address: '10.0.0.2', port: 8080 }));
    const snapshot = snapshotOf([client('10.0.0.5:80'), way, server('10.0.0.1:40000')]);
    expect(arrows(snapshot)).toEqual(['host1/java -> host2/nginx tcp/8080']);
    expect(onlyDependency(snapshot).seenFrom).toBe('both');
  });

  it('for every address of its host holds for that host alone, and not for what the host asks itself', () => {
    const everywhere = rule({ port: 80 }, { address: '10.0.0.2', port: 8080 });
    const way = machine(5, {
      facts: [everywhere],
      sockets: [listen('0.0.0.0:80', 'httpd/3'), socket('10.0.0.5:50000', '10.0.0.5:80', 'curl/4')],
    });
    const others = machine(1, {
      sockets: [socket('10.0.0.1:40000', '10.0.0.5:80', 'java/7'), socket('10.0.0.1:40001', '10.0.0.6:80', 'java/7')],
    });
    expect(arrows(snapshotOf([others, way, server('10.0.0.1:40000')]))).toEqual([
      'host1/java -> 10.0.0.6/tcp/80 tcp/80',
      'host1/java -> host2/nginx tcp/8080',
      'host5/curl -> host5/httpd tcp/80',
    ]);
  });

  it.each([
    ['with several targets', [rule(end('10.0.0.5:80'), end('10.0.0.2:8080')), rule(end('10.0.0.5:80'), end('10.0.0.3:8080'))]],
    ['without a port', [rule({ address: '10.0.0.5' }, { address: '10.0.0.2' })]],
    [
      'of a server that takes nothing new',
      [rule(end('10.0.0.5:80'), end('10.0.0.2:8080'), { weight: 0, kind: 'virtual-server' })],
    ],
    ['that hides who asks', [rule(end('10.0.0.5:80'), end('10.0.0.2:8080'), { kind: 'snat' })]],
  ])('%s tells nothing of a single connection', (_, facts) => {
    expect(arrows(snapshotOf([client('10.0.0.5:80'), router(...facts)]))).toEqual(['host1/java -> host5/tcp/80 tcp/80']);
  });

  it('yields to what is tracked', () => {
    const way = router(
      rule(end('10.0.0.5:80'), end('10.0.0.3:8080')),
      tracked('10.0.0.1:40000 -> 10.0.0.5:80', '10.0.0.1:40000 -> 10.0.0.2:8080'),
    );
    expect(arrows(snapshotOf([client('10.0.0.5:80'), way, server('10.0.0.1:40000')]))).toEqual([
      'host1/java -> host2/nginx tcp/8080',
    ]);
  });
});
