import { describe, expect, it } from 'vitest';
import { readProcesses } from '../../src/graph/host-processes.ts';
import { createPresentServices } from '../../src/graph/present-services.ts';
import type { Service } from '../../src/model/snapshot.ts';
import { type VisitOptions, visit } from './build.ts';

type Facts = NonNullable<VisitOptions['facts']>;

const init: Facts[number] = { fact: 'process', pid: 1, name: 'systemd' };

/** What became of the service on a host with these facts, that shows its listeners or does not. */
function find(facts: Facts, before: Partial<Service>, showsListeners = true) {
  const service: Service = {
    id: 'svc-a',
    host: 'host-a',
    name: 'java',
    kind: 'client',
    endpoints: [],
    processes: [{ pid: 3, name: 'java' }],
    namedBy: 'executable',
    ...before,
  };
  return createPresentServices([readProcesses([visit({ facts })])], () => showsListeners).find(0, service);
}

const listening: Partial<Service> = { kind: 'listener', endpoints: [{ protocol: 'tcp', address: '*', port: 80 }] };
const unit: Partial<Service> = { name: 'shop', namedBy: 'unit', unit: 'shop.service', software: 'java' };

describe('a service without sockets', () => {
  it('is there while its process runs, with the processes of now', () => {
    const found = find(
      [init, { fact: 'process', pid: 9, name: 'java', user: 'shop' }, { fact: 'process', pid: 8, name: 'java' }],
      listening,
    );
    expect(found).toMatchObject({
      id: 'svc-a',
      kind: 'client',
      endpoints: [],
      processes: [
        { pid: 8, name: 'java' },
        { pid: 9, name: 'java', user: 'shop' },
      ],
    });
  });

  it('is there while its unit has processes, or waits', () => {
    const running: Facts = [
      init,
      { fact: 'process', pid: 9, name: 'java' },
      { fact: 'cgroup', pid: 9, path: '/system.slice/shop.service' },
    ];
    expect(find(running, unit)).toMatchObject({ processes: [{ pid: 9, name: 'java' }] });
    expect(find([init, { fact: 'unit', name: 'shop.service', active: 'inactive' }], unit)).toMatchObject({ processes: [] });
  });

  it('is gone where all processes are listed and none is its own', () => {
    expect(find([init], {})).toBe('gone');
    expect(find([init], unit)).toBe('gone');
    expect(find([init, { fact: 'cgroup', pid: 1, path: '/init.scope' }, { fact: 'process', pid: 9, name: 'java' }], unit)).toBe(
      'gone',
    );
  });

  it('is not known to be gone where the processes are not all listed', () => {
    expect(find([], {})).toBe('unknown');
    expect(find([{ fact: 'process', pid: 77, name: 'bash' }], {})).toBe('unknown');
  });

  it('is not known to be gone where a process of its program runs and nobody knows for whom', () => {
    expect(find([init, { fact: 'process', pid: 9, name: 'java' }], unit)).toBe('unknown');
  });

  it('is gone with its listener where listeners are shown', () => {
    expect(find([], listening)).toBe('gone');
    expect(find([], listening, false)).toBe('unknown');
  });

  it('is gone with its port where that is all that was known of it', () => {
    const port: Partial<Service> = { ...listening, name: 'tcp/80', namedBy: 'port', processes: [] };
    expect(find([init], port)).toBe('gone');
    expect(find([init], port, false)).toBe('unknown');
  });

  it('is not known to be gone on a host nobody looked at', () => {
    const service: Service = {
      id: 'svc-a',
      host: 'h',
      name: 'x',
      kind: 'client',
      endpoints: [],
      processes: [],
      namedBy: 'executable',
    };
    expect(createPresentServices([], () => true).find(0, service)).toBe('unknown');
  });
});
