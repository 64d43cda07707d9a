import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of the V8 CPU profile (`--cpu-prof`) that is read here. */
interface Profile {
  readonly nodes: readonly ProfileNode[];
  /** Node id of each sample, and microseconds since the one before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** Folder of `dist/` to the step it is of. */
const steps: readonly (readonly [pattern: RegExp, step: string])[] = [
  [/\/(dist|src)\/transports\/|\/node_modules\/ssh2\/|\/node_modules\/ssh2-streams\//, 'log in and transport'],
  [/\/(dist|src)\/(collectors|text)\//, 'parse'],
  [/\/(dist|src)\/graph\//, 'link'],
  [/\/(dist|src)\/store\/|\/node_modules\/better-sqlite3\//, 'store'],
  [/\/(dist|src)\/scan\//, 'collect'],
  [/\/(dist|src)\/(cli|config|tui|export|analysis)\//, 'command line'],
];

const stepOf = ({ callFrame }: ProfileNode): string | undefined => {
  if (callFrame.functionName === '(idle)') return 'idle';
  if (callFrame.functionName === '(garbage collector)') return 'garbage collection';
  // Modules being read and compiled at the start, whoever asked for them.
  if (/node:internal\/(modules|main|bootstrap)/.test(callFrame.url)) return 'start-up';
  return steps.find(([pattern]) => pattern.test(callFrame.url))?.[1];
};

/** Step of every node: its own, or that of the nearest caller that has one. */
function assignSteps(profile: Profile): ReadonlyMap<number, string> {
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const assigned = new Map<number, string>();
  const [root] = profile.nodes;
  const open: (readonly [ProfileNode, string])[] = root === undefined ? [] : [[root, 'node itself']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, inherited] = next;
    const step = stepOf(node) ?? inherited;
    assigned.set(node.id, step);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) open.push([child, step]);
    }
  }
  return assigned;
}

/** Microseconds a step. */
export function splitProfile(profile: Profile): ReadonlyMap<string, number> {
  const assigned = assignSteps(profile);
  const totals = new Map<string, number>();
  profile.samples.forEach((id, index) => {
    const step = assigned.get(id) ?? 'node itself';
    totals.set(step, (totals.get(step) ?? 0) + (profile.timeDeltas[index] ?? 0));
  });
  totals.delete('idle');
  return totals;
}

/**
 * One line: the client's CPU a host, split by step as the profile of one more run has it. Only the shares are taken
 * from the profile: it slows the run down, and on a busy machine it counts waiting for the processor.
 */
export function readCpuSplit(directory: string, msOfHost: number): readonly string[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.cpuprofile'));
  const totals = new Map<string, number>();
  for (const file of files) {
    for (const [step, time] of splitProfile(JSON.parse(readFileSync(join(directory, file), 'utf8')) as Profile)) {
      totals.set(step, (totals.get(step) ?? 0) + time);
    }
  }
  const all = [...totals.values()].reduce((sum, time) => sum + time, 0);
  const parts = [...totals].sort((a, b) => b[1] - a[1]);
  const shares = parts.map(([step, time]) => `${step} ${((time / all) * msOfHost).toFixed(1)}`);
  return shares.length === 0 ? [] : [`map, everything, CPU ms/host by step: ${shares.join(', ')}`];
}
