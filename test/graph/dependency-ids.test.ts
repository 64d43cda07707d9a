import { describe, expect, it } from 'vitest';
import { type Ends, endsKey, hostsKey, makeDependencyId, matchDependencies } from '../../src/graph/dependency-ids.ts';
import type { Dependency } from '../../src/model/snapshot.ts';

/** `web/nginx -> db/postgres 5432`; a service may be left out. */
function ends(text: string): Ends {
  const [from = '', , to = '', port] = text.split(' ');
  const end = (place: string) => {
    const [host = '', service] = place.split('/');
    return service === undefined ? { host } : { host, service };
  };
  return { from: end(from), to: end(to), protocol: 'tcp', port: Number(port) };
}

const earlier = (id: string, text: string) => {
  const before: Dependency = {
    id,
    ...ends(text),
    state: 'active',
    seenFrom: 'both',
    directionRule: 'own-listener',
    confidence: 0.99,
    connections: 1,
    samples: { seen: 1, total: 1 },
    firstSeen: '2026-03-01T10:00:00.000Z',
    lastSeen: '2026-03-01T10:00:00.000Z',
    via: [],
  };
  return { ends: ends(text), before };
};

const match = (now: readonly string[], before: readonly [id: string, text: string][]): (string | undefined)[] => {
  const matched = matchDependencies(
    now.map(ends),
    before.map(([id, text]) => earlier(id, text)),
  );
  return now.map((text) => matched.get(endsKey(ends(text)))?.id);
};

describe('matchDependencies', () => {
  it('goes by the ends', () => {
    expect(
      match(['web/nginx -> app/java 8080', 'web/nginx -> app/java 8081'], [['dep-a', 'web/nginx -> app/java 8080']]),
    ).toEqual(['dep-a', undefined]);
  });

  it('tells a dependency from its opposite', () => {
    expect(match(['a/x -> b/y 80'], [['dep-a', 'b/y -> a/x 80']])).toEqual([undefined]);
  });

  it.each([
    ['web -> app/java 8080', 'web/nginx -> app/java 8080'],
    ['web/nginx -> app/java 8080', 'web -> app/java 8080'],
    ['web/nginx -> app 8080', 'web/nginx -> app/java 8080'],
    ['web -> app/java 8080', 'web/nginx -> app 8080'],
  ])('takes %s for %s where a service became known or unknown', (now, before) => {
    expect(match([now], [['dep-a', before]])).toEqual(['dep-a']);
  });

  it('does not take one known service for another', () => {
    expect(match(['web/nginx -> app/java 8080'], [['dep-a', 'web/curl -> app/java 8080']])).toEqual([undefined]);
  });

  it('does not choose between two that it may be', () => {
    const two: [string, string][] = [
      ['dep-a', 'web/nginx -> app/java 8080'],
      ['dep-b', 'web/curl -> app/java 8080'],
    ];
    expect(match(['web -> app/java 8080'], two)).toEqual([undefined]);
    expect(match(['web/nginx -> app/java 8080', 'web/curl -> app/java 8080'], [['dep-a', 'web -> app/java 8080']])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('takes what is left when the exact ones are taken', () => {
    const two: [string, string][] = [
      ['dep-a', 'web/nginx -> app/java 8080'],
      ['dep-b', 'web/curl -> app/java 8080'],
    ];
    expect(match(['web/nginx -> app/java 8080', 'web -> app/java 8080'], two)).toEqual(['dep-a', 'dep-b']);
  });

  it('takes the first where earlier ends have become one', () => {
    const two: [string, string][] = [
      ['dep-a', 'web -> app 8080'],
      ['dep-b', 'web -> app 8080'],
    ];
    expect(match(['web -> app 8080'], two)).toEqual(['dep-a']);
  });
});

describe('the keys', () => {
  it('tell every part', () => {
    const texts = ['a/x -> b/y 80', 'a -> b/y 80', 'a/x -> b 80', 'a/x -> b/y 81', 'b/y -> a/x 80'];
    expect(new Set(texts.map((text) => endsKey(ends(text)))).size).toBe(texts.length);
    expect(new Set(texts.map((text) => makeDependencyId(ends(text), () => false))).size).toBe(texts.length);
  });

  it('can leave the services out', () => {
    expect(hostsKey('a', 'b', ends('a/x -> b/y 80'))).toBe(hostsKey('a', 'b', ends('a -> b 80')));
    expect(hostsKey('a', 'b', ends('a -> b 80'))).not.toBe(hostsKey('b', 'a', ends('a -> b 80')));
  });
});
