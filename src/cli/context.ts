import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import type { Screen } from './terminal.ts';

/** A stream a command prints on. */
export interface Output extends Screen {
  write(piece: string | Uint8Array, done?: () => void): unknown;
  /** Bytes that nobody has taken yet; absent where everything is taken at once. */
  readonly writableLength?: number;
}

/** What a command may use of the process it runs in; tests give their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
}

/** Options of every command, given before or after its name. */
export interface GlobalOptions {
  readonly db: string;
  /** Absent where the operator named none: `./map.yaml` is then used where present. */
  readonly config?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly debug: boolean;
}

/** What every command is given. */
export interface Context {
  readonly io: Io;
  readonly options: GlobalOptions;
  /** Colour on standard output. */
  readonly color: boolean;
}

type Ended = ExitCode | undefined;

/** A command's work, after parsing: its arguments and options as commander hands them over. */
export type Handler<Given extends readonly unknown[]> = (context: Context, ...given: Given) => Ended | Promise<Ended>;

/** Makes a handler an action of commander: gives it the context, keeps the exit code it returns. */
export type Bind = <Given extends readonly unknown[]>(
  handler: Handler<Given>,
) => (...given: [...Given, Command]) => Promise<void>;

/** Adds one command to the program. */
export type CommandModule = (program: Command, bind: Bind) => void;
