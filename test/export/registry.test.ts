import { describe, expect, it } from 'vitest';
import { exporters, findExporter } from '../../src/export/registry.ts';
import { aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

describe('exporters', () => {
  it('are listed by name, each name and ending once', () => {
    const names = exporters.map(({ name }) => name);
    expect(names).toEqual(['csv', 'dot', 'html', 'json', 'mermaid', 'svg']);
    expect(new Set(exporters.map(({ extension }) => extension)).size).toBe(exporters.length);
  });

  it('are found by name', () => {
    expect(findExporter('svg')?.extension).toBe('svg');
    expect(findExporter('SVG')).toBeUndefined();
    expect(findExporter('constructor')).toBeUndefined();
  });

  it.each(exporters.map((exporter) => [exporter.name, exporter] as const))(
    '%s ends with a line end and writes the same twice',
    async (_, exporter) => {
      const first = await exporter.render({ snapshot: sampleSnapshot });
      expect(first).toBe(await exporter.render({ snapshot: sampleSnapshot }));
      expect(String(first).endsWith('\n')).toBe(true);
    },
  );

  it.each(exporters.map((exporter) => [exporter.name, exporter] as const))('%s writes an empty estate', async (_, exporter) => {
    expect(String(await exporter.render({ snapshot: aSnapshot({}) })).length).toBeGreaterThan(0);
  });

  it.each(['dot', 'mermaid', 'svg'])('%s draws hosts alone, and shared infrastructure, where that is asked for', async (name) => {
    const render = async (options: object) => String(await findExporter(name)?.render({ snapshot: sampleSnapshot, ...options }));
    expect(await render({ level: 'hosts' })).not.toContain('nightly');
    expect(await render({})).not.toContain('node_exporter');
    expect(await render({ includeShared: true })).toMatch(/node_exporter/);
  });
});
