import type { ShellKind, ShellOutput } from '../transports/types.ts';
import type { ScriptOutput } from './sections.ts';

/** What a host printed, and which shell was asked for it. */
export interface HostAnswer {
  /** `network`: none, but the command line of a network device. */
  readonly shell: ShellKind | 'network';
  readonly output: ShellOutput;
  readonly split: ScriptOutput;
}
