import { hash } from 'node:crypto';
import { type Collector, type NetworkPlatform, networkPlatforms, type Platform, platforms } from '../model/collector.ts';
import type { NetworkDialect } from '../model/network-dialect.ts';

/** One command that may run on a host, as the security team signs it off. */
export interface PublishedCommand {
  readonly platform: Platform | NetworkPlatform;
  /** Id of the collector that asks it. */
  readonly collector: string;
  /** Run with `sudo -n` where that is allowed, because root sees more. */
  readonly root: boolean;
  /** To the letter. */
  readonly command: string;
  /** Condition of shell builtins: where it does not hold, the command does not run. */
  readonly when?: string;
  /** Of the command's bytes, 64 hexadecimal digits (FIPS 180-4). */
  readonly sha256: string;
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** What turns the pager of a session off: no collector asks it, and it runs all the same. */
const pagingOf = ({ platform, paging }: NetworkDialect): readonly PublishedCommand[] =>
  paging === undefined
    ? []
    : [{ platform, collector: `${platform}.paging`, root: false, command: paging, sha256: sha256(paging) }];

/** Every command there is, by platform, then by collector; those of network devices with what turns their pagers off. */
export function publishedCommands(
  collectors: readonly Collector[],
  dialects: readonly NetworkDialect[] = [],
): readonly PublishedCommand[] {
  return [...platforms, ...networkPlatforms].flatMap((platform) => [
    ...collectors
      .filter((collector) => collector.platforms.includes(platform))
      .toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
      .map(({ id, request: { command, root, when } }) => ({
        ...{ platform, collector: id, root: root === 'useful', command },
        ...(when === undefined ? {} : { when }),
        sha256: sha256(command),
      })),
    ...dialects.filter((one) => one.platform === platform).flatMap(pagingOf),
  ]);
}
