import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectors } from '../../src/collectors/registry.ts';
import { collectorGroups, platforms } from '../../src/model/collector.ts';

const ids = collectors.map((collector) => collector.id);

describe('the registry', () => {
  it('is alphabetical and holds every id once', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('asks for every group on Linux', () => {
    const groups = new Set(collectors.filter((one) => one.platforms.includes('linux')).map((one) => one.group));
    // Walks, flows and inventories come over SNMP or as files.
    const elsewhere = new Set<string>(['walk', 'flows', 'inventory']);
    expect([...groups].sort()).toEqual(collectorGroups.filter((group) => !elsewhere.has(group)).sort());
  });

  it('gives each collector of a group on a platform its own rank', () => {
    const places = collectors.flatMap((one) => one.platforms.map((platform) => `${platform} ${one.group} ${one.rank}`));
    expect(new Set(places).size).toBe(places.length);
  });
});

describe.each(collectors.map((collector) => [collector.id, collector] as const))('%s', (id, collector) => {
  it('is named for its platform and its file', () => {
    const [platform = '', name = ''] = id.split('.');
    expect(platforms).toContain(platform);
    expect(collector.platforms).toEqual([platform]);
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(existsSync(new URL(`../../src/collectors/${platform}/${name}.ts`, import.meta.url))).toBe(true);
  });

  it('reads nothing as nothing', () => {
    expect(collector.parse('')).toEqual([]);
    expect(collector.parse('\n\n')).toEqual([]);
  });

  it('bounds its command', () => {
    expect(collector.request.seconds).toBeGreaterThan(0);
    expect(collector.request.seconds).toBeLessThanOrEqual(20);
    expect(collector.request.bytes).toBeLessThanOrEqual(32 * 1024 * 1024);
  });

  it('is one line of plain text, with quotes that match', () => {
    expect(collector.request.command).toMatch(/^[ -~]+$/);
    expect((collector.request.command.match(/'/g) ?? []).length % 2).toBe(0);
  });

  it('reads only', () => {
    expect(collector.request.command).not.toMatch(
      /\b(rm|mv|cp|tee|dd|kill|touch|mkdir|chmod|chown|ln|set|add|del|flush|start|stop|restart)\b|>(?!=)/,
    );
  });
});

it.each(collectors.filter((one) => one.request.root === 'useful').map((one) => [one.id, one.request.command]))(
  '%s is one simple command that sudo can name',
  (_, command) => {
    expect(command).toMatch(/^[\w ./+=:-]+$/);
  },
);

it.each(collectors.filter((one) => one.group === 'processes').map((one) => [one.id, one] as const))(
  '%s cuts secrets out of command lines',
  (_, collector) => {
    expect(collector.redact?.('  1  0 root app app --password x\n')).toBe('  1  0 root app app --password [cut]\n');
  },
);
