import type { NetworkPlatform } from './collector.ts';

/** How the command line of a network operating system is spoken to: data, published by `map access`. */
export interface NetworkDialect {
  readonly platform: NetworkPlatform;
  /** The command whose answer says what the device is; one of the collectors asks the same. */
  readonly identify: string;
  /** What only the answer of this system has. */
  readonly told: RegExp;
  /** Of this session only: no `--More--`. */
  readonly paging?: string;
  /** `exec`: each command has a channel of its own; otherwise all go to one interactive shell. */
  readonly mode: 'exec' | 'terminal';
}
