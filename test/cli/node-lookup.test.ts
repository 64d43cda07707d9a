import { describe, expect, it } from 'vitest';
import { indexEstate } from '../../src/analysis/estate.ts';
import { findNode } from '../../src/cli/node-lookup.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { host, service, shop, snapshot } from '../analysis/build-snapshot.ts';

describe('looking a node up', () => {
  it('gives the one meant', () => {
    expect(findNode(indexEstate(shop), '10.0.0.3:5432')).toMatchObject({ kind: 'service', service: { id: 's-db1/postgresql' } });
  });

  it('takes the beginning of a service of a host for the one that begins so, and says so', () => {
    const remarks: string[] = [];
    const find = (text: string) => findNode(indexEstate(shop), text, (remark) => remarks.push(remark));
    expect(find('db1/Postgres')).toMatchObject({ kind: 'service', service: { id: 's-db1/postgresql' } });
    expect(remarks).toEqual(['db1/Postgres is taken for db1.example.com/postgresql']);
    expect(find('db1/postgresql')).toMatchObject({ service: { id: 's-db1/postgresql' } });
    expect(remarks).toHaveLength(1);
    for (const text of ['db1/', 'db1/x', 'postgres', '/postgres']) expect(() => find(text)).toThrow(UsageError);
  });

  it('never guesses between two that begin alike', () => {
    const services = [service('a/redis-1'), service('a/redis-2'), service('a/redis', [], { id: 's-exact' })];
    const estate = indexEstate(snapshot({ hosts: [host('a')], services }));
    expect(findNode(estate, 'a/redis')).toMatchObject({ service: { id: 's-exact' } });
    expect(() => findNode(estate, 'a/redis-')).toThrow(/2 nodes go by that; give one of them: a\/redis-1, a\/redis-2$/);
  });

  it('says what somebody may have meant', () => {
    const find = (text: string) => () => findNode(indexEstate(shop), text);
    expect(find('wbe1')).toThrow(new UsageError('wbe1: nothing on the map goes by that; did you mean web1?'));
    expect(find('mainframe')).toThrow(/mainframe: nothing on the map goes by that; see map hosts and map services/);
  });

  it('names those that can be typed by their names, in an order that does not change', () => {
    const estate = indexEstate(snapshot({ hosts: [host('a'), host('b')], services: [service('a/x'), service('b/x')] }));
    expect(() => findNode(estate, 'x')).toThrow('x: 2 nodes go by that; give one of them: a/x, b/x');
  });

  it('asks which one of several, with what tells them apart', () => {
    const clones = Array.from({ length: 7 }, (_, index) => host('clone', { id: `h-${index}`, addresses: [`10.0.0.${index}`] }));
    expect(() => findNode(indexEstate(snapshot({ hosts: clones })), 'clone')).toThrow(
      'clone: 7 nodes go by that; give one of them: h-0 (clone, 10.0.0.0), h-1 (clone, 10.0.0.1), h-2 (clone, 10.0.0.2), ' +
        'h-3 (clone, 10.0.0.3), h-4 (clone, 10.0.0.4), and 2 more',
    );
    const both = snapshot({ hosts: [host('a'), host('b')], services: [service('a/redis'), service('b/redis')] });
    expect(() => findNode(indexEstate(both), 'redis')).toThrow('give one of them: a/redis, b/redis');
  });
});
