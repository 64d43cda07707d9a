import { describe, expect, it } from 'vitest';
import { arrows, hostNamed, listen, machine, onlyDependency, run, serviceNamed, snapshotOf, socket } from './build.ts';

const web = machine(1, {
  sockets: [
    listen('0.0.0.0:80', 'nginx/100'),
    socket('10.0.0.1:41000', '10.0.0.2:8080', 'nginx/100', { bytesSent: 10, bytesReceived: 90, rttMs: 0.4 }),
  ],
});
const app = machine(2, {
  sockets: [
    listen('*:8080', 'java/200'),
    socket('10.0.0.2:8080', '10.0.0.1:41000', 'java/200', { bytesSent: 80, bytesReceived: 10 }),
  ],
});

describe('derive', () => {
  it('joins the two halves of a connection into one dependency', () => {
    const { snapshot, witnesses } = run([web, app]);
    expect(arrows(snapshot)).toEqual(['host1/nginx -> host2/java tcp/8080']);
    const dependency = onlyDependency(snapshot);
    expect(dependency).toMatchObject({
      protocol: 'tcp',
      port: 8080,
      state: 'active',
      seenFrom: 'both',
      directionRule: 'own-listener',
      confidence: 0.99,
      connections: 1,
      samples: { seen: 2, total: 2 },
      bytes: 100,
      rttMs: 0.4,
    });
    expect(witnesses.get(dependency.id)).toEqual([
      { target: '10.0.0.1', collector: 'linux.ss', sample: 1, line: 2, side: 'client' },
      { target: '10.0.0.2', collector: 'linux.ss', sample: 1, line: 2, side: 'server' },
    ]);
  });

  it('describes hosts and services', () => {
    const snapshot = snapshotOf([web, app]);
    expect(hostNamed(snapshot, 'host1')).toMatchObject({ addresses: ['10.0.0.1'], macs: ['52:54:00:00:00:01'], kind: 'server' });
    expect(serviceNamed(snapshot, 'host1', 'nginx')).toMatchObject({
      kind: 'both',
      software: 'nginx',
      namedBy: 'executable',
      endpoints: [{ protocol: 'tcp', address: '0.0.0.0', port: 80 }],
      processes: [{ pid: 100, name: 'nginx' }],
    });
  });
});
