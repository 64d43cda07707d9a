import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { publishedCommands } from '../../src/access/published-commands.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { buildScript } from '../../src/scan/script.ts';

const published = publishedCommands(collectors);

it('lists every collector once, with the hash of its command', () => {
  expect(published.map(({ collector }) => collector).sort()).toEqual(collectors.map(({ id }) => id).sort());
  for (const { command, sha256 } of published) expect(sha256).toBe(createHash('sha256').update(command).digest('hex'));
});

it('shows every call the script makes, to the letter', () => {
  const script = buildScript(collectors, { marker: 'm', samples: 1, interval: 1, sudo: 'auto' });
  const calls = [...script.matchAll(/^q (\S+) "\$n" \d+ \d+ (never|useful) (.*?)(?: \|\|)?$/gm)];
  const posix = published.filter(({ platform }) => platform !== 'windows');
  const shown = new Map(posix.map((one) => [one.collector, one]));
  expect(new Set(calls.map(([, id]) => id)).size).toBe(posix.length);
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  for (const [, id = '', root, words] of calls) {
    const { command, when } = shown.get(id) ?? { command: '', when: undefined };
    expect(words, id).toBe(when === undefined ? quote(command) : `${quote(command)} ${quote(when)}`);
    expect(root === 'useful', id).toBe(shown.get(id)?.root);
  }
});
