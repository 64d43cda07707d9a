import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxCollectors } from '../../src/collectors/linux/registry.ts';
import { type Answer, askMachine } from './live/ask-machine.ts';
import { type Asking, expectedStatuses } from './live/expected-statuses.ts';
import { bootId, canPlant, type PlantedMachine, plantMachine, secret } from './live/planted-machine.ts';
import { factsAboutPlants, truthsOf } from './live/truths.ts';

const hasShell = (shell: string): boolean => {
  const [program = '', ...args] = shell.split(' ');
  return spawnSync(program, [...args, '-c', 'exit 7']).status === 7;
};
const shells = canPlant ? ['busybox sh', 'dash', 'bash'].filter(hasShell) : [];
const users = ['root', 'nobody'] as const;

/** Each shell with the tools of this machine, and busybox with nothing but itself. */
const ways = users.flatMap((user) => [
  ...shells.map((shell) => ({ user, shell, tools: 'all' as const })),
  ...shells.slice(0, 1).map((shell) => ({ user, shell, tools: 'busybox' as const })),
]);
const nameOf = ({ user, shell, tools }: (typeof ways)[number]): string => `${shell} as ${user} with the tools of ${tools}`;

/** Applets of busybox print these otherwise, or leave parts out: what is true of them is held above. */
const tellsInItsOwnWay = /^linux\.(?:arp|ifconfig|ip-(?:addr|neigh|route)|netstat|ps|descriptors)/;

let machine: PlantedMachine | undefined;
const askings = new Map<string, Asking>();
const answers = new Map<string, Answer>();

beforeAll(async () => {
  if (!canPlant) return;
  machine = await plantMachine();
  const { truth, applets } = machine;
  await Promise.all(
    ways.map(async (way) => {
      const asking = { user: way.user, shell: way.shell, truth, ...(way.tools === 'busybox' ? { applets } : {}) };
      askings.set(nameOf(way), asking);
      answers.set(nameOf(way), await askMachine(way.shell, asking));
    }),
  );
}, 60_000);

afterAll(() => machine?.close());

const answerOf = (name: string): { readonly asking: Asking; readonly answer: Answer } => {
  const [asking, answer] = [askings.get(name), answers.get(name)];
  if (asking === undefined || answer === undefined) throw new Error(`${name} was not asked`);
  return { asking, answer };
};

describe.skipIf(ways.length === 0)('a machine that is known', () => {
  it('is expected to answer every collector', () => {
    const { asking } = answerOf(nameOf(ways[0] ?? { user: 'root', shell: '', tools: 'all' }));
    expect([...expectedStatuses(asking).keys()].sort()).toEqual(linuxCollectors.map(({ id }) => id).sort());
  });

  describe.each(ways.map((way) => [nameOf(way)] as const))('asked by %s', (name) => {
    it('lets every section end as its tools and files make it', () => {
      const { asking, answer } = answerOf(name);
      expect(answer.complete).toBe(true);
      for (const [id, expected] of expectedStatuses(asking)) {
        const section = answer.sections.get(id);
        expect(expected, `${id}: ${section?.status ?? 'not asked'}, ${String(section?.stderr ?? '')}`).toContain(
          section?.status ?? 'not asked',
        );
      }
    });

    it('tells what is true of it', () => {
      const { asking, answer } = answerOf(name);
      for (const { id, expected } of truthsOf(asking, { bootId: bootId(), hostname: hostname() })) {
        if (!answer.texts.has(id) || answer.texts.get(id) === '') continue;
        for (const fact of expected) expect(answer.facts.get(id), id).toContainEqual(fact);
      }
    });

    it('has each fact on a line there is, and none that cannot be read', () => {
      const { answer } = answerOf(name);
      for (const [id, facts] of answer.facts) {
        const lines = (answer.texts.get(id) ?? '').split('\n').length;
        for (const { line } of facts) expect(line === undefined || (line >= 1 && line <= lines), id).toBe(true);
        const isWhole = answer.sections.get(id)?.status === 'ok';
        if (isWhole)
          expect(
            facts.filter(({ fact }) => fact === 'skipped'),
            id,
          ).toEqual([]);
      }
    });

    it('gives no secret away', () => {
      for (const [id, text] of answerOf(name).answer.texts) expect(text.includes(secret), id).toBe(false);
    });
  });

  it.each(users)('says the same to %s in every shell', (user) => {
    const [first, ...others] = ways.filter((way) => way.user === user).toReversed();
    if (first === undefined) return;
    const { answer, asking } = answerOf(nameOf(first));
    for (const other of others) {
      const told = answerOf(nameOf(other)).answer;
      for (const [id, facts] of told.facts) {
        // A tool that is not there for one of them tells it nothing.
        const isAlike = answer.sections.get(id)?.status === told.sections.get(id)?.status;
        if (!isAlike || (other.shell !== first.shell && tellsInItsOwnWay.test(id))) continue;
        const [mine, theirs] = [answer.facts.get(id) ?? [], facts].map((some) => factsAboutPlants(some, asking.truth));
        expect(theirs, `${id} by ${nameOf(other)}`).toEqual(mine);
      }
    }
  });
});
