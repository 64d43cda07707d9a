import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Snapshot } from '../model/snapshot.ts';
import { assetUrl } from './asset.ts';
import type { Exporter, ExportInput } from './exporter.ts';
import { embedJson, type PageData } from './page-data.ts';
import { pageShell } from './page-shell.ts';
import { buildViews } from './page-views.ts';
import { collectWitnesses } from './page-witnesses.ts';
import { plain } from './plain.ts';
import { escapeXml } from './xml.ts';

/** Cytoscape would add this rule itself, which the content policy forbids; it does not where the element is there. */
const libraryStyle = '.__________cytoscape_container { position: relative; }';

/** Source expression for one inline block (CSP level 2, 4.2). */
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but the blocks written here runs or is fetched, whatever the data holds. */
function contentPolicy(script: string, styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${styles.map(hashOf).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const readAsset = (name: string): string => readFileSync(assetUrl(name), 'utf8');

function renderPage(title: string, data: PageData): string {
  // A closing tag inside the script would end its element; in JavaScript strings `<\\/` is the same as `</`.
  const script = readAsset('page/page.js').replaceAll('</script', '<\\/script');
  const style = readAsset('page/page.css');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, [libraryStyle, style])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escapeXml(title)}</title>
<style id="__________cytoscape_stylesheet">${libraryStyle}</style>
<style>${style}</style>
</head>
<body>${pageShell}<script type="application/json" id="data">${embedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

const titleOf = ({ snapshot }: Snapshot): string => `map · ${plain(snapshot.label ?? `snapshot ${snapshot.id}`)}`;

/** One file that needs nothing else: opened from a disk or a mail, it makes no request. */
async function renderHtml(input: ExportInput): Promise<string> {
  const { snapshot, level, includeShared = false, includeConfigured = false, witnessLines } = input;
  // Before anything is waited for: the caller may close what the lines are read from.
  const witnesses = witnessLines === undefined ? undefined : collectWitnesses(snapshot.dependencies, witnessLines);
  const views = await buildViews(snapshot, level);
  const data: PageData = {
    snapshot,
    views,
    includeShared: includeShared && views.some((view) => view.includeShared),
    includeConfigured: includeConfigured && views.some((view) => view.includeConfigured),
    ...(witnesses !== undefined && { witnesses: witnesses.lines }),
    witnessesCut: witnesses?.cut ?? 0,
  };
  return renderPage(titleOf(snapshot), data);
}

export const htmlExporter: Exporter = {
  name: 'html',
  description: 'one offline page to explore: search, filters, the evidence of every arrow',
  extension: 'html',
  render: renderHtml,
};
