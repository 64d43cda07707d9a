import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexEstate, serviceName } from '../../src/analysis/estate.ts';
import { type Node, nodeName, select } from '../../src/analysis/select.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { someSnapshot } from './arbitrary-snapshot.ts';
import { host, service, shop, snapshot } from './build-snapshot.ts';

function found(text: string, estate: Snapshot = shop): string {
  const selection = select(indexEstate(estate), text);
  if (selection.kind !== 'found') return selection.kind;
  return selection.node.kind === 'host' ? selection.node.host.id : selection.node.service.id;
}

describe('select', () => {
  it.each([
    ['h-web1', 'h-web1'],
    ['web1', 'h-web1'],
    ['WEB1', 'h-web1'],
    ['www.example.com', 'h-web1'],
    ['10.0.0.1', 'h-web1'],
    ['2001:db8::1', 'h-web1'],
    ['2001:DB8:0:0::1', 'h-web1'],
    ['[2001:db8::1]', 'h-web1'],
    ['db1', 'h-db1'],
    ['db1.example.com', 'h-db1'],
    ['10.0.0.2:2222', 'h-app1'],
    ['laptop', 'h-laptop'],
  ])('finds a host by %s', (text, id) => {
    expect(found(text)).toBe(id);
  });

  it.each([
    ['s-web1/nginx', 's-web1/nginx'],
    ['web1/nginx', 's-web1/nginx'],
    ['web1/nginx.service', 's-web1/nginx'],
    ['10.0.0.1/nginx', 's-web1/nginx'],
    ['web1:443', 's-web1/nginx'],
    ['[2001:db8::1]:443', 's-web1/nginx'],
    ['10.0.0.3:5432', 's-db1/postgresql'],
    ['db1/postgresql@15-main', 's-db1/postgresql'],
    ['app1/java', 's-app1/shop'],
    ['postgresql', 's-db1/postgresql'],
  ])('finds a service by %s', (text, id) => {
    expect(found(text)).toBe(id);
  });

  it.each([
    '',
    '/',
    ':',
    'web1/',
    '/nginx',
    'web1:',
    ':80',
    'web1:99999',
    'web1:22',
    '10',
    '10.0.0',
    '::',
    'h-',
    '%',
    '[',
    '[]:1',
  ])('does not take %j for anything', (text) => {
    expect(found(text)).toBe('unknown');
  });

  it('prefers the host where a host and a service have one name', () => {
    const estate = snapshot({ hosts: [host('redis'), host('web1')], services: [service('web1/redis')] });
    expect(found('redis', estate)).toBe('h-redis');
    expect(found('web1/redis', estate)).toBe('s-web1/redis');
  });

  it('takes a port for the service before it takes it for the target the host was reached by', () => {
    const estate = snapshot({ hosts: [host('web1', { targets: ['web1:22'] })], services: [service('web1/sshd', [22])] });
    expect(found('web1:22', estate)).toBe('s-web1/sshd');
  });

  it('finds a host by an address it once had, unless another has it now', () => {
    const moved = host('db1', { addresses: ['10.1.0.3'], formerAddresses: ['10.0.0.3', '10.0.0.4'] });
    const estate = snapshot({ hosts: [moved, host('new', { addresses: ['10.0.0.4'] })] });
    expect(found('10.0.0.3', estate)).toBe('h-db1');
    expect(found('10.0.0.4', estate)).toBe('h-new');
  });

  it('prefers a whole name to the first label of another', () => {
    const estate = snapshot({ hosts: [host('db'), host('db.example.com')] });
    expect(found('db', estate)).toBe('h-db');
  });

  it('names every candidate where several nodes go by one name', () => {
    const estate = indexEstate(
      snapshot({
        hosts: [host('clone', { id: 'h-1' }), host('clone', { id: 'h-2' }), host('a'), host('b')],
        services: [service('a/redis', [6379]), service('b/redis', [6379])],
      }),
    );
    const ids = (text: string): string[] => {
      const selection = select(estate, text);
      if (selection.kind !== 'ambiguous') return [selection.kind];
      return selection.candidates.map((node) => (node.kind === 'host' ? node.host.id : node.service.id));
    };
    expect(ids('clone')).toEqual(['h-1', 'h-2']);
    expect(ids('redis')).toEqual(['s-a/redis', 's-b/redis']);
  });

  it('suggests what somebody may have meant', () => {
    const suggestions = (text: string): readonly string[] => {
      const selection = select(indexEstate(shop), text);
      return selection.kind === 'unknown' ? selection.suggestions : [];
    };
    expect(suggestions('wbe1')).toContain('web1');
    expect(suggestions('web1/ngnix')).toContain('web1/nginx');
    expect(suggestions('10.0.0.4')).toContain('10.0.0.1');
    expect(suggestions('zzzzzzzzzz')).toEqual([]);
  });

  it('finds every node by each of its handles, or says that several go by it', () => {
    const sameNode = (a: Node, b: Node): boolean =>
      a.kind === 'host' ? b.kind === 'host' && a.host.id === b.host.id : b.kind === 'service' && a.service.id === b.service.id;
    fc.assert(
      fc.property(someSnapshot, (random) => {
        const estate = indexEstate(random);
        const expectFound = (text: string, wanted: Node): void => {
          const selection = select(estate, text);
          if (selection.kind === 'found') expect(nodeName(estate, selection.node)).toBe(nodeName(estate, wanted));
          else if (selection.kind === 'ambiguous') expect(selection.candidates.some((node) => sameNode(node, wanted))).toBe(true);
          else expect.fail(`${text} is unknown`);
        };
        for (const one of random.hosts) {
          const node = { kind: 'host', host: one } as const;
          for (const text of [one.id, one.name, ...one.names, ...one.addresses]) expectFound(text, node);
        }
        for (const one of random.services) {
          const at = estate.hosts.get(one.host) ?? expect.fail('no host');
          const node = { kind: 'service', host: at, service: one } as const;
          for (const text of [one.id, serviceName(estate, one), `${at.id}/${one.name}`]) expectFound(text, node);
        }
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    const estate = indexEstate(shop);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('[', ']', ':', '/', '%', '1', 'f') })), (text) => {
        expect(['found', 'ambiguous', 'unknown']).toContain(select(estate, text).kind);
      }),
    );
  });
});
