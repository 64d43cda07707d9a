import { describe, expect, it } from 'vitest';
import { assignServiceIds, type NamelessService, sharesEndpoint } from '../../src/graph/service-ids.ts';
import type { NamedBy, Service } from '../../src/model/snapshot.ts';

interface Options {
  readonly namedBy?: NamedBy;
  readonly software?: string;
  /** `*:80`, `10.0.0.1:5432`; `udp *:53`. */
  readonly at?: readonly string[];
}

const endpoints = (at: readonly string[] = []) =>
  at.map((text) => {
    const [protocol, place] = text.includes(' ') ? text.split(' ') : ['tcp', text];
    const colon = (place ?? '').lastIndexOf(':');
    return { protocol: protocol ?? 'tcp', address: (place ?? '').slice(0, colon), port: Number((place ?? '').slice(colon + 1)) };
  });

const now = (name: string, { namedBy = 'executable', software, at }: Options = {}): NamelessService => ({
  host: 'host-1',
  name,
  kind: 'listener',
  endpoints: endpoints(at),
  processes: [],
  namedBy,
  ...(software === undefined ? {} : { software }),
  ...(namedBy === 'unit' ? { unit: `${name}.service` } : {}),
  ...(namedBy === 'container' ? { container: name } : {}),
});

const port = (number: number, ...at: string[]): NamelessService =>
  now(`tcp/${number}`, { namedBy: 'port', at: at.length > 0 ? at : [`*:${number}`] });

const known = (id: string, service: NamelessService): Service => ({ id, ...service });

const assign = (services: readonly NamelessService[], earlier: readonly Service[] = []) =>
  assignServiceIds('host-1', services, earlier);

describe('assignServiceIds', () => {
  it('gives new services ids of their own, the same every time', () => {
    const services = [now('nginx'), now('redis'), port(22)];
    const { ids, successors } = assign(services);
    expect(new Set(ids).size).toBe(3);
    expect(assign(services).ids).toEqual(ids);
    expect(assignServiceIds('host-2', services, []).ids).not.toEqual(ids);
    expect(successors.size).toBe(0);
  });

  it('goes by the name first, wherever it listens', () => {
    const { ids, successors } = assign([now('nginx', { at: ['*:8080'] })], [known('svc-a', now('nginx', { at: ['*:80'] }))]);
    expect(ids).toEqual(['svc-a']);
    expect(successors).toEqual(new Map([['svc-a', 'svc-a']]));
  });

  it('tells a unit from an executable of the same name, unless they listen at one place', () => {
    const unit = now('nginx', { namedBy: 'unit', software: 'nginx', at: ['*:80'] });
    expect(assign([unit], [known('svc-a', now('nginx', { software: 'nginx', at: ['*:80'] }))]).ids).toEqual(['svc-a']);
    expect(assign([unit], [known('svc-a', now('nginx', { software: 'nginx', at: ['*:81'] }))]).ids).not.toEqual(['svc-a']);
  });

  it('goes by the endpoints where one side has no name', () => {
    expect(assign([now('postgres', { at: ['*:5432'] })], [known('svc-a', port(5432, '10.0.0.1:5432'))]).ids).toEqual(['svc-a']);
    expect(assign([port(5432, '10.0.0.1:5432')], [known('svc-a', now('postgres', { at: ['0.0.0.0:5432'] }))]).ids).toEqual([
      'svc-a',
    ]);
  });

  it('does not go by endpoints on different addresses or protocols', () => {
    expect(assign([port(53, '10.0.0.1:53')], [known('svc-a', now('x', { at: ['10.0.0.2:53'] }))]).ids).not.toEqual(['svc-a']);
    expect(assign([port(53)], [known('svc-a', now('x', { at: ['udp *:53'] }))]).ids).not.toEqual(['svc-a']);
  });

  it('does not take another program on the port for the same service', () => {
    const other = known('svc-a', now('nginx', { software: 'nginx', at: ['*:80'] }));
    expect(assign([now('haproxy', { software: 'haproxy', at: ['*:80'] })], [other]).ids).not.toEqual(['svc-a']);
    expect(assign([now('haproxy', { at: ['*:80'] })], [other]).ids).not.toEqual(['svc-a']);
  });

  it('prefers what shares more endpoints, then the first id', () => {
    const earlier = [known('svc-a', port(80)), known('svc-b', now('x', { software: 'w', at: ['*:80', '*:443'] }))];
    expect(assign([now('web', { software: 'w', at: ['*:80', '*:443'] })], earlier).ids).toEqual(['svc-b']);
    const ports = [known('svc-d', port(443)), known('svc-c', port(80))];
    expect(assign([now('web', { at: ['*:80', '*:443'] })], ports).ids).toEqual(['svc-c']);
  });

  it('makes one service the successor of all bare ports it turned out to be', () => {
    const { ids, successors } = assign(
      [now('web', { at: ['*:80', '*:443'] })],
      [known('svc-c', port(80)), known('svc-d', port(443))],
    );
    expect(ids).toEqual(['svc-c']);
    expect(successors).toEqual(
      new Map([
        ['svc-c', 'svc-c'],
        ['svc-d', 'svc-c'],
      ]),
    );
  });

  it('gives an id once where one service turned out to be several', () => {
    const { ids } = assign([port(80), port(443)], [known('svc-a', now('web', { at: ['*:80', '*:443'] }))]);
    expect(ids[0]).toBe('svc-a');
    expect(ids[1]).not.toBe('svc-a');
  });

  it('does not give a new service the id of one that is gone', () => {
    const [id = ''] = assign([port(80)]).ids;
    expect(assign([port(80)], [known(id, now('nginx', { at: ['*:81'] }))]).ids).not.toEqual([id]);
  });
});

describe('sharesEndpoint', () => {
  it.each([
    ['*:80', '10.0.0.1:80', true],
    ['0.0.0.0:80', ':::80', true],
    ['10.0.0.1:80', '10.0.0.1:80', true],
    ['10.0.0.1:80', '10.0.0.2:80', false],
    ['*:80', '*:81', false],
    ['*:80', 'udp *:80', false],
  ])('%s and %s: %s', (a, b, shares) => {
    expect(sharesEndpoint(endpoints([a]), endpoints([b]))).toBe(shares);
    expect(sharesEndpoint(endpoints([b]), endpoints([a]))).toBe(shares);
  });
});
