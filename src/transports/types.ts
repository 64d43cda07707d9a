import type { Socket } from 'node:net';
import type { SessionFacts } from '../model/evidence.ts';
import type { Failure, Outcome } from '../model/failure.ts';
import type { Target } from '../model/target.ts';

/** How a script's output ended. */
export type ShellEnd = 'exit' | 'deadline' | 'output-limit' | 'disconnected' | 'aborted';

export interface ShellOutput {
  readonly end: ShellEnd;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

export interface RunLimits {
  /** Aborted by Ctrl-C and by the host's own deadline; `deadline` is told from `aborted` by the reason. */
  readonly signal: AbortSignal;
  /** Milliseconds from now. */
  readonly deadlineMs: number;
  /** Cap on standard output and standard error together, bytes. */
  readonly maxBytes: number;
}

/**
 * What runs a script: `sh -s`; PowerShell, started from whatever login shell there is; or the login shell itself, where that
 * is PowerShell.
 */
export type ShellKind = 'sh' | 'powershell' | 'inside-powershell';

/** One command on the command line of a network device. */
export interface DeviceCommand {
  readonly command: string;
  readonly seconds: number;
  /** Cap on the answer, bytes. */
  readonly bytes: number;
}

export interface DeviceAnswer {
  /** `silent`: its time ran out; `full`: it said more than the cap; `lost`: the line is gone, and with it every later answer. */
  readonly end: 'answered' | 'silent' | 'full' | 'lost';
  /** Text without the echo of the command, control sequences, pagers and the prompt. */
  readonly output: Uint8Array;
}

/** The command line of a network device, one command at a time. */
export interface DeviceLine {
  ask(command: DeviceCommand): Promise<DeviceAnswer>;
  /** Ends the line, not the login. */
  close(): void;
}

/** An interactive shell, or a channel of its own for each command. */
export type DeviceMode = 'terminal' | 'exec';

/** An open login on one host, or this machine itself. */
export interface ShellSession {
  readonly facts: SessionFacts;
  /**
   * Gives the script to the shell; never rejects: what came before trouble is kept. May be called again with another shell
   * where the one before ended with `exit`.
   */
  run(script: string, limits: RunLimits, shell?: ShellKind): Promise<ShellOutput>;
  /** Opens the command line of a network device; undefined where no prompt came. Only over SSH. */
  openDevice?(mode: DeviceMode, limits: Pick<RunLimits, 'signal' | 'deadlineMs'>): Promise<DeviceLine | undefined>;
  /** Ends the login and frees its sockets; safe to call twice. */
  close(): void;
}

/** What a TCP connect told. An open socket is handed on to the login, so that a host is dialled once. */
export type ProbeResult =
  | { readonly kind: 'open'; readonly socket: Socket; readonly address: string }
  | {
      readonly kind: 'closed';
      readonly failure: Failure;
      /** The last network on the way says that nobody there has the address: no neighbour answers for it. */
      readonly absent?: true;
    };

/** Where a target really is, after names, `~/.ssh/config` and flags. */
export interface Route {
  readonly target: Target;
  /** Host to connect to: an address, or a name to be resolved. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly jump: readonly string[];
  /** `local`: this machine, without SSH; `direct`: to be probed first; `jump`: over jump hosts. */
  readonly via: 'local' | 'direct' | 'jump';
}

/** Opens logins. The implementation decides between this machine and SSH. */
export interface ShellConnector {
  /** Resolves user, port and way there; a value, no network. */
  route(target: Target): Promise<Outcome<Route>>;
  /** TCP connect; only for a route without jump hosts. */
  probe(route: Route, signal: AbortSignal): Promise<ProbeResult>;
  /** Logs in, over the probed socket where there is one. Never rejects. */
  open(route: Route, socket: Socket | undefined, signal: AbortSignal): Promise<Outcome<ShellSession>>;
  /** Frees what is shared between hosts: jump connections, agents. */
  close(): Promise<void>;
}
