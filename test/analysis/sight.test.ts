import { describe, expect, it } from 'vitest';
import { indexEstate } from '../../src/analysis/estate.ts';
import { compareSight, isDark, isUnasked, type Sight } from '../../src/analysis/sight.ts';
import type { Dependency, HostEvidence, Service } from '../../src/model/snapshot.ts';
import { arrow, host, peer, scanTime, service, snapshot } from './build-snapshot.ts';

const [first, second, third] = [scanTime, '2026-03-02T02:13:00.000Z', '2026-03-03T02:13:00.000Z'];

/** How a host can stand in a snapshot: `undefined` is not there at all, `peer` is there and was never looked at. */
type Standing = HostEvidence | 'peer' | undefined;

const seen = (at: string): HostEvidence => ({ status: 'collected', at, stale: false });
const kept = (at: string): HostEvidence => ({ status: 'collected', at, stale: true });
const lost = (at: string): HostEvidence => ({ status: 'hung', at, stale: true });
const half = (at: string): HostEvidence => ({ status: 'disconnected', at, stale: false });

const standing = (name: string, how: Standing) =>
  how === undefined ? [] : [how === 'peer' ? peer(name) : host(name, { evidence: how })];

describe('what one host tells', () => {
  const sightOf = (before: Standing, after: Standing): Sight =>
    compareSight(indexEstate(snapshot({ hosts: standing('a', before) })), indexEstate(snapshot({ hosts: standing('a', after) })));

  it.each<[string, Standing, Standing, boolean, boolean]>([
    ['looked at both times', seen(first), seen(second), true, false],
    ['looked at by a scan in between', seen(first), kept(second), true, false],
    ['looked at in the earlier one, the later one did not ask', seen(first), kept(first), false, false],
    ['asked by neither', kept(first), kept(first), false, false],
    ['tried in vain for the later one', seen(first), lost(first), false, true],
    ['tried in vain for the later one, after nobody had asked', kept(first), lost(first), false, true],
    ['seen in between and then lost', seen(first), lost(second), false, true],
    ['lost both times', lost(first), lost(first), false, false],
    ['back', lost(first), seen(second), true, false],
    ['cut short', seen(first), half(second), false, false],
    ['cut short and then lost', half(first), lost(first), false, true],
    ['a peer that was looked at', 'peer', seen(second), true, false],
    ['a peer that could not be looked at', 'peer', lost(first), false, false],
    ['a peer both times', 'peer', 'peer', false, false],
    ['new', undefined, seen(second), true, false],
    ['gone, although it was looked at once', seen(first), undefined, true, false],
    ['a peer that is gone', 'peer', undefined, false, false],
  ])('%s', (_, before, after, looked, dark) => {
    const sight = sightOf(before, after);
    expect({ looked: sight.looked('h-a'), dark: sight.dark('h-a') }).toEqual({ looked, dark });
  });

  it('is dark where it failed and nothing came, and unasked where nothing was tried', () => {
    const of = (how: Standing) => {
      const [one] = standing('a', how);
      return [isDark(one), isUnasked(one)];
    };
    expect(of(seen(first))).toEqual([false, false]);
    expect(of(kept(first))).toEqual([false, true]);
    expect(of(lost(first))).toEqual([true, false]);
    expect(of(half(first))).toEqual([false, false]);
    expect(of('peer')).toEqual([false, false]);
    expect(of(undefined)).toEqual([false, false]);
  });

  it('may be told the other way round: what is fresh in a snapshot was looked at for it', () => {
    expect(sightOf(seen(third), seen(second)).looked('h-a')).toBe(true);
    expect(sightOf(seen(third), kept(second)).looked('h-a')).toBe(false);
  });
});

describe('what a peer tells', () => {
  const sightOf = (client: Standing) =>
    compareSight(
      indexEstate(
        snapshot({ hosts: [peer('p'), host('a'), host('b')], dependencies: [arrow('a', 'p', 443), arrow('p', 'b', 22)] }),
      ),
      indexEstate(snapshot({ hosts: [...standing('a', client), host('b', { evidence: kept(first) })] })),
    );

  it('is witnessed by those it talked to', () => {
    expect(sightOf(seen(second)).witnessed('h-p')).toBe(true);
    expect(sightOf(kept(first)).witnessed('h-p')).toBe(false);
    expect(sightOf(lost(first)).witnessed('h-p')).toBe(false);
  });

  it('is as good as witnessed where it talked to nobody', () => {
    const alone = compareSight(indexEstate(snapshot({ hosts: [peer('p')] })), indexEstate(snapshot({})));
    expect(alone.witnessed('h-p')).toBe(true);
  });

  it('needs a look of its own once it has been looked at', () => {
    const sight = compareSight(
      indexEstate(snapshot({ hosts: [host('p'), host('a')], dependencies: [arrow('a', 'p', 443)] })),
      indexEstate(snapshot({ hosts: [host('p', { evidence: lost(first) }), host('a', { evidence: seen(second) })] })),
    );
    expect(sight.witnessed('h-p')).toBe(false);
  });
});

describe('what became of an arrow that is not there any more', () => {
  const both = [service('a/x'), service('b/y', [1])];
  const fate = (client: Standing, server: Standing, services: readonly Service[] = both) => {
    const before = snapshot({ hosts: [host('a'), host('b')], services: both, dependencies: [arrow('a/x', 'b/y', 1)] });
    const after = snapshot({ hosts: [...standing('a', client), ...standing('b', server)], services });
    return compareSight(indexEstate(before), indexEstate(after)).absent(arrow('a/x', 'b/y', 1));
  };

  it.each<[string, Standing, Standing, 'removed' | 'unknown']>([
    ['both ends looked at', seen(second), seen(second), 'removed'],
    ['one end looked at, nobody asked the other', seen(second), kept(first), 'removed'],
    ['nobody asked either', kept(first), kept(first), 'unknown'],
    ['one end looked at, the other dark', seen(second), lost(first), 'unknown'],
    ['both dark', lost(first), lost(first), 'unknown'],
    ['one dark, nobody asked the other', lost(first), kept(first), 'unknown'],
    ['the answer of one cut short, nobody asked the other', half(second), kept(first), 'unknown'],
    ['a host gone, the other dark', undefined, lost(first), 'removed'],
  ])('%s: %3$s', (_, client, server, expected) => {
    expect(fate(client, server)).toBe(expected);
    expect(fate(server, client)).toBe(expected);
  });

  it('is removed where its service is gone from an end that was looked at, whatever the other end', () => {
    expect(fate(seen(second), lost(first), [service('b/y', [1])])).toBe('removed');
    expect(fate(lost(first), seen(second), [service('a/x')])).toBe('removed');
    expect(fate(lost(first), seen(second), [service('b/y', [1])])).toBe('unknown');
  });
});

describe('whether the later scan itself saw an arrow', () => {
  const confirmed = (client: Standing, server: Standing, lastSeen: string): boolean => {
    const dependency: Dependency = arrow('a', 'b', 1, { lastSeen });
    const estate = indexEstate(
      snapshot({ hosts: [...standing('a', client), ...standing('b', server)], dependencies: [dependency] }),
    );
    return compareSight(estate, estate).confirmed(dependency);
  };

  it('takes an end that was looked at then, and not before the last sight of the arrow', () => {
    expect(confirmed(seen(second), lost(first), second)).toBe(true);
    expect(confirmed(lost(first), seen(second), second)).toBe(true);
    expect(confirmed(seen(second), lost(first), first)).toBe(false);
    expect(confirmed(half(second), lost(first), second)).toBe(true);
    expect(confirmed(kept(second), lost(first), second)).toBe(false);
    expect(confirmed('peer', lost(first), second)).toBe(false);
  });
});
