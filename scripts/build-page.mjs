import { copyFile, mkdir, stat } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Bundles the browser side of `map export -f html` into plain text files beside the compiled
 * exporter, which puts them into the page. Nothing is fetched when the page is opened.
 */
const source = 'src/export/page';
const target = 'dist/export/page';

/** The page must open instantly from a mail attachment: a bundle this large means something slipped in. */
const largest = 700_000;

await mkdir(target, { recursive: true });
await build({
  entryPoints: [`${source}/page.ts`],
  outfile: `${target}/page.js`,
  tsconfig: `${source}/tsconfig.json`,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  charset: 'ascii',
  legalComments: 'eof',
  logLevel: 'warning',
});
await copyFile(`${source}/page.css`, `${target}/page.css`);

const { size } = await stat(`${target}/page.js`);
if (size > largest) throw new Error(`${target}/page.js has ${size} bytes, more than ${largest}`);
