/** `npm run bench`: how fast, beside whom. `--json` prints the figures as one document. See docs/lab.md. */
import { cpus, totalmem } from 'node:os';
import { measureCollection } from './bench-collection.ts';
import { type Figure, renderFigure } from './bench-figure.ts';
import { measureFlows } from './bench-flows.ts';
import { measureGrowth } from './bench-growth.ts';
import { measureInventories } from './bench-inventories.ts';
import { measureNetwork } from './bench-network.ts';
import { measureNfdump } from './bench-nfdump.ts';
import { measureParsing } from './bench-parsing.ts';
import { measureSnapshot } from './bench-snapshot.ts';

const json = process.argv.includes('--json');

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
};

const parts: readonly (() => Promise<Figure>)[] = [
  measureParsing,
  measureGrowth,
  measureSnapshot,
  measureNetwork,
  measureFlows,
  measureNfdump,
  measureInventories,
  measureCollection,
];

if (!json)
  process.stdout.write(`${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}\n\n`);
const figures: Figure[] = [];
for (const measure of parts) {
  const figure = await measure();
  figures.push(figure);
  if (!json) process.stdout.write(`${renderFigure(figure)}\n`);
}
if (json) process.stdout.write(`${JSON.stringify({ machine, figures }, null, 2)}\n`);
