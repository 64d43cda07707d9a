import { describe, expect, it } from 'vitest';
import { at, openTemporary, scanRequest } from './samples.ts';
import { storeErrorOf } from './untouched.ts';

describe('runs', () => {
  it('counts as interrupted until it is ended, so that a killed one stays so', () => {
    const store = openTemporary();
    const id = store.beginRun(scanRequest);
    expect(store.run(id)).toEqual({ ...scanRequest, id, interrupted: true, targetCount: 0, unansweredCount: 0 });
    const end = { finishedAt: at(60), interrupted: false, targetCount: 256, unansweredCount: 200 };
    store.endRun(id, end);
    expect(store.run(id)).toEqual({ ...scanRequest, id, ...end });
  });

  it('keeps an interruption, a label and a scope of any text', () => {
    const store = openTemporary();
    const request = { ...scanRequest, kind: 'import', label: 'before “move”', scope: ['@hosts', 'a b', ''] } as const;
    const id = store.beginRun(request);
    const end = { finishedAt: at(60), interrupted: true, targetCount: 3, unansweredCount: 0 };
    store.endRun(id, end);
    expect(store.run(id)).toEqual({ ...request, id, ...end });
  });

  it('are listed in the order they began', () => {
    const store = openTemporary();
    const ids = [store.beginRun(scanRequest), store.beginRun({ ...scanRequest, kind: 'demo' })];
    expect(store.runs().map(({ id }) => id)).toEqual(ids);
    expect(store.runs().map(({ kind }) => kind)).toEqual(['scan', 'demo']);
  });

  it('are not there where nobody began them', () => {
    const store = openTemporary();
    const end = { finishedAt: at(60), interrupted: true, targetCount: 3, unansweredCount: 0 };
    // Their numbers come out of the database: it has lost them.
    expect(storeErrorOf(() => store.run(1)).code).toBe('corrupt');
    expect(storeErrorOf(() => store.endRun(1, end)).code).toBe('corrupt');
    expect(
      storeErrorOf(() =>
        store.appendCollections(1, [
          {
            target: 'a',
            origin: 'listed',
            method: 'ssh',
            startedAt: at(0),
            finishedAt: at(0),
            status: 'collected',
            session: {},
            sections: [],
          },
        ]),
      ).code,
    ).toBe('unexpected');
  });
});
