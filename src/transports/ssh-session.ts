import type { ClientChannel } from 'ssh2';
import type { SessionFacts } from '../model/evidence.ts';
import { openExec } from './device/exec.ts';
import { openTerminal } from './device/terminal.ts';
import { createOutputGatherer } from './output-gatherer.ts';
import { insidePowershellCommand, powershellCommand } from './powershell-command.ts';
import { watchLimits } from './run-limits.ts';
import { awaitShell, shellCommand, withoutProof } from './shell-proof.ts';
import type { SshLogin } from './ssh-login.ts';
import type { RunLimits, ShellEnd, ShellKind, ShellOutput, ShellSession } from './types.ts';

/** Each reads its program from standard input: nothing of ours is quoted, and nothing shows in a process list. */
const commands: Readonly<Record<ShellKind, string>> = {
  sh: shellCommand,
  powershell: powershellCommand,
  'inside-powershell': insidePowershellCommand,
};

/** What an interactive command line that has no shell may take to hang up after the end of its input. */
const hangUpMs = 2_000;

/**
 * Gives the script to a POSIX shell once that has shown itself; anything else is told the end of the input, and nothing before
 * it. Who then stays on the line after having said something is hung up on: `finish`.
 */
function giveToShell(channel: ClientChannel, script: string, deadlineMs: number, finish: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const release = awaitShell(channel, {
    milliseconds: deadlineMs / 2,
    shown: () => void channel.end(script),
    none: (said) => {
      channel.end();
      if (said) timer = setTimeout(finish, hangUpMs);
    },
  });
  channel.once('close', () => {
    release();
    clearTimeout(timer);
  });
}

/** A server may give both streams as one. Otherwise a line like the proof on standard output is of the script, as from ps(1). */
function cutProof(output: ShellOutput): ShellOutput {
  const stderr = withoutProof(output.stderr);
  return stderr === output.stderr ? { ...output, stdout: withoutProof(output.stdout) } : { ...output, stderr };
}

function runScript(login: SshLogin, shell: ShellKind, script: string, limits: RunLimits): Promise<ShellOutput> {
  return new Promise((resolve) => {
    const gatherer = createOutputGatherer(limits.maxBytes, () => finish('output-limit'));
    let done = false;
    let open: ClientChannel | undefined;
    const finish = (end: ShellEnd): void => {
      if (done) return;
      done = true;
      release();
      login.client.removeListener('close', onLost);
      login.client.removeListener('end', onLost);
      // Whatever the host still sends is not wanted any more: hang up instead of reading it.
      if (end !== 'exit') login.destroy();
      else open?.close();
      const output = gatherer.finish(end);
      resolve(shell === 'sh' ? cutProof(output) : output);
    };
    const onLost = (): void => finish('disconnected');
    const release = watchLimits(limits, finish);
    login.client.on('close', onLost).on('end', onLost);
    const onChannel = (error: Error | undefined, channel: ClientChannel): void => {
      if (error) {
        gatherer.add('stderr', Buffer.from(error.message));
        // The login works and the host runs nothing for us: a shell that is none.
        finish('exit');
        return;
      }
      open = channel;
      channel.on('data', (chunk: Buffer) => gatherer.add('stdout', chunk));
      channel.stderr.on('data', (chunk: Buffer) => gatherer.add('stderr', chunk));
      channel.on('error', onLost);
      channel.on('close', () => finish('exit'));
      // Some servers tell the exit code and the end of the output, and leave the channel open.
      const signs = new Set<string>();
      const note = (sign: string): void => {
        if (signs.add(sign).size === 2) finish('exit');
      };
      channel.once('exit', () => note('code'));
      channel.once('end', () => note('end'));
      if (shell === 'sh') giveToShell(channel, script, limits.deadlineMs, () => finish('exit'));
      else channel.end(script);
    };
    try {
      login.client.exec(commands[shell], onChannel);
    } catch {
      onLost();
    }
  });
}

/** Makes a shell session of a login. */
export function openSshSession(login: SshLogin, jump: readonly string[]): ShellSession {
  const { hostKey, user, credential, serverIdent } = login;
  const facts: SessionFacts = {
    hostKey,
    user,
    credential,
    ...(jump.length === 0 ? {} : { jump }),
    ...(serverIdent === undefined ? {} : { serverIdent }),
  };
  return {
    facts,
    run: (script, limits, shell = 'sh') => runScript(login, shell, script, limits),
    openDevice: async (mode, limits) => (mode === 'exec' ? openExec(login, limits) : await openTerminal(login, limits)),
    close: () => login.close(),
  };
}
