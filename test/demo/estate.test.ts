import { BlockList, isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { dependenciesOf } from '../../src/demo/estate/dependencies.ts';
import { flow, flowEnds } from '../../src/demo/estate/estate.ts';
import type { MachineSocket } from '../../src/demo/estate/machine.ts';
import { runMachines } from '../../src/demo/estate/run-machine.ts';
import { estate } from '../../src/demo/estate/shop.ts';

const states = ['before', 'after'] as const;

const tuple = ({ local, remote }: MachineSocket): string => `${local.address} ${local.port} ${remote?.address} ${remote?.port}`;
const mirrored = ({ local, remote }: MachineSocket): string =>
  `${remote?.address} ${remote?.port} ${local.address} ${local.port}`;

describe.each(states)('the estate %s', (state) => {
  const described = estate(state);
  const machines = runMachines(described);
  const sockets = machines.flatMap((machine) => machine.sockets.map((socket) => ({ machine, socket })));

  it('is the same every time', () => {
    expect(runMachines(described)).toEqual(machines);
  });

  it('gives every host a name and a number of its own', () => {
    for (const property of ['name', 'number'] as const) {
      expect(new Set(described.hosts.map((host) => host[property])).size).toBe(described.hosts.length);
    }
  });

  it('uses no address of anybody', () => {
    const allowed = new BlockList();
    for (const [net, prefix] of [
      ['10.77.0.0', 16],
      ['10.88.3.0', 24],
      ['127.0.0.0', 8],
      ['192.0.2.0', 24],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
    ] as const) {
      allowed.addSubnet(net, prefix);
    }
    allowed.addSubnet('2001:db8::', 32, 'ipv6');
    allowed.addSubnet('fd77::', 64, 'ipv6');
    const used = sockets.flatMap(({ socket: { local, remote } }) => [local.address, remote?.address ?? '*']);
    const others = used.filter(
      (address) => !['*', '0.0.0.0', '::'].includes(address) && !allowed.check(address, isIPv4(address) ? 'ipv4' : 'ipv6'),
    );
    expect(others).toEqual([]);
  });

  it('has both halves of every open connection between two of its hosts, and each once', () => {
    const own = new Set(machines.flatMap(({ host }) => [`10.77.0.${host.number}`, `fd77::${host.number}`, '127.0.0.1']));
    const between = sockets.filter(
      ({ socket }) => socket.state === 'established' && socket.protocol === 'tcp' && own.has(socket.remote?.address ?? ''),
    );
    // What a container sends has another address on the wire than inside: the masquerading host's.
    const masqueraded = machines.flatMap(({ host, inside }) =>
      inside
        .filter(({ remote }) => own.has(remote?.address ?? ''))
        .map((socket) => tuple({ ...socket, local: { ...socket.local, address: `10.77.0.${host.number}` } })),
    );
    expect(masqueraded).toHaveLength(2);
    const halves = [...between.map(({ socket }) => tuple(socket)), ...masqueraded];
    expect(halves.length).toBeGreaterThan(60);
    expect(new Set(halves).size).toBe(halves.length);
    const whole = new Set(halves);
    expect(between.map(({ socket }) => mirrored(socket)).filter((half) => !whole.has(half))).toEqual([]);
    const seen = new Set(between.map(({ socket }) => mirrored(socket)));
    expect(masqueraded.filter((half) => !seen.has(half))).toEqual([]);
  });

  it('counts what one end sent as what the other received', () => {
    const byTuple = new Map(sockets.map(({ socket }) => [tuple(socket), socket]));
    for (const { socket } of sockets) {
      const other = byTuple.get(mirrored(socket));
      if (other === undefined || socket.state !== 'established') continue;
      expect([other.bytesSent, other.bytesReceived]).toEqual([socket.bytesReceived, socket.bytesSent]);
    }
  });

  it('lets every connection arrive at a listener of its server', () => {
    const servers = sockets.filter(({ socket }) => socket.remote !== undefined && socket.remote.port >= 32_768);
    expect(servers.length).toBeGreaterThan(30);
    for (const { machine, socket } of servers) {
      const listeners = machine.sockets.filter(({ state, local }) => state === 'listen' && local.port === socket.local.port);
      expect(listeners, `${machine.host.name} ${tuple(socket)}`).not.toEqual([]);
    }
  });

  it('knows the process at both ends of whatever is open', () => {
    for (const { machine, socket } of sockets) {
      const holders = socket.state === 'time-wait' ? 0 : 1;
      expect(socket.owners.length, `${machine.host.name} ${tuple(socket)}`).toBeGreaterThanOrEqual(holders);
      for (const { process } of socket.owners) expect(machine.processes).toContain(process);
    }
  });

  it('gives every process a number of its own and a parent that runs', () => {
    for (const { processes } of machines) {
      const pids = new Set(processes.map(({ pid }) => pid));
      expect(pids.size).toBe(processes.length);
      for (const { ppid, comm } of processes) {
        expect(pids.has(ppid) || ppid === 0).toBe(true);
        expect(comm.length).toBeLessThanOrEqual(15);
      }
    }
  });
});

describe('dependenciesOf', () => {
  const lines = (state: 'before' | 'after') =>
    dependenciesOf(estate(state)).map(
      ({ from, to, protocol, port, state, seenFrom }) => `${from} > ${to} ${protocol}/${port} ${state} ${seenFrom}`,
    );

  it('lists what a map of the shop shows before', () => {
    expect(lines('before')).toEqual([
      '10.77.0.71 > db1/postgresql@15-main tcp/5432 active server',
      '10.88.3.7 > lb1/haproxy tcp/443 active server',
      '10.88.3.7 > mon1/prometheus tcp/9090 active server',
      '10.88.3.7 > report1/reports tcp/8080 active server',
      '198.51.100.140 > lb1/haproxy tcp/443 active server',
      '198.51.100.23 > lb1/haproxy tcp/443 active server',
      '2001:db8:77:1::5 > lb1/haproxy tcp/443 active server',
      '203.0.113.9 > lb1/haproxy tcp/443 active server',
      'app1/shop-api > 203.0.113.80 tcp/443 active client',
      'app1/shop-api > cache1/redis-server tcp/6379 active both',
      'app1/shop-api > db1/postgresql@15-main tcp/5432 active both',
      'app1/shop-api > mq1/rabbitmq-server tcp/5672 active both',
      'app2 > 203.0.113.80 tcp/443 active client',
      'app2/order-worker > db1/postgresql@15-main tcp/5432 active both',
      'app2/order-worker > mq1/rabbitmq-server tcp/5672 active both',
      'app2/shop-api > cache1/redis-server tcp/6379 active both',
      'app2/shop-api > db1/postgresql@15-main tcp/5432 active both',
      'app2/shop-api > db2/postgresql@15-main tcp/5432 active both',
      'app2/shop-api > mq1/rabbitmq-server tcp/5672 active both',
      'db1/pgbackrest > 10.77.9.90 tcp/9000 active client',
      'db2/postgresql@15-main > db1/postgresql@15-main tcp/5432 active both',
      'lb1/haproxy > dns1/unbound udp/53 active client',
      'lb1/haproxy > web1/nginx tcp/80 active both',
      'lb1/haproxy > web2/nginx tcp/80 active both',
      'mon1/prometheus > 10.77.0.71 tcp/9100 active client',
      'mon1/prometheus > 10.77.0.72 tcp/9100 attempted client',
      'mon1/prometheus > app1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > app2/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > cache1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > db1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > db2/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > lb1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > mon1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > mq1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > mq1/rabbitmq-server tcp/15692 active both',
      'mon1/prometheus > report1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > web1/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > web2/prometheus-node-exporter tcp/9100 active both',
      'report1/reports > db1/postgresql@15-main tcp/5432 active both',
      'report1/reports > report1/reports-cache tcp/6379 active both',
      'web1/nginx > app1/shop-api tcp/8080 active both',
      'web1/nginx > app2/shop-api tcp/8080 active both',
      'web2/nginx > app1/shop-api tcp/8080 active both',
      'web2/nginx > app2/shop-api tcp/8080 active both',
    ]);
  });

  it('lists what somebody has changed afterwards', () => {
    const [before, after] = [new Set(lines('before')), new Set(lines('after'))];
    expect([...after].filter((line) => !before.has(line))).toEqual([
      'app1/shop-api > cache2/redis-server tcp/6379 active both',
      'app1/shop-api > search1/opensearch tcp/9200 active both',
      'app2/shop-api > cache2/redis-server tcp/6379 active both',
      'app2/shop-api > search1/opensearch tcp/9200 active both',
      'mon1/prometheus > cache2/prometheus-node-exporter tcp/9100 active both',
      'mon1/prometheus > search1/prometheus-node-exporter tcp/9100 active both',
    ]);
    expect([...before].filter((line) => !after.has(line))).toEqual([
      'app1/shop-api > cache1/redis-server tcp/6379 active both',
      'app2/shop-api > cache1/redis-server tcp/6379 active both',
      'app2/shop-api > db2/postgresql@15-main tcp/5432 active both',
      'lb1/haproxy > web2/nginx tcp/80 active both',
      'mon1/prometheus > web2/prometheus-node-exporter tcp/9100 active both',
      'web2/nginx > app1/shop-api tcp/8080 active both',
      'web2/nginx > app2/shop-api tcp/8080 active both',
    ]);
  });

  it('takes an unanswered try and a connection together for a connection, in either order', () => {
    const { hosts } = estate('before');
    const tries = [flow('web1/nginx', 'app1/shop-api', 8080, { state: 'unanswered' }), flow('web1/nginx', 'app1/shop-api', 8080)];
    for (const flows of [tries, tries.toReversed()]) {
      expect(dependenciesOf({ hosts, flows })).toMatchObject([{ state: 'active', seenFrom: 'both' }]);
    }
  });

  it('leaves out what nobody could see', () => {
    const { hosts } = estate('before');
    expect(dependenciesOf({ hosts, flows: [flow('legacy1/batch', 'old1/anything', 80)] })).toEqual([]);
  });
});

describe('flowEnds', () => {
  it('says which name is wrong', () => {
    const endOf = flowEnds(estate('before').hosts);
    expect(() => endOf('web9/nginx')).toThrow('the estate has no host web9');
    expect(() => endOf('web1/apache')).toThrow('web1 does not run apache');
  });
});
