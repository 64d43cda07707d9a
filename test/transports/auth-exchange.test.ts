import fc from 'fast-check';
import type { AnyAuthMethod, AuthenticationType, NextAuthHandler, ParsedKey } from 'ssh2';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import { type AuthExchange, createAuthExchange } from '../../src/transports/auth-exchange.ts';
import type { Offer } from '../../src/transports/auth-plan.ts';
import { createPasswordGuard, type PasswordGuard } from '../../src/transports/password-guard.ts';
import { newKey } from './support/ssh-server.ts';
import { never } from './support/wait.ts';

const key = ssh2.utils.parseKey(newKey().private) as ParsedKey;
const keyOffer = (name: string): Offer => ({ kind: 'key', name, key });
const agentOffer = (name: string): Offer => ({ kind: 'agent', name, agent: ssh2.createAgent('/nowhere') });
const passwordOffer = (name: string): Offer => ({ kind: 'password', name, password: new Secret(`secret of ${name}`) });

/** What an attempt looks like to a server: its method, and the password where it has one. */
type Sent = AnyAuthMethod;

interface Dialogue {
  readonly exchange: AuthExchange;
  readonly events: string[];
  readonly sent: Sent[];
  /** Tells the exchange how the last attempt went, as ssh2 does, and gives what it sends next. */
  answer(methods: readonly string[] | null, partial?: boolean): Promise<Sent | undefined>;
}

function begin(offers: readonly Offer[], guard: PasswordGuard = createPasswordGuard(), problems: string[] = []): Dialogue {
  const events: string[] = [];
  const sent: Sent[] = [];
  const exchange = createAuthExchange({
    plan: { user: 'ann', offers, problems },
    guard,
    account: 'ann@web1:22',
    signal: never(),
    events: {
      sending: () => void events.push('sending'),
      waiting: () => void events.push('waiting'),
      exhausted: () => void events.push('exhausted'),
    },
  });
  return {
    exchange,
    events,
    sent,
    async answer(methods, partial = false) {
      const before = sent.length;
      const next: NextAuthHandler = (method) => void sent.push(method as Sent);
      // ssh2 gives null for both before the first attempt, whatever its types say.
      exchange.handler(methods as unknown as AuthenticationType[], partial, next);
      await new Promise((resolve) => setImmediate(resolve));
      return sent.length > before ? sent.at(-1) : undefined;
    },
  };
}

const all = ['publickey', 'password', 'keyboard-interactive'];

describe('what is sent first', () => {
  it('is a key, at once', async () => {
    expect(await begin([keyOffer('a')]).answer(null)).toMatchObject({ type: 'publickey', username: 'ann', key });
  });

  it.each([
    ['a password', passwordOffer('a')],
    ['a key of an agent', agentOffer('a')],
  ])('is a question before %s', async (_what, offer) => {
    const dialogue = begin([offer]);
    expect(await dialogue.answer(null)).toEqual({ type: 'none', username: 'ann' });
    expect(dialogue.events).toEqual([]);
  });

  it('is nothing where there is nothing to offer', async () => {
    const dialogue = begin([]);
    expect(await dialogue.answer(null)).toBeUndefined();
    expect(dialogue.events).toEqual(['exhausted']);
  });
});

describe('what is sent next', () => {
  it('follows the order of the plan, leaving out what the server does not take', async () => {
    const dialogue = begin([keyOffer('a'), passwordOffer('b'), keyOffer('c')]);
    await dialogue.answer(null);
    expect(await dialogue.answer(['publickey'])).toMatchObject({ type: 'publickey' });
    expect(await dialogue.answer(['publickey'])).toBeUndefined();
    expect(dialogue.exchange.state).toMatchObject({ refused: ['a', 'c'], methods: ['publickey'] });
    expect(dialogue.events.at(-1)).toBe('exhausted');
  });

  it('comes back to what the server takes after the first factor', async () => {
    const dialogue = begin([passwordOffer('pw'), keyOffer('key')]);
    await dialogue.answer(null);
    expect(await dialogue.answer(['publickey'])).toMatchObject({ type: 'publickey' });
    expect(await dialogue.answer(['password'], true)).toMatchObject({ type: 'password', password: 'secret of pw' });
    expect(dialogue.exchange.succeed()).toBe('key+pw');
    expect(dialogue.exchange.state.refused).toEqual([]);
  });

  it('is the password by one method only', async () => {
    const dialogue = begin([passwordOffer('pw')]);
    await dialogue.answer(null);
    expect(await dialogue.answer(all)).toMatchObject({ type: 'password' });
    expect(await dialogue.answer(all)).toBeUndefined();
    const prompted = begin([passwordOffer('pw')]);
    await prompted.answer(null);
    expect(await prompted.answer(['keyboard-interactive'])).toMatchObject({ type: 'keyboard-interactive' });
  });

  it('is nothing once the connection is over', async () => {
    const dialogue = begin([keyOffer('a'), keyOffer('b')]);
    await dialogue.answer(null);
    dialogue.exchange.end();
    expect(await dialogue.answer(all)).toBeUndefined();
    expect(dialogue.exchange.state.refused).toEqual([]);
  });

  it('says what failed on our side, and does not call it refused', async () => {
    const dialogue = begin([agentOffer('agent:a'), passwordOffer('pw')], createPasswordGuard(), ['/k: it is encrypted']);
    await dialogue.answer(null);
    await dialogue.answer(all);
    dialogue.exchange.failLocally('the user said no\u001b');
    await dialogue.answer(all);
    expect(dialogue.exchange.state).toMatchObject({
      refused: [],
      problems: ['/k: it is encrypted', 'agent:a: the user said no?'],
    });
  });
});

describe('prompts', () => {
  async function prompted(...rounds: { prompt: string; echo: boolean }[][]) {
    const dialogue = begin([passwordOffer('pw')]);
    await dialogue.answer(null);
    const method = await dialogue.answer(['keyboard-interactive']);
    if (method?.type !== 'keyboard-interactive') throw new Error('no prompt expected');
    const answers: string[][] = [];
    for (const prompts of rounds) method.prompt('', '', '', prompts, (given) => void answers.push(given));
    return { answers, obstacle: dialogue.exchange.state.obstacle, events: dialogue.events };
  }

  it('one hidden prompt is answered', async () => {
    expect(await prompted([{ prompt: 'Password: ', echo: false }])).toMatchObject({
      answers: [['secret of pw']],
      obstacle: undefined,
    });
  });

  it.each([
    ['a visible one', [[{ prompt: 'Name: ', echo: true }]], 0],
    [
      'two',
      [
        [
          { prompt: 'Password: ', echo: false },
          { prompt: 'Code: ', echo: false },
        ],
      ],
      0,
    ],
    ['a second round', [[{ prompt: 'Password: ', echo: false }], [{ prompt: 'Code: ', echo: false }]], 1],
  ] as const)('%s is not, and ends the login', async (_what, rounds, answered) => {
    const { answers, obstacle, events } = await prompted(...rounds.map((round) => [...round]));
    expect(answers).toHaveLength(answered);
    expect(obstacle).toMatch(/^the server asks "(Name|Password|Code):", which cannot be answered unattended$/);
    expect(events.at(-1)).toBe('exhausted');
  });
});

describe('the guard of passwords', () => {
  it('is asked for the account, with the user and the name, never the password', async () => {
    const asked: string[] = [];
    const guard: PasswordGuard = {
      async admit(credential, account) {
        asked.push(credential, account);
        return { kind: 'hold', reason: 'held back' };
      },
    };
    const dialogue = begin([passwordOffer('pw'), keyOffer('key')], guard);
    await dialogue.answer(null);
    expect(await dialogue.answer(all)).toMatchObject({ type: 'publickey' });
    expect(asked).toEqual(['ann pw', 'ann@web1:22']);
    expect(dialogue.exchange.state.problems).toEqual(['pw held back']);
    expect(dialogue.events).toEqual(['waiting', 'sending']);
  });

  it('is not kept waiting by a connection that ends while it is asked', async () => {
    const verdicts: string[] = [];
    let admit: (() => void) | undefined;
    const guard: PasswordGuard = {
      admit: () =>
        new Promise((resolve) => {
          admit = () => resolve({ kind: 'send', settle: (verdict) => void verdicts.push(verdict) });
        }),
    };
    const dialogue = begin([passwordOffer('pw')], guard);
    await dialogue.answer(null);
    await dialogue.answer(all);
    dialogue.exchange.end();
    admit?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(dialogue.sent.map(({ type }) => type)).toEqual(['none']);
    expect(verdicts).toEqual(['unknown']);
  });
});

describe('against any server', () => {
  it('sends each credential at most once, and ends', async () => {
    const offers = fc.array(fc.constantFrom('key', 'password', 'agent'), { maxLength: 5 });
    const replies = fc.array(fc.tuple(fc.subarray(all), fc.boolean()), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(offers, replies, async (kinds, answers) => {
        const make = { key: keyOffer, password: passwordOffer, agent: agentOffer };
        const dialogue = begin(kinds.map((kind, index) => make[kind as 'key'](`${kind}${index}`)));
        let next = await dialogue.answer(null);
        for (const [methods, partial] of answers) {
          if (next === undefined) break;
          next = await dialogue.answer(methods, partial);
        }
        expect(next).toBeUndefined();
        expect(dialogue.events.at(-1)).toBe('exhausted');
        const count = (type: string): number => dialogue.sent.filter((method) => method.type === type).length;
        expect(count('none')).toBeLessThanOrEqual(1);
        expect(count('publickey')).toBeLessThanOrEqual(kinds.filter((kind) => kind === 'key').length);
        expect(count('agent')).toBeLessThanOrEqual(kinds.filter((kind) => kind === 'agent').length);
        expect(count('password') + count('keyboard-interactive')).toBeLessThanOrEqual(
          kinds.filter((kind) => kind === 'password').length,
        );
      }),
      { numRuns: 60 },
    );
  });
});
