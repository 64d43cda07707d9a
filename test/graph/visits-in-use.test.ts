import { describe, expect, it } from 'vitest';
import { readVisit, type Visit } from '../../src/graph/group-visits.ts';
import { chooseVisits } from '../../src/graph/visits-in-use.ts';
import { listen, machine, secondScan, type VisitOptions } from './build.ts';

const ssh = listen('*:22', 'sshd/7');
const whole = (target: string, more: VisitOptions = {}): Visit => readVisit(machine(1, { target, sockets: [ssh], ...more }));
const blind = (target: string, more: VisitOptions = {}): Visit =>
  readVisit(machine(1, { target, at: secondScan, samples: [], ...more }));

const targets = (visits: readonly Visit[]): string[] => visits.map(({ observation }) => observation.target);
const chosen = (...tiers: readonly (readonly Visit[])[]) => {
  const { group, behind } = chooseVisits(tiers);
  return { used: targets(group.visits), behind: targets(behind) };
};

describe('which visits to a host are in use', () => {
  it('is what is known since last, where that shows sockets', () => {
    expect(chosen([whole('new'), blind('other')], [whole('old')])).toEqual({ used: ['new', 'other'], behind: ['old'] });
  });

  it('counts a socket table that was read and is empty', () => {
    expect(chosen([whole('new', { sockets: [] })], [whole('old')]).used).toEqual(['new']);
  });

  it('is also the last visit that showed sockets, where the newer one does not', () => {
    expect(chosen([blind('new')], [blind('mute'), whole('old')], [whole('oldest')])).toEqual({
      used: ['new', 'old'],
      behind: ['mute', 'old', 'oldest'],
    });
    expect(chosen([blind('new')], [], [blind('mute')], [whole('oldest')]).used).toEqual(['new', 'oldest']);
  });

  it('takes the newer of two such, in whatever order they are known', () => {
    const newer = whole('newer', { at: secondScan });
    expect(chosen([blind('new')], [whole('old')], [newer]).used).toEqual(['new', 'newer']);
  });

  it('is the newest visit alone where nobody ever read a socket table', () => {
    expect(chosen([blind('new')], [blind('old')])).toEqual({ used: ['new'], behind: ['old'] });
  });

  it('is the last whole socket table, not a newer one that was cut off', () => {
    const observation = machine(1, { target: 'cut', at: secondScan, sockets: [ssh] });
    const cut = readVisit({ ...observation, samples: observation.samples.map((sample) => ({ ...sample, partial: true })) });
    expect(chosen([cut], [whole('old')]).used).toEqual(['cut', 'old']);
    expect(chooseVisits([[cut], [whole('old')]]).group.visits.map(({ observation: { samples } }) => samples.length)).toEqual([
      0, 1,
    ]);
    expect(chosen([cut], [blind('mute')]).used).toEqual(['cut']);
    expect(chooseVisits([[cut]]).group.visits[0]).toBe(cut);
  });

  it('is the former one where nothing else is left', () => {
    expect(chosen([], [whole('old')])).toEqual({ used: ['old'], behind: [] });
  });
});

describe('what an older visit adds to a newer one', () => {
  const old = { name: 'before', addresses: ['10.0.0.1/24'], serial: 'S1', bootId: 'b007-1' };
  const facts = (tiers: readonly (readonly Visit[])[]) =>
    chooseVisits(tiers).group.visits.flatMap(({ observation }) =>
      observation.facts.map((fact) => ({ ...fact, of: observation.target })),
    );

  it('is not the addresses, names, cards and ids that the newer one knows better', () => {
    const { group } = chooseVisits([[blind('new', { addresses: ['10.0.0.9/24'], bootId: 'b007-2' })], [whole('old', old)]]);
    expect([...group.traits.addresses]).toEqual(['10.0.0.9']);
    expect([...group.traits.names]).toEqual(['host1']);
    expect([...(group.traits.identity.get('boot-id') ?? [])]).toEqual(['b007-2']);
    expect([...(group.traits.identity.get('smbios-serial') ?? [])]).toEqual(['S1']);
    expect([...group.traits.targets].sort()).toEqual(['new', 'old']);
    expect(group.visits[1]?.observation.facts.some(({ fact }) => fact === 'address' || fact === 'interface')).toBe(false);
  });

  it('is all of these where the newer one knows none', () => {
    const mute = readVisit({ ...machine(1, { target: 'new', samples: [] }), facts: [] });
    const former = whole('old', old);
    expect(chooseVisits([[mute], [former]]).group.visits[1]).toEqual(former);
  });

  it('is the system, but for its name', () => {
    const system = { fact: 'system', name: 'before', osName: 'Debian' } as const;
    const found = facts([[blind('new')], [whole('old', { facts: [system] })]]).filter(({ fact }) => fact === 'system');
    expect(found).toContainEqual({ fact: 'system', osName: 'Debian', of: 'old' });
    expect(found.filter((fact) => 'name' in fact && fact.of === 'old')).toEqual([]);
  });

  it('is the processes: pids of the newer one mean nothing to the older sockets', () => {
    const process = (name: string) => ({ facts: [{ fact: 'process', pid: 7, name } as const] });
    const found = facts([[blind('new', process('sleep'))], [whole('old', process('sshd'))]]);
    expect(found.filter(({ fact }) => fact === 'process')).toEqual([{ fact: 'process', pid: 7, name: 'sshd', of: 'old' }]);
    const alone = facts([[blind('new', process('sleep'))]]);
    expect(alone.filter(({ fact }) => fact === 'process')).toHaveLength(1);
  });
});
