import { csvExporter } from './csv.ts';
import { dotExporter } from './dot.ts';
import type { Exporter } from './exporter.ts';
import { htmlExporter } from './html.ts';
import { jsonExporter } from './json.ts';
import { mermaidExporter } from './mermaid.ts';
import { svgExporter } from './svg.ts';

export type { Exporter } from './exporter.ts';

/** Every format, alphabetical. */
export const exporters: readonly Exporter[] = Object.freeze([
  csvExporter,
  dotExporter,
  htmlExporter,
  jsonExporter,
  mermaidExporter,
  svgExporter,
]);

/** The exporter with this name, or undefined. */
export const findExporter = (name: string): Exporter | undefined => exporters.find((exporter) => exporter.name === name);
