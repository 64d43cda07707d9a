import { beforeAll, describe, expect, it } from 'vitest';
import type { UnreadableLine } from '../../src/analysis/coverage.ts';
import { readUnreadableLines } from '../../src/cli/unreadable-lines.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { collectionsOf } from '../../src/demo/collections.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import type { Collection, Section } from '../../src/model/evidence.ts';
import type { Store } from '../../src/store/types.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { firstScan, openDatabase, record, secondScan } from './shop-database.ts';

const path = scratch();
let collections: readonly Collection[] = [];
beforeAll(() => {
  collections = [...collectionsOf(estate('before'), firstScan)];
});

const textOf = ({ stdout }: Section): string => Buffer.from(stdout).toString();

/** The shop with what `change` makes of the output of some sections. */
const altered = (change: (text: string, section: Section, target: string) => string): Collection[] =>
  collections.map((one) => ({
    ...one,
    sections: one.sections.map((section) => ({ ...section, stdout: Buffer.from(change(textOf(section), section, one.target)) })),
  }));

/** A store with one scan of these, the lines nobody could read in it, and how many were counted. */
function unreadable(file: string, stored: readonly Collection[]) {
  const store = openDatabase(path(file));
  record(store, firstScan, stored);
  const lines = linesAt(store, '1');
  store.close();
  return lines;
}

function linesAt(store: Store, id: string) {
  const snapshot = store.readSnapshot(id);
  if (snapshot === undefined) expect.fail('no snapshot');
  return { lines: readUnreadableLines(store, snapshot), counted: snapshot.coverage.skippedLines };
}

const total = (lines: readonly UnreadableLine[]): number => lines.reduce((sum, { count = 1 }) => sum + count, 0);

const damaged = 'tcp\u001b[2J ESTAB what? is-this\n';

describe('the lines no parser could read', () => {
  it('are as many as were counted, each where it says it is, whichever collector read it', () => {
    const stored = altered((text) => `${damaged}${text}${damaged}`);
    const { lines, counted } = unreadable('all.db', stored);
    expect(counted).toBeGreaterThan(collections.length * 2);
    expect(total(lines)).toBe(counted);
    expect(new Set(lines.map(({ collector }) => collector)).size).toBeGreaterThan(3);
    for (const { target, collector, sample, line, text, reason } of lines) {
      const visit = stored.find((one) => one.target === target);
      const section = visit?.sections.find((one) => one.collector === collector && one.sample === sample);
      if (section === undefined) expect.fail(`${target} was not asked by ${collector}`);
      expect(textOf(section).split('\n')[line - 1], `${target} ${collector} ${line}`).toContain(text.trim());
      expect(reason).not.toBe('');
    }
  });

  it('are none where there are none', () => {
    expect(unreadable('none.db', collections)).toEqual({ lines: [], counted: 0 });
  });

  it('are those of the answer that was used, of several to one question', () => {
    const groups = new Map(collectors.map(({ id, group }) => [id, group]));
    const spare: Record<string, string> = { neighbors: 'linux.arp', addresses: 'linux.ifconfig', sockets: 'linux.netstat' };
    const stored = collections.map((one) => ({
      ...one,
      sections: one.sections.flatMap((section): Section[] => {
        const other = spare[groups.get(section.collector) ?? ''];
        const junk = { collector: other ?? '', sample: 1, stdout: Buffer.from(damaged) };
        const isSpare = other !== undefined && other !== section.collector;
        return isSpare ? [{ ...junk, status: 'ok' }, section, { ...junk, collector: 'linux.nobody', status: 'ok' }] : [section];
      }),
    }));
    expect(unreadable('spare.db', stored)).toEqual({ lines: [], counted: 0 });

    const alone = stored.map((one) => ({
      ...one,
      // One table each, as a host gives: a host with two other tables got the junk twice.
      sections: one.sections.filter(
        (section, index, all) =>
          groups.get(section.collector) !== 'sockets' ||
          all.findIndex(({ collector }) => collector === 'linux.netstat') === index,
      ),
    }));
    const { lines, counted } = unreadable('alone.db', alone);
    expect(total(lines)).toBe(counted);
    expect(counted).toBeGreaterThan(1);
    expect(new Set(lines.map(({ collector }) => collector))).toEqual(new Set(['linux.netstat']));
  });

  it('are cut where a host sends them without an end, and none of the others is lost', () => {
    const flood = `${'x'.repeat(5000)}\n${damaged.repeat(3000)}`;
    const stored = altered((text, { collector }, target) => {
      if (collector !== 'linux.ss') return text;
      return target === '10.77.0.21' ? text + flood : text + damaged;
    });
    const { lines, counted } = unreadable('flood.db', stored);
    const hasTable = ({ sections }: Collection): boolean =>
      sections.some(({ collector, status }) => collector === 'linux.ss' && status === 'ok');
    const others = stored.filter(hasTable).length - 1;
    expect(others).toBeGreaterThan(5);
    expect(counted).toBe(3001 + others);
    expect(total(lines)).toBe(counted);
    const flooded = lines.filter(({ target }) => target === '10.77.0.21');
    expect(flooded.map(({ text }) => text.length)).toEqual([200, ...flooded.slice(1, 20).map(({ text }) => text.length), 0]);
    expect(flooded.at(-1)).toMatchObject({ count: 3001 - 20, reason: 'more lines that could not be read' });
    expect(lines).toHaveLength(21 + others);
  });

  it('are a thousand entries at most', () => {
    const [first] = collections;
    if (first === undefined) expect.fail('the shop is empty');
    const section: Section = { collector: 'linux.ss', sample: 1, status: 'ok', stdout: Buffer.from(damaged.repeat(30)) };
    const many = Array.from({ length: 60 }, (_, index) => ({ ...first, target: `10.9.0.${index}`, sections: [section] }));
    const { lines, counted } = unreadable('many.db', many);
    expect(counted).toBe(60 * 30);
    expect(lines).toHaveLength(1000);
  });

  it('are those of the evidence the snapshot was made of', () => {
    const store = openDatabase(path('later.db'));
    record(
      store,
      firstScan,
      altered((text, { collector }) => (collector === 'linux.ss' ? text + damaged : text)),
    );
    const first = linesAt(store, '1');
    record(store, secondScan, [...collectionsOf(estate('before'), secondScan)]);
    expect(linesAt(store, '1')).toEqual(first);
    expect(linesAt(store, '2')).toEqual({ lines: [], counted: 0 });
    store.close();
  });
});

describe('map coverage', () => {
  const map = (...argv: string[]) => runMap(['coverage', ...argv, '--db', path('all.db')]);

  it('lists them with --verbose and escapes them, and says so without', async () => {
    const plain = await map();
    expect(plain.stdout).toMatch(/lines of raw output nobody could read: \d+$/m);
    expect(plain.stderr).toBe('--verbose lists the lines nobody could read\n');
    expect(plain.stdout).not.toContain('Lines nobody could read');
    const { code, stdout, stderr } = await map('--verbose');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Lines nobody could read: please report .*\nTARGET +COLLECTOR +LINE +WHY +TEXT$/m);
    expect(stdout).toMatch(/^10\.77\.0\.11 +linux\.ss +1 +.*tcp\\x1b\[2J ESTAB what\?/m);
    expect(stdout).not.toContain('\u001b');
  });

  it('has them in the document, escaped too', async () => {
    const { stdout } = await map('--json');
    expect(stdout).not.toContain('\u001b');
    const { unreadable: lines, skippedLines } = JSON.parse(stdout) as { unreadable: UnreadableLine[]; skippedLines: number };
    expect(total(lines)).toBe(skippedLines);
    expect(lines).toContainEqual({
      ...{ target: '10.77.0.11', collector: 'linux.ss', sample: 1, line: 1 },
      ...{ text: damaged.trimEnd(), reason: expect.any(String) },
    });
  });

  it('says where they are when it reads a file', async () => {
    await runMap(['export', '-o', path('all.json'), '--quiet', '--db', path('all.db')]);
    const { code, stdout, stderr } = await map('--verbose', '--snapshot', path('all.json'));
    expect([code, stderr]).toEqual([0, 'the raw lines are in the database the file was exported from\n']);
    expect(stdout).not.toContain('Lines nobody could read');
    expect(JSON.parse((await map('--json', '--snapshot', path('all.json'))).stdout)).not.toHaveProperty('unreadable');
  });
});
