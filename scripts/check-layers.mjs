// Runs dependency-cruiser over src and insists that it really read the modules: with a TypeScript it
// does not know it passes having read none.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const run = spawnSync('npx', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
if (run.error || run.stdout === '') {
  process.stderr.write(`layers: dependency-cruiser did not run: ${run.error?.message ?? run.stderr}\n`);
  process.exit(1);
}
const { summary, modules } = JSON.parse(run.stdout);
const sources = readdirSync('src', { recursive: true }).filter((name) => /\.tsx?$/.test(name)).length;
const read = modules.filter((module) => /^src\/.*\.tsx?$/.test(module.source)).length;
for (const { rule, from, to } of summary.violations) process.stderr.write(`${rule.severity} ${rule.name}: ${from} -> ${to}\n`);
process.stdout.write(`layers: ${read} of ${sources} modules read, ${summary.error} errors\n`);
process.exit(summary.error > 0 || read < sources ? 1 : 0);
