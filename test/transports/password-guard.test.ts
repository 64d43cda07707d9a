import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Admission, createPasswordGuard } from '../../src/transports/password-guard.ts';
import { never } from './support/wait.ts';

const settle = (admission: Admission, verdict: 'accepted' | 'refused' | 'unknown'): void => {
  if (admission.kind !== 'send') throw new Error(`held back: ${admission.reason}`);
  admission.settle(verdict);
};

/** What a promise has come to by now, without waiting for it. */
async function peek<T>(promise: Promise<T>): Promise<T | 'waiting'> {
  await new Promise((resolve) => setImmediate(resolve));
  return Promise.race([promise, Promise.resolve('waiting' as const)]);
}

describe('createPasswordGuard', () => {
  it('sends an unproven password to three hosts at a time', async () => {
    const guard = createPasswordGuard();
    const first = await Promise.all(['a', 'b', 'c'].map((host) => guard.admit('pw', host, never())));
    const fourth = guard.admit('pw', 'd', never());
    expect(await peek(fourth)).toBe('waiting');
    settle(first[0] as Admission, 'unknown');
    expect(await fourth).toMatchObject({ kind: 'send' });
  });

  it('lets everybody go once it was accepted', async () => {
    const guard = createPasswordGuard();
    const first = await Promise.all(['a', 'b', 'c'].map((host) => guard.admit('pw', host, never())));
    const others = Array.from({ length: 50 }, (_, index) => guard.admit('pw', `host${index}`, never()));
    settle(first[1] as Admission, 'accepted');
    expect((await Promise.all(others)).every(({ kind }) => kind === 'send')).toBe(true);
  });

  it('holds it back for good after three refusals', async () => {
    const guard = createPasswordGuard();
    const first = await Promise.all(['a', 'b', 'c'].map((host) => guard.admit('pw', host, never())));
    const waiting = [guard.admit('pw', 'd', never()), guard.admit('pw', 'e', never())];
    for (const admission of first) settle(admission, 'refused');
    for (const admission of await Promise.all(waiting)) {
      expect(admission).toEqual({ kind: 'hold', reason: 'held back: 3 hosts refused it and none has accepted it' });
    }
    expect(await guard.admit('pw', 'f', never())).toMatchObject({ kind: 'hold' });
    expect(await guard.admit('other', 'f', never())).toMatchObject({ kind: 'send' });
  });

  it('goes on sending a password that works somewhere, whoever refuses it', async () => {
    const guard = createPasswordGuard();
    settle(await guard.admit('pw', 'a', never()), 'accepted');
    for (const host of ['b', 'c', 'd', 'e']) settle(await guard.admit('pw', host, never()), 'refused');
    expect(await guard.admit('pw', 'f', never())).toMatchObject({ kind: 'send' });
  });

  it('never sends it twice to an account that refused it', async () => {
    const guard = createPasswordGuard();
    settle(await guard.admit('pw', 'ok', never()), 'accepted');
    settle(await guard.admit('pw', 'a', never()), 'refused');
    expect(await guard.admit('pw', 'a', never())).toEqual({ kind: 'hold', reason: 'it was refused here before' });
  });

  it('counts a verdict once', async () => {
    const guard = createPasswordGuard();
    const admission = await guard.admit('pw', 'a', never());
    for (let index = 0; index < 5; index += 1) settle(admission, 'refused');
    expect(await guard.admit('pw', 'b', never())).toMatchObject({ kind: 'send' });
  });

  it('keeps its promises in any order of verdicts', async () => {
    const visit = fc.record({
      host: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      verdict: fc.constantFrom('accepted' as const, 'refused' as const, 'unknown' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { maxLength: 20 }), fc.scheduler(), async (visits, scheduler) => {
        const guard = createPasswordGuard();
        const refusedAt: string[] = [];
        let accepted = false;
        let unproven = 0;
        const all = Promise.all(
          visits.map(async ({ host, verdict }) => {
            const admission = await guard.admit('pw', host, never());
            if (admission.kind === 'hold') {
              // Held back for a reason, never by chance.
              expect(refusedAt.includes(host) || (!accepted && refusedAt.length >= 3)).toBe(true);
              return;
            }
            const inTheDark = !accepted;
            if (inTheDark) unproven += 1;
            expect(accepted || unproven + refusedAt.length <= 3).toBe(true);
            await scheduler.schedule(Promise.resolve(), verdict);
            if (inTheDark) unproven -= 1;
            if (verdict === 'refused') refusedAt.push(host);
            if (verdict === 'accepted') accepted = true;
            settle(admission, verdict);
          }),
        );
        await scheduler.waitFor(all);
      }),
    );
  });

  it('stops waiting at the signal', async () => {
    const guard = createPasswordGuard();
    await Promise.all(['a', 'b', 'c'].map((host) => guard.admit('pw', host, never())));
    const stop = new AbortController();
    const waiting = guard.admit('pw', 'd', stop.signal);
    stop.abort();
    expect(await waiting).toMatchObject({ kind: 'hold', reason: 'the scan was stopped' });
  });
});
