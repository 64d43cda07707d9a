import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { estate } from './arbitrary-estate.ts';
import { aged, arrows, header, listen, machine, run, secondScan, snapshotOf, socket } from './build.ts';

const runs = { numRuns: 100 };

/** The scan after: some targets answered something else, some were not visited, of some the evidence is gone. */
const scanAfter = (before: readonly Observation[], after: readonly Observation[]): Observation[] => {
  const answered = new Set(after.map(({ target }) => target));
  return [...after.map((visit) => ({ ...visit, fresh: true })), ...aged(before.filter(({ target }) => !answered.has(target)))];
};

/** The first scan of an estate looks at all there is. */
const firstScanOf = (all: readonly Observation[]): Observation[] => all.map((visit) => ({ ...visit, fresh: true }));

const next = (prior: Snapshot, observations: readonly Observation[]): Snapshot =>
  snapshotOf(observations, { header: { ...header, id: '2', takenAt: secondScan }, prior });

/** Whose a socket is may keep connections apart that are one arrow otherwise. */
const withoutUsers = (all: readonly Observation[]): Observation[] =>
  all.map((visit) => ({
    ...visit,
    samples: visit.samples.map((sample) => ({ ...sample, sockets: sample.sockets.map(({ uid: _, ...rest }) => rest) })),
  }));

function expectSound({ hosts, services, dependencies }: Snapshot): void {
  for (const all of [hosts, services, dependencies]) {
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  }
  const hostIds = new Set(hosts.map(({ id }) => id));
  const hostOf = new Map(services.map(({ id, host }) => [id, host]));
  for (const { host } of services) expect(hostIds).toContain(host);
  for (const { from, to } of dependencies) {
    for (const end of [from, to]) {
      expect(hostIds).toContain(end.host);
      if (end.service !== undefined) expect(hostOf.get(end.service)).toBe(end.host);
    }
  }
}

describe('derive, for any estate', () => {
  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(
        estate.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(run(shuffled)).toEqual(run(all));
        },
      ),
      runs,
    );
  });

  it('gives ends that exist, unique ids in order, and nothing JSON would change', () => {
    fc.assert(
      fc.property(estate, estate, (before, after) => {
        const prior = snapshotOf(before);
        expectSound(prior);
        const snapshot = next(prior, scanAfter(before, after));
        expectSound(snapshot);
        expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot);
      }),
      runs,
    );
  });

  it('changes nothing when the same evidence is merged with its own result', () => {
    fc.assert(
      fc.property(estate, (all) => {
        const prior = snapshotOf(firstScanOf(all));
        expect(snapshotOf(firstScanOf(all), { prior })).toEqual(prior);
      }),
      runs,
    );
  });

  it('changes nothing the second time after a scan that changed something', () => {
    fc.assert(
      fc.property(estate.map(firstScanOf), estate, (before, after) => {
        const observations = scanAfter(before, after);
        const once = next(snapshotOf(before), observations);
        expect(next(once, observations)).toEqual(once);
      }),
      runs,
    );
  });

  it('loses no host at which nobody looked', () => {
    fc.assert(
      fc.property(estate, estate, fc.boolean(), (before, after, kept) => {
        const prior = snapshotOf(before);
        const observations = scanAfter(kept ? before : [], after);
        const answered = new Set(after.map(({ target }) => target));
        const snapshot = next(prior, observations);
        const unseen = prior.hosts.filter(({ targets }) => targets?.some((target) => !answered.has(target)));
        expect(snapshot.hosts.map(({ id }) => id)).toEqual(expect.arrayContaining(unseen.map(({ id }) => id)));
      }),
      runs,
    );
  });

  it('loses no service where only visits without sockets came in, under whatever name', () => {
    fc.assert(
      fc.property(estate, fc.array(fc.nat(4), { maxLength: 3 }), (all, chosen) => {
        const before = firstScanOf(all);
        const prior = snapshotOf(before);
        const blind = chosen.flatMap((position, index): Observation[] => {
          const copied = before[position];
          return copied === undefined
            ? []
            : [{ ...copied, target: `other${index}`, samples: [], at: '2026-03-03T10:00:00.000Z' }];
        });
        const snapshot = next(prior, [...aged(before), ...blind]);
        const named = prior.services.filter(({ namedBy }) => namedBy !== 'port').map(({ id }) => id);
        expect(snapshot.services.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
        expect(next(snapshot, [...aged(before), ...blind])).toEqual(snapshot);
      }),
      runs,
    );
  });

  it('has one arrow between two services on a port, and a nameless client never beside a single known one', () => {
    fc.assert(
      fc.property(estate.map(withoutUsers), (all) => {
        const { dependencies } = snapshotOf(all);
        const keys = dependencies.map(({ from, to, protocol, port }) => JSON.stringify([from, to, protocol, port]));
        expect(new Set(keys).size).toBe(keys.length);
        for (const nameless of dependencies.filter(({ from }) => from.service === undefined)) {
          const { from, to, protocol, port } = nameless;
          const rivals = dependencies.filter(
            (other) =>
              other.from.host === from.host &&
              other.from.service !== undefined &&
              JSON.stringify([other.to, other.protocol, other.port]) === JSON.stringify([to, protocol, port]),
          );
          expect(rivals).not.toHaveLength(1);
        }
      }),
      runs,
    );
  });

  it('remembers every line it counts and no more than five a side', () => {
    fc.assert(
      fc.property(estate, (all) => {
        const { snapshot, witnesses } = run(all);
        expect([...witnesses.keys()]).toEqual(snapshot.dependencies.map(({ id }) => id));
        const lines = new Map(
          all.flatMap(({ target, samples }) =>
            samples.map(({ sample, sockets }) => [`${target} ${sample}`, sockets.length] as const),
          ),
        );
        for (const { id, seenFrom } of snapshot.dependencies) {
          const found = witnesses.get(id) ?? [];
          for (const side of ['client', 'server'] as const) {
            const own = found.filter((witness) => witness.side === side);
            expect(own.length > 0).toBe(seenFrom === side || seenFrom === 'both');
            expect(own.length).toBeLessThanOrEqual(5);
          }
          for (const { target, sample, line } of found) expect(line).toBeLessThanOrEqual(lines.get(`${target} ${sample}`) ?? 0);
        }
      }),
      runs,
    );
  });
});

describe('a connection', () => {
  const port = fc.integer({ min: 1, max: 65535 });

  it('has one direction, whichever side shows it, as long as the server listens', () => {
    fc.assert(
      fc.property(port, port, (clientPort, serverPort) => {
        const asking = socket(`10.0.0.1:${clientPort}`, `10.0.0.2:${serverPort}`, 'curl/5');
        const answering = socket(`10.0.0.2:${serverPort}`, `10.0.0.1:${clientPort}`, 'nginx/6');
        const listening = listen(`*:${serverPort}`, 'nginx/6');
        const hosts = (client: boolean, server: boolean) =>
          snapshotOf([
            machine(1, { sockets: client ? [asking] : [] }),
            machine(2, { sockets: server ? [listening, answering] : [listening] }),
          ]).dependencies.map(({ from, to, port: at }) => [from.host, to.host, at]);
        expect(hosts(true, true)).toEqual(hosts(true, false));
        expect(hosts(true, true)).toEqual(hosts(false, true));
      }),
    );
  });

  it('has one direction for any two ports, whichever side shows it, if nobody listens', () => {
    fc.assert(
      fc.property(port, port, (one, two) => {
        const here = socket(`10.0.0.1:${one}`, `10.0.0.2:${two}`, 'x/5');
        const there = socket(`10.0.0.2:${two}`, `10.0.0.1:${one}`, 'y/6');
        const ends = (a: boolean, b: boolean) =>
          snapshotOf([machine(1, { sockets: a ? [here] : [] }), machine(2, { sockets: b ? [there] : [] })]).dependencies.map(
            ({ from, to, port: at, directionRule }) => [from.host, to.host, at, directionRule],
          );
        expect(ends(true, false)).toEqual(ends(true, true));
        expect(ends(false, true)).toEqual(ends(true, true));
      }),
    );
  });
});

describe('hostile text', () => {
  it('is carried as text and breaks nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (name, value, path, address) => {
        const odd = machine(1, {
          name,
          hostKey: value,
          macs: [value.replaceAll(' ', '')],
          facts: [
            { fact: 'cgroup', pid: 5, path },
            { fact: 'process', pid: 5, name, args: `java ${value}` },
            { fact: 'unit', name: path, mainPid: 5 },
            { fact: 'address', address, prefix: 24 },
          ],
          sockets: [
            listen('*:80', 'x/5', { cgroup: path }),
            {
              fact: 'socket',
              protocol: 'tcp',
              state: 'established',
              local: { address, port: 5 },
              remote: { address: value, port: 6 },
              processes: [{ name }],
            },
            socket('10.0.0.1:40000', '10.0.0.2:80', 'x/5', { cgroup: path }),
          ],
        });
        const { snapshot } = run([odd, machine(2)]);
        expectSound(snapshot);
        expect(arrows(snapshot)).toHaveLength(1);
      }),
    );
  });
});
