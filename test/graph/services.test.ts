import { describe, expect, it } from 'vitest';
import type { SocketFact } from '../../src/model/fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Service, Snapshot } from '../../src/model/snapshot.ts';
import { arrows, header, listen, machine, secondScan, serviceNamed, snapshotOf, socket, timeWait } from './build.ts';

const container = '3f2a9c1b22aa4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6';

type Facts = Observation['facts'];

const one = (sockets: readonly SocketFact[], facts: Facts = []): Snapshot => snapshotOf([machine(1, { sockets, facts })]);

const servicesOf = (sockets: readonly SocketFact[], facts: Facts = []): readonly Service[] => one(sockets, facts).services;

const process = (pid: number, name: string, args?: string, user?: string): Facts[number] => ({
  fact: 'process',
  pid,
  name,
  ...(args === undefined ? {} : { args }),
  ...(user === undefined ? {} : { user }),
});

const cgroup = (pid: number, path: string): Facts[number] => ({ fact: 'cgroup', pid, path });

describe('what a service is named by', () => {
  it('is the container before the unit around it', () => {
    expect(servicesOf([listen('*:80', 'nginx/5', { cgroup: `/system.slice/docker-${container}.scope` })])).toMatchObject([
      { name: '3f2a9c1b22aa', container: '3f2a9c1b22aa', namedBy: 'container', software: 'nginx' },
    ]);
  });

  it('is the unit before the script', () => {
    const [service] = servicesOf(
      [listen('*:8080', 'java/5')],
      [process(5, 'java', 'java -jar shop.jar', 'shop'), cgroup(5, '/system.slice/shop.service')],
    );
    expect(service).toMatchObject({
      name: 'shop',
      unit: 'shop.service',
      namedBy: 'unit',
      software: 'java',
      processes: [{ pid: 5, name: 'java', user: 'shop' }],
    });
  });

  it('keeps the instance of a template', () => {
    const path = '/system.slice/system-postgresql.slice/postgresql@15-main.service';
    expect(servicesOf([listen('*:5432', 'postgres/5', { cgroup: path })])).toMatchObject([
      { name: 'postgresql@15-main', unit: 'postgresql@15-main.service', software: 'postgres' },
    ]);
  });

  it('is the script before the interpreter', () => {
    expect(servicesOf([listen('*:8080', 'java/5')], [process(5, 'java', 'java -Xmx1g -jar /opt/shop.jar')])).toMatchObject([
      { name: 'shop.jar', namedBy: 'script', software: 'java' },
    ]);
  });

  it('is the executable where a session started it', () => {
    const session = { cgroup: '/user.slice/user-1000.slice/session-3.scope' };
    expect(servicesOf([listen('*:8080', 'caddy/5', session)])).toMatchObject([{ name: 'caddy', namedBy: 'executable' }]);
  });

  it('is the port where nothing else is known', () => {
    expect(servicesOf([listen('0.0.0.0:5432'), listen('[::]:5432')])).toEqual([
      {
        id: expect.stringMatching(/^svc-/),
        host: expect.stringMatching(/^host-/),
        name: 'tcp/5432',
        kind: 'listener',
        endpoints: [
          { protocol: 'tcp', address: '0.0.0.0', port: 5432 },
          { protocol: 'tcp', address: '::', port: 5432 },
        ],
        processes: [],
        namedBy: 'port',
      },
    ]);
  });

  it('tells two programs of one interpreter apart', () => {
    const facts = [process(5, 'node', 'node /srv/shop/server.js'), process(6, 'node', 'node /srv/admin/server.js')];
    expect(
      servicesOf([listen('*:3000', 'node/5'), listen('*:3001', 'node/6')], facts)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['admin/server.js', 'shop/server.js']);
  });

  it('does not grow with what a host says', () => {
    const [service] = servicesOf([listen('*:80', 'nginx/5')], [process(5, 'python3', `python3 /opt/${'x'.repeat(5000)}.py`)]);
    expect(service?.name.length).toBeLessThanOrEqual(200);
  });
});

describe('who holds a socket', () => {
  it('is the daemon, where the service manager holds it too', () => {
    expect(servicesOf([listen('*:22', 'systemd/1 sshd/700')])).toMatchObject([
      { name: 'sshd', processes: [{ pid: 700, name: 'sshd' }] },
    ]);
  });

  it('is the port, where only the service manager does', () => {
    const [service] = servicesOf([listen('*:22', 'systemd/1', { cgroup: '/init.scope' })]);
    expect(service).toMatchObject({ name: 'tcp/22', namedBy: 'port', processes: [{ pid: 1, name: 'systemd' }] });
    expect(service).not.toHaveProperty('software');
  });

  it('may be process 1 of a container', () => {
    expect(servicesOf([listen('*:80', 'nginx/1 nginx/8')])).toMatchObject([
      {
        name: 'nginx',
        processes: [
          { pid: 1, name: 'nginx' },
          { pid: 8, name: 'nginx' },
        ],
      },
    ]);
  });

  it('is known by the control group without root, with the main process of the unit', () => {
    const facts: Facts = [
      { fact: 'unit', name: 'nginx.service', active: 'active', mainPid: 90 },
      process(90, 'nginx', 'nginx: master process', 'root'),
      process(91, 'nginx', 'nginx: worker process', 'www-data'),
    ];
    expect(
      servicesOf([listen('*:80', undefined, { cgroup: '/system.slice/nginx.service', uid: 0, inode: 5 })], facts),
    ).toMatchObject([
      { name: 'nginx', namedBy: 'unit', software: 'nginx', processes: [{ pid: 90, name: 'nginx', user: 'root' }] },
    ]);
  });

  it('is known by the control group alone, and nothing is invented', () => {
    const [service] = servicesOf([listen('*:80', undefined, { cgroup: '/system.slice/nginx.service' })]);
    expect(service).toMatchObject({ name: 'nginx', unit: 'nginx.service', processes: [] });
    expect(service).not.toHaveProperty('software');
  });

  it('lists all processes of one socket by pid, once', () => {
    const [service] = servicesOf([listen('*:80', 'nginx/12 nginx/10 nginx/11'), listen('*:443', 'nginx/11 nginx/10')]);
    expect(service?.processes.map(({ pid }) => pid)).toEqual([10, 11, 12]);
  });

  it('does not list the workers that serve one connection each', () => {
    const backends = Array.from({ length: 50 }, (_, number) =>
      socket('10.0.0.1:5432', `10.0.0.2:${40000 + number}`, `postgres/${1000 + number}`, {
        cgroup: '/system.slice/postgresql.service',
      }),
    );
    const service = serviceNamed(
      one([...backends, listen('*:5432', 'postgres/500', { cgroup: '/system.slice/postgresql.service' })]),
      'host1',
      'postgresql',
    );
    expect(service.processes).toEqual([{ pid: 500, name: 'postgres' }]);
  });

  it('lists one process of every other program of a service', () => {
    const unit = { cgroup: '/system.slice/gitlab.service' };
    const sockets = [
      listen('*:80', 'nginx/10', unit),
      socket('10.0.0.1:40001', '10.0.0.2:5432', 'ruby/31', unit),
      socket('10.0.0.1:40002', '10.0.0.2:5432', 'ruby/30', unit),
    ];
    expect(serviceNamed(one(sockets), 'host1', 'gitlab')).toMatchObject({
      kind: 'both',
      processes: [
        { pid: 10, name: 'nginx' },
        { pid: 30, name: 'ruby' },
      ],
    });
  });

  it('is the listener for what was accepted on it, whoever serves it', () => {
    const session = { cgroup: '/user.slice/user-0.slice/session-7.scope' };
    const sockets = [
      listen('*:22', 'sshd/700', { cgroup: '/system.slice/ssh.service' }),
      socket('10.0.0.1:22', '10.0.0.9:50000', 'sshd/9000', session),
    ];
    const snapshot = one(sockets);
    expect(arrows(snapshot)).toEqual(['10.0.0.9/? -> host1/ssh tcp/22']);
    expect(snapshot.services.filter(({ processes }) => processes.length > 0)).toHaveLength(1);
  });

  it("is the process at a server's end where its listener is gone", () => {
    const sockets = [40001, 40002].map((port) => socket('10.0.0.1:7777', `10.0.0.9:${port}`, 'legacy/8'));
    expect(arrows(one(sockets))).toEqual(['10.0.0.9/? -> host1/legacy tcp/7777']);
  });
});

describe('which services there are', () => {
  it('are those that listen or call out', () => {
    const sockets = [listen('127.0.0.1:6379', 'redis-server/5'), socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/6')];
    const snapshot = one(sockets, [process(7, 'idle')]);
    expect(snapshot.services.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      'java client',
      'redis-server listener',
      'tcp/5432 listener',
    ]);
  });

  it('are not made of connections that belong to nobody any more', () => {
    expect(servicesOf([timeWait('10.0.0.1:40000', '10.0.0.2:5432')]).map(({ name }) => name)).toEqual(['tcp/5432']);
  });

  it('listen on UDP where the port is not one of a client', () => {
    const udp = { protocol: 'udp' } as const;
    const sockets = [listen('*:53', 'named/5', udp), listen('*:51820', 'wg/6', udp), listen('*:41234', 'named/5', udp)];
    expect(
      servicesOf(sockets)
        .flatMap(({ endpoints }) => endpoints.map(({ protocol, port }) => `${protocol}/${port}`))
        .sort(),
    ).toEqual(['udp/51820', 'udp/53']);
  });

  it('have no endpoint where the port has a name nobody can turn into a number', () => {
    const named: SocketFact = {
      fact: 'socket',
      protocol: 'tcp',
      state: 'listen',
      local: { address: '*', portName: 'shop' },
      processes: [],
    };
    expect(servicesOf([named])).toEqual([]);
  });

  it('do not depend on themselves', () => {
    const sockets = [
      listen('*:4369', 'beam/5'),
      socket('127.0.0.1:40000', '127.0.0.1:4369', 'beam/5'),
      socket('127.0.0.1:4369', '127.0.0.1:40000', 'beam/5'),
    ];
    const snapshot = one(sockets);
    expect(snapshot.dependencies).toEqual([]);
    expect(snapshot.services).toHaveLength(1);
  });
});

describe('the id of a service', () => {
  const later = { ...header, id: '2', takenAt: secondScan };
  const next = (prior: Snapshot, sockets: readonly SocketFact[], facts: Facts = []): Snapshot =>
    snapshotOf([machine(1, { at: secondScan, sockets, facts })], { header: later, prior });
  const idOf = (snapshot: Snapshot, name: string): string => serviceNamed(snapshot, 'host1', name).id;

  it('persists through a restart', () => {
    const prior = one([listen('*:80', 'nginx/5')]);
    expect(idOf(next(prior, [listen('*:80', 'nginx/99')]), 'nginx')).toBe(idOf(prior, 'nginx'));
  });

  it('persists when it listens elsewhere', () => {
    const prior = one([listen('*:80', 'nginx/5')]);
    expect(idOf(next(prior, [listen('*:8080', 'nginx/5')]), 'nginx')).toBe(idOf(prior, 'nginx'));
  });

  it('persists when its process becomes known', () => {
    const prior = one([listen('0.0.0.0:5432'), listen('[::]:5432')]);
    expect(idOf(next(prior, [listen('*:5432', 'postgres/5')]), 'postgres')).toBe(idOf(prior, 'tcp/5432'));
  });

  it('persists when its process is no longer known, and the name is not brought back', () => {
    const prior = one([listen('*:5432', 'postgres/5')]);
    const snapshot = next(prior, [listen('*:5432')]);
    expect(snapshot.services).toMatchObject([{ id: idOf(prior, 'postgres'), name: 'tcp/5432', namedBy: 'port', processes: [] }]);
    expect(snapshot.services[0]).not.toHaveProperty('software');
  });

  it('persists there and back again', () => {
    const first = one([listen('*:5432', 'postgres/5')]);
    const second = next(first, [listen('*:5432')]);
    expect(idOf(next(second, [listen('*:5432', 'postgres/8')]), 'postgres')).toBe(idOf(first, 'postgres'));
  });

  it('persists when the program gets a unit, or a new container', () => {
    const first = one([listen('*:80', 'nginx/5')]);
    const second = next(first, [listen('*:80', 'nginx/5', { cgroup: '/system.slice/web.service' })]);
    expect(idOf(second, 'web')).toBe(idOf(first, 'nginx'));
    const third = next(second, [listen('*:80', 'nginx/5', { cgroup: `/docker/${container}` })]);
    expect(idOf(third, '3f2a9c1b22aa')).toBe(idOf(first, 'nginx'));
  });

  it('is another one for another program on the port', () => {
    const prior = one([listen('*:80', 'nginx/5')]);
    expect(idOf(next(prior, [listen('*:80', 'haproxy/5')]), 'haproxy')).not.toBe(idOf(prior, 'nginx'));
  });

  it('is given once, also where a bare port comes back beside the service that took it over', () => {
    const first = one([listen('*:5432')]);
    const second = next(first, [listen('*:5432', 'postgres/5')]);
    const third = next(second, [listen('*:5433', 'postgres/5'), listen('*:5432')]);
    expect(idOf(third, 'postgres')).toBe(idOf(first, 'tcp/5432'));
    expect(idOf(third, 'tcp/5432')).not.toBe(idOf(first, 'tcp/5432'));
  });

  it('differs from host to host', () => {
    const snapshot = snapshotOf([1, 2].map((number) => machine(number, { sockets: [listen('*:80', 'nginx/5')] })));
    expect(new Set(snapshot.services.map(({ id }) => id)).size).toBe(2);
  });
});
