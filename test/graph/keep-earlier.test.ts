import { describe, expect, it } from 'vitest';
import type { EarlierDependency } from '../../src/graph/dependency-ids.ts';
import { keepEarlier, type Present } from '../../src/graph/keep-earlier.ts';
import type { Dependency, DirectionRule, Service } from '../../src/model/snapshot.ts';

const service = (id: string, host: string, ports: readonly number[] = [], more: Partial<Service> = {}): Service => ({
  id,
  host,
  name: id,
  kind: ports.length > 0 ? 'listener' : 'client',
  endpoints: ports.map((port) => ({ protocol: 'tcp', address: '*', port })),
  processes: [],
  namedBy: 'executable',
  ...more,
});

const client = service('app', 'a');
const server = service('db', 'b', [5432]);

function earlier(more: Partial<Dependency> = {}): EarlierDependency {
  const before: Dependency = {
    id: 'dep-1',
    from: { host: 'a', service: 'app' },
    to: { host: 'b', service: 'db' },
    protocol: 'tcp',
    port: 5432,
    state: 'active',
    seenFrom: 'both',
    directionRule: 'own-listener',
    confidence: 0.99,
    connections: 3,
    samples: { seen: 1, total: 1 },
    firstSeen: '2026-03-01T10:00:00.000Z',
    lastSeen: '2026-03-01T10:00:00.000Z',
    via: [],
    ...more,
  };
  const { from, to, protocol, port } = before;
  return { before, ends: { from, to, protocol, port } };
}

interface Now {
  readonly fresh?: readonly string[];
  readonly services?: readonly Service[];
  readonly before?: readonly Service[];
  readonly found?: Service | 'gone' | 'unknown';
  readonly blind?: boolean;
}

function present({ fresh = ['a', 'b'], services = [], before = [client, server], found = 'gone', blind = false }: Now): Present {
  const byId = (all: readonly Service[]) => new Map(all.map((item) => [item.id, item]));
  return {
    freshNode: (host) => (fresh.includes(host) ? 0 : undefined),
    lookedInside: () => false,
    showsListeners: () => !blind,
    services: byId(services),
    servicesOn: (host) => services.filter((item) => item.host === host),
    earlierServices: byId(before),
    sockets: { find: () => found },
  };
}

/** What is kept of one dependency: `gone`, `silent`, or `stands`. */
function fate(dependency: EarlierDependency, now: Now): string {
  const { dependencies } = keepEarlier([dependency], [], present(now));
  const [kept] = dependencies;
  if (kept === undefined) return 'gone';
  return kept.silent === true ? 'silent' : 'stands';
}

describe('keepEarlier', () => {
  it('makes silent what both ends could have shown', () => {
    expect(fate(earlier(), { services: [client, server] })).toBe('silent');
  });

  it.each([[['a']], [['b']], [[]]])('lets stand what one end could not have shown (fresh: %j)', (fresh) => {
    expect(fate(earlier(), { fresh, services: [client, server] })).toBe('stands');
    expect(fate(earlier({ silent: true }), { fresh, services: [client, server] })).toBe('silent');
  });

  it('drops what has lost its client or server on a host that was looked at', () => {
    expect(fate(earlier(), { services: [server] })).toBe('gone');
    expect(fate(earlier(), { services: [client] })).toBe('gone');
    expect(fate(earlier(), { services: [server], fresh: ['a'] })).toBe('gone');
  });

  it('keeps what has lost them on a host that was not', () => {
    const kept = keepEarlier([earlier()], [], present({ fresh: [] }));
    expect(kept.dependencies).toEqual([earlier().before]);
    expect(kept.services).toEqual([client, server]);
  });

  it('keeps a service that is there without sockets', () => {
    const idle = service('app', 'a', [], { processes: [{ pid: 7 }] });
    const kept = keepEarlier([earlier()], [], present({ services: [server], found: idle }));
    expect(kept.dependencies).toMatchObject([{ id: 'dep-1', silent: true }]);
    expect(kept.services).toEqual([idle]);
  });

  it('keeps a service as it was where its host cannot tell', () => {
    const kept = keepEarlier([earlier()], [], present({ services: [server], found: 'unknown' }));
    expect(kept.services).toEqual([client]);
  });

  it('drops what the server no longer listens for, if that was ever seen', () => {
    const moved = { services: [client, service('db', 'b', [5433])] };
    expect(fate(earlier(), moved)).toBe('gone');
    expect(fate(earlier({ directionRule: 'peer-listener' }), moved)).toBe('gone');
    expect(fate(earlier({ directionRule: 'ephemeral-range' }), moved)).toBe('silent');
    expect(fate(earlier(), { ...moved, blind: true })).toBe('silent');
    expect(fate(earlier(), { ...moved, fresh: ['a'] })).toBe('stands');
  });

  it.each<[DirectionRule, number, string]>([
    ['fan-in', 30080, 'silent'],
    ['ephemeral-range', 30080, 'silent'],
    ['syn-state', 45000, 'silent'],
    ['lower-port', 45000, 'gone'],
    ['fan-in', 45000, 'gone'],
  ])('keeps a port that is forwarded, and drops one that was only guessed (%s, %i)', (directionRule, port, expected) => {
    const forwarded = service('tcp/x', 'b', [port], { namedBy: 'port' });
    const dependency = earlier({ to: { host: 'b', service: 'tcp/x' }, directionRule, port });
    expect(fate(dependency, { services: [client], before: [client, forwarded] })).toBe(expected);
  });

  it('drops what has nothing behind its port on a host that shows its listeners', () => {
    const vain = earlier({ to: { host: 'b' }, state: 'attempted', directionRule: 'syn-state' });
    expect(fate(vain, { services: [client] })).toBe('gone');
    expect(fate(vain, { services: [client], blind: true })).toBe('silent');
    expect(fate(vain, { services: [client, server] })).toBe('silent');
    expect(fate(vain, { services: [client], fresh: ['a'] })).toBe('stands');
  });

  it('needs no client to be known', () => {
    expect(fate(earlier({ from: { host: 'a' } }), { services: [server] })).toBe('silent');
  });

  it('drops what refers to a service nobody ever knew', () => {
    expect(fate(earlier({ from: { host: 'a', service: 'svc-x' } }), { services: [server] })).toBe('gone');
  });

  it('leaves out what is seen, by its id or by its ends', () => {
    const now = present({ services: [client, server] });
    expect(keepEarlier([earlier()], [{ ...earlier().before, to: { host: 'c' } }], now).dependencies).toEqual([]);
    expect(keepEarlier([earlier()], [{ ...earlier().before, id: 'dep-2' }], now).dependencies).toEqual([]);
    expect(keepEarlier([earlier()], [{ ...earlier().before, id: 'dep-2', port: 1 }], now).dependencies).toHaveLength(1);
  });

  it('keeps one of two whose ends have become the same', () => {
    const kept = keepEarlier([earlier(), earlier({ id: 'dep-9' })], [], present({ services: [client, server] }));
    expect(kept.dependencies.map(({ id }) => id)).toEqual(['dep-1']);
  });
});
