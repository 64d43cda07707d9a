import type { Collector, NetworkPlatform } from '../../../model/collector.ts';
import type { Fact } from '../../../model/fact.ts';
import { parseVersion } from './version.ts';
import { versionWords } from './version-words.ts';

const seconds = 20;
const bytes = 8 * 1024 * 1024;

type Row = readonly [
  name: string,
  command: string,
  parse: (text: string) => readonly Fact[],
  /** Cuts secrets out of the answer before it is stored. */
  redact?: (text: string) => string,
];

/**
 * The collectors of one network operating system, each one read-only command of its own command line. They are asked one after
 * the other, in this order, and what each says counts.
 */
export const deviceCollectors = (platform: NetworkPlatform, rows: readonly Row[]): readonly Collector[] =>
  rows.map(([name, command, parse, redact], index) => ({
    id: `${platform}.${name}`,
    group: 'network',
    platforms: [platform],
    rank: index + 1,
    request: { command, root: 'never', seconds, bytes },
    parse,
    ...(redact === undefined ? {} : { redact }),
  }));

/** Reader of the version output of a platform. */
export const versionOf =
  (platform: NetworkPlatform): ((text: string) => readonly Fact[]) =>
  (text) =>
    parseVersion(text, versionWords[platform]);
