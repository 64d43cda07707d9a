import { hash } from 'node:crypto';
import { type Collector, type Platform, platforms } from '../model/collector.ts';

/** One command that may run on a host, as the security team signs it off. */
export interface PublishedCommand {
  readonly platform: Platform;
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

/** Every command there is, by platform, then by collector. */
export function publishedCommands(collectors: readonly Collector[]): readonly PublishedCommand[] {
  return platforms.flatMap((platform) =>
    collectors
      .filter((collector) => collector.platforms.includes(platform))
      .toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
      .map(({ id, request: { command, root, when } }) => ({
        ...{ platform, collector: id, root: root === 'useful', command },
        ...(when === undefined ? {} : { when }),
        sha256: sha256(command),
      })),
  );
}
