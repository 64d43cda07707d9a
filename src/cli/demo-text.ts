import { count } from '../analysis/estate.ts';
import type { Target } from '../model/target.ts';

/** Why the failed targets have other addresses than the hosts on the map. */
export function addressesText(targets: readonly Pick<Target, 'host'>[]): string {
  const aliased = targets.some(({ host }) => host.startsWith('127.77.'));
  const here = aliased ? 'on 127.77.0.x of this machine' : 'on ports of this machine';
  return `They answer ${here} and call themselves 10.77.0.x, which is how the map knows those that were read.`;
}

export interface DemoResult {
  readonly db: string;
  /** What a command needs to read that database. */
  readonly flag: string;
  readonly page: string;
  readonly after: boolean;
  /** Targets that failed. */
  readonly failed: number;
  /** Snapshots in the database by now. */
  readonly snapshots: number;
}

type Step = readonly [command: string, why: string];

function lastSteps({ flag, after, snapshots }: DemoResult): readonly Step[] {
  if (!after) return [[`map demo --after${flag}`, `the same estate a week later; then map diff latest~1 latest${flag}`]];
  return snapshots > 1 ? [[`map diff latest~1 latest${flag}`, 'what changed in a week']] : [];
}

/** What came of the demo, and commands to look around with, in two columns. */
export function whatNext(result: DemoResult): readonly string[] {
  const { db, flag, page, failed } = result;
  const steps: readonly Step[] = [
    [`map dependencies${flag}`, 'who depends on whom'],
    [`map explain app1 db1${flag}`, 'how we know, down to the raw lines'],
    [`map impact db1${flag}`, 'what breaks if db1 goes'],
    [`map path web1 db1${flag}`, 'services, cables and switch ports between the two'],
    [`map explain app1 db2${flag}`, 'a monthly job that no scan ever met'],
    ...lastSteps(result),
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  return [
    '',
    `The map is in ${db}, and as a page in ${page}. ${count(failed, 'host')} failed on purpose: a refused login, or nobody there.`,
    'Look around:',
    ...steps.map(([command, why]) => `  ${command.padEnd(width)}   ${why}`),
  ];
}
