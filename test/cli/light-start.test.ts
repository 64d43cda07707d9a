import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../src');

/** What a module imports when it is loaded; `import type` is gone by then, and `await import()` comes later. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:(?:import|export) (?!type\b)[^;]*?from|import) '([^']+)';/gm)].map(
    ([, path = '']) => path,
  );

/** Every file of ours that is loaded with the first, with the one it came by. */
function loadedWith(first: string): ReadonlyMap<string, string> {
  const came = new Map([[first, '']]);
  for (const [file] of came) {
    for (const path of importsOf(file)) {
      const found = path.startsWith('.') ? resolve(dirname(file), path) : undefined;
      if (found !== undefined && existsSync(found) && !came.has(found)) came.set(found, relative(root, file));
    }
  }
  return came;
}

describe('the start of the program', () => {
  const came = [...loadedWith(resolve(root, 'cli/main.ts'))].map(([file, by]) => ({ file: relative(root, file), by }));

  it('loads every command', () => {
    expect(came.filter(({ file }) => file === 'cli/explain.ts')).toEqual([{ file: 'cli/explain.ts', by: 'cli/program.ts' }]);
  });

  it('loads no reader, transport or page before a command needs it: each costs every command', () => {
    expect(came.filter(({ file }) => /^(?:collectors|transports|scan|import|graph|export|demo|store)\//.test(file))).toEqual([]);
  });
});
