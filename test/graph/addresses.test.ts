import { describe, expect, it } from 'vitest';
import { aged, arrows, header, hostNamed, listen, machine, secondScan, snapshotOf, socket, visit } from './build.ts';

const docker = { addresses: ['10.0.0.1/24', 'docker0 172.17.0.1/16'] };

describe('addresses that mean something on one host only', () => {
  it('keeps loopback connections within their host', () => {
    const local = (number: number) =>
      machine(number, {
        sockets: [
          listen('127.0.0.1:6379', 'redis-server/5'),
          socket('127.0.0.1:40000', '127.0.0.1:6379', 'java/7'),
          socket('127.0.0.1:6379', '127.0.0.1:40000', 'redis-server/5'),
        ],
      });
    expect(arrows(snapshotOf([local(1), local(2)]))).toEqual([
      'host1/java -> host1/redis-server tcp/6379',
      'host2/java -> host2/redis-server tcp/6379',
    ]);
  });

  it('leaves them out of what the host is known by', () => {
    const host = snapshotOf([machine(1, { addresses: ['lo 127.0.0.1/8', 'fe80::1/64', '169.254.1.1/16', ...docker.addresses] })])
      .hosts[0];
    expect(host?.addresses).toEqual(['10.0.0.1']);
  });

  it('keeps containers behind the bridge apart from those of the next host', () => {
    const proxied = (number: number) =>
      machine(number, {
        addresses: [`10.0.0.${number}/24`, 'docker0 172.17.0.1/16'],
        sockets: [socket('172.17.0.1:40000', '172.17.0.2:80', 'docker-proxy/5')],
      });
    const snapshot = snapshotOf([proxied(1), proxied(2)]);
    expect(arrows(snapshot)).toEqual([
      'host1/docker-proxy -> 172.17.0.2/tcp/80 tcp/80',
      'host2/docker-proxy -> 172.17.0.2/tcp/80 tcp/80',
    ]);
    expect(new Set(snapshot.dependencies.map(({ to }) => to.host)).size).toBe(2);
  });

  it('takes no host that is met later for what is behind a bridge under the same address', () => {
    const docking = machine(1, {
      addresses: docker.addresses,
      sockets: [socket('172.17.0.1:40000', '172.17.0.2:5432', 'app/5')],
    });
    const prior = snapshotOf([docking]);
    const real = machine(2, { addresses: ['172.17.0.2/24'], at: secondScan });
    const later = snapshotOf([...aged([docking]), real], { prior, header: { ...header, id: '2', takenAt: secondScan } });
    expect(arrows(later)).toEqual(['host1/app -> 172.17.0.2/tcp/5432 tcp/5432']);
    expect(hostNamed(later, 'host2').id).not.toBe(later.dependencies[0]?.to.host);
  });

  it('does not take a host for the bridge address of another', () => {
    const a = machine(1, { addresses: ['10.0.0.1/24', 'docker0 172.17.0.1/16'], sockets: [listen('*:80', 'nginx/5')] });
    const b = machine(2, { sockets: [socket('10.0.0.2:40000', '172.17.0.1:80', 'curl/6')] });
    expect(arrows(snapshotOf([a, b]))).toEqual(['host2/curl -> 172.17.0.1/tcp/80 tcp/80']);
  });

  it('sees a bridge under any name where many hosts have the same address', () => {
    const bridged = (number: number) =>
      machine(number, {
        addresses: [`10.0.0.${number}/24`, 'lab0 192.168.50.1/24'],
        sockets: [socket('192.168.50.1:40000', '192.168.50.7:80', 'curl/5')],
      });
    const snapshot = snapshotOf([1, 2, 3].map(bridged));
    expect(snapshot.dependencies).toHaveLength(3);
    expect(new Set(snapshot.dependencies.map(({ to }) => to.host)).size).toBe(3);
    expect(hostNamed(snapshot, 'host1').addresses).toEqual(['10.0.0.1']);
  });

  it('does not take a network for a bridge because of one address that many share', () => {
    const shared = (number: number) =>
      machine(number, {
        addresses: [`10.0.0.${number}/24`, '10.0.0.100/24'],
        sockets: [socket(`10.0.0.${number}:40000`, '10.0.0.9:5432', 'java/5')],
      });
    const snapshot = snapshotOf([1, 2, 3].map(shared));
    expect(new Set(snapshot.dependencies.map(({ to }) => to.host)).size).toBe(1);
  });

  it('keeps link-local peers on their link', () => {
    const a = machine(1, { sockets: [socket('fe80::1:40000', 'fe80::2:80', 'curl/5', { interface: 'eth0' })] });
    const b = machine(2, { sockets: [socket('fe80::1:40000', 'fe80::2:80', 'curl/5', { interface: 'eth0' })] });
    const snapshot = snapshotOf([a, b]);
    expect(snapshot.dependencies).toHaveLength(2);
    expect(new Set(snapshot.dependencies.map(({ to }) => to.host)).size).toBe(2);
    expect(snapshot.hosts.filter(({ name }) => name === 'fe80::2').every(({ kind }) => kind === 'unknown')).toBe(true);
  });
});

describe('addresses that several hosts have', () => {
  it('shows the host whose table has the connection, not the first owner', () => {
    const node = (number: number, sockets: Parameters<typeof listen>[0][]) =>
      machine(number, {
        addresses: [`10.0.0.${number}/24`, '10.0.0.100/32'],
        sockets: [listen('*:80', 'haproxy/5'), ...sockets.map((remote) => socket('10.0.0.100:80', remote, 'haproxy/5'))],
      });
    const client = machine(9, { sockets: [socket('10.0.0.9:40000', '10.0.0.100:80', 'curl/5')] });
    for (const holder of [1, 2]) {
      const nodes = [1, 2].map((number) => node(number, number === holder ? ['10.0.0.9:40000'] : []));
      expect(arrows(snapshotOf([...nodes, client]))).toEqual([`host9/curl -> host${holder}/haproxy tcp/80`]);
    }
  });

  it('believes the fresh holder of a virtual address', () => {
    const listening = { sockets: [listen('*:80', 'haproxy/5')] };
    const client = machine(9, { sockets: [socket('10.0.0.9:40000', '10.0.0.100:80', 'curl/5')] });
    const held = (number: number) => machine(number, { ...listening, addresses: [`10.0.0.${number}/24`, '10.0.0.100/32'] });
    for (const holder of [1, 2]) {
      const other = 3 - holder;
      const observations = [held(holder), ...aged([held(other)]), client];
      expect(arrows(snapshotOf(observations))).toEqual([`host9/curl -> host${holder}/haproxy tcp/80`]);
    }
  });

  it('joins direct routing by the tuple: every real server has the address on its loopback', () => {
    const real = (number: number, remote: string) =>
      machine(number, {
        addresses: [`10.0.0.${number}/24`, 'lo 10.0.0.100/32'],
        sockets: [listen('*:80', 'nginx/5'), socket('10.0.0.100:80', remote, 'nginx/5')],
      });
    const client = machine(9, {
      sockets: [socket('10.0.0.9:40000', '10.0.0.100:80', 'curl/5'), socket('10.0.0.9:40001', '10.0.0.100:80', 'curl/5')],
    });
    const snapshot = snapshotOf([real(1, '10.0.0.9:40000'), real(2, '10.0.0.9:40001'), real(3, '10.0.0.8:40000'), client]);
    expect(arrows(snapshot)).toEqual([
      '10.0.0.8/? -> host3/nginx tcp/80',
      'host9/curl -> host1/nginx tcp/80',
      'host9/curl -> host2/nginx tcp/80',
    ]);
  });
});

describe('translated addresses', () => {
  const behind = { target: '203.0.113.5', address: '203.0.113.5', sockets: [listen('10.0.0.1:443', 'nginx/5')] };
  const client = machine(9, { sockets: [socket('10.0.0.9:40000', '203.0.113.5:443', 'curl/5')] });

  it('stand for the host that was reached there', () => {
    const snapshot = snapshotOf([machine(1, behind), client]);
    expect(arrows(snapshot)).toEqual(['host9/curl -> host1/nginx tcp/443']);
    expect(hostNamed(snapshot, 'host1')).toMatchObject({ addresses: ['10.0.0.1'], targets: ['203.0.113.5'] });
  });

  it('stand for nobody where several hosts were reached there', () => {
    const snapshot = snapshotOf([
      machine(1, { ...behind, target: '203.0.113.5:2201' }),
      machine(2, { ...behind, target: '203.0.113.5:2202' }),
      client,
    ]);
    expect(arrows(snapshot)).toEqual(['host9/curl -> 203.0.113.5/tcp/443 tcp/443']);
  });

  it('stand for the host that has the address itself, if there is one', () => {
    const owner = machine(3, { addresses: ['203.0.113.5/24'], target: 'gw', sockets: [listen('*:443', 'haproxy/5')] });
    expect(arrows(snapshotOf([machine(1, behind), owner, client]))).toEqual(['host9/curl -> host3/haproxy tcp/443']);
  });

  it("count as the host's own where it could not list its addresses", () => {
    const snapshot = snapshotOf([machine(1, { ...behind, addresses: [], sockets: [listen('*:443', 'nginx/5')] }), client]);
    expect(hostNamed(snapshot, 'host1').addresses).toEqual(['203.0.113.5']);
    expect(arrows(snapshot)).toEqual(['host9/curl -> host1/nginx tcp/443']);
  });

  it('takes the local ends of sockets for own addresses where there is no list', () => {
    const snapshot = snapshotOf([
      visit({
        target: 'db',
        name: 'db',
        sockets: [listen('*:5432', 'postgres/5'), socket('10.0.0.2:5432', '10.0.0.9:40000', 'postgres/5')],
      }),
    ]);
    expect(hostNamed(snapshot, 'db').addresses).toEqual(['10.0.0.2']);
  });
});

describe('an address the host no longer has', () => {
  const server = machine(2, { sockets: [listen('*:5432', 'postgres/9')] });
  const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7')] });
  const moved = machine(2, { at: secondScan, addresses: ['10.0.8.2/24'], sockets: [listen('*:5432', 'postgres/9')] });
  const first = snapshotOf([client, server]);
  const expected = ['host1/java -> host2/postgres tcp/5432'];

  it('still means the host in what others said before it moved', () => {
    const second = snapshotOf([...aged([client]), moved], { header, prior: first });
    expect(arrows(second)).toEqual(expected);
    expect(hostNamed(second, 'host2')).toMatchObject({ addresses: ['10.0.8.2'], formerAddresses: ['10.0.0.2'] });
    const third = snapshotOf(aged([client, moved]), { header, prior: second });
    expect(arrows(third)).toEqual(expected);
    expect(third.dependencies[0]?.id).toBe(first.dependencies[0]?.id);
  });

  it('is forgotten when nobody refers to it any more', () => {
    const second = snapshotOf([...aged([client]), moved], { header, prior: first });
    const quiet = machine(1, { at: secondScan });
    expect(hostNamed(snapshotOf([quiet, moved], { header, prior: second }), 'host2')).not.toHaveProperty('formerAddresses');
  });

  it('means nobody in what is said after', () => {
    const again = machine(1, {
      at: secondScan,
      sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7', { state: 'syn-sent' })],
    });
    const second = snapshotOf([again, moved], { header, prior: first });
    expect(arrows(second)).toContain('host1/java -> 10.0.0.2/? tcp/5432');
  });
});

describe('peers that were never scanned', () => {
  const peerOf = (remote: string) => {
    const snapshot = snapshotOf([machine(1, { sockets: [socket('10.0.0.1:40000', `${remote}:443`, 'curl/5')] })]);
    return snapshot.hosts.find(({ evidence }) => evidence === undefined);
  };

  it.each(['10.9.9.9', '172.16.0.9', '192.168.1.9', '100.64.0.9', 'fd00::9'])('%s is unknown', (address) => {
    expect(peerOf(address)).toMatchObject({ name: address, addresses: [address], kind: 'unknown' });
  });

  it.each(['203.0.113.9', '2001:db8::9'])('%s is external', (address) => {
    expect(peerOf(address)).toMatchObject({ name: address, addresses: [address], kind: 'external' });
  });

  it.each(['224.0.0.251', 'ff02::fb', '255.255.255.255', '10.0.0.255', '0.0.0.0'])('%s is no host', (address) => {
    const snapshot = snapshotOf([
      machine(1, { sockets: [socket('10.0.0.1:40000', `${address}:5353`, 'avahi/5', { protocol: 'udp' })] }),
    ]);
    expect(snapshot.hosts).toHaveLength(1);
    expect(snapshot.dependencies).toEqual([]);
  });

  it('is one host however it is written', () => {
    const snapshot = snapshotOf([
      machine(1, { sockets: [socket('10.0.0.1:40000', '10.9.9.9:443', 'curl/5')] }),
      machine(2, { sockets: [socket('::ffff:10.0.0.2:40000', '::ffff:10.9.9.9:443', 'curl/5')] }),
    ]);
    expect(snapshot.hosts.filter(({ kind }) => kind === 'unknown')).toHaveLength(1);
  });
});
