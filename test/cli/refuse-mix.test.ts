import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunKind } from '../../src/store/types.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { openDatabase } from './shop-database.ts';

const path = scratch();

function createDatabase(name: string, kinds: readonly RunKind[]): void {
  const store = openDatabase(path(name));
  for (const kind of kinds) store.beginRun({ kind, startedAt: '2026-03-01T02:13:00.000Z', toolVersion: '0.1.0', scope: [] });
  store.close();
}

beforeAll(() => {
  createDatabase('demo.db', ['demo', 'demo']);
  createDatabase('mixed.db', ['demo', 'scan']);
  createDatabase('real.db', ['scan']);
});

describe('real hosts and the invented ones of the demo', () => {
  it.each(['demo.db', 'mixed.db'])('are not mixed by a scan into %s, and no host is called', async (name) => {
    const calls: unknown[] = [];
    const server = createServer((socket) => {
      calls.push(socket);
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const before = readFileSync(path(name));
    const ran = await runMap(['scan', `127.0.0.1:${port}`, 'localhost', '--db', path(name)]);
    server.close();
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toBe(
      `map: ${path(name)} holds the invented estate of map demo, which real hosts would be mixed with; ` +
        `name another file with --db, or remove ${path(name)}\n`,
    );
    expect(calls).toEqual([]);
    expect(readFileSync(path(name)).equals(before)).toBe(true);
  });

  it('are not mixed by the demo either', async () => {
    for (const name of ['real.db', 'mixed.db']) {
      expect(await runMap(['demo', '--db', path(name)])).toMatchObject({
        ...{ code: 2, stdout: '' },
        stderr: `map: ${path(name)} holds a real map, which the demo would spoil; name another file: map demo --db demo.db\n`,
      });
    }
  });

  it('may be planned: a dry run opens no database', async () => {
    expect(await runMap(['scan', 'localhost', '--dry-run', '--db', path('demo.db')])).toMatchObject({ code: 0 });
    expect(await runMap(['scan', 'localhost', '--dry-run', '--db', path('none.db')])).toMatchObject({ code: 0 });
    expect(existsSync(path('none.db'))).toBe(false);
  });
});
