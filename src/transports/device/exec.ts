import type { ClientChannel } from 'ssh2';
import { createOutputGatherer } from '../output-gatherer.ts';
import { watchLimits } from '../run-limits.ts';
import type { SshLogin } from '../ssh-login.ts';
import type { DeviceAnswer, DeviceCommand, DeviceLine, RunLimits } from '../types.ts';
import { cleanTerminal } from './text.ts';

const nothing = new Uint8Array();

/** One command in a channel of its own, as `ssh host command`. */
function runCommand(login: SshLogin, { command, seconds, bytes }: DeviceCommand, signal: AbortSignal): Promise<DeviceAnswer> {
  return new Promise((resolve) => {
    let open: ClientChannel | undefined;
    let done = false;
    const gatherer = createOutputGatherer(bytes, () => finish('full'));
    const onLost = (): void => finish('lost');
    const finish = (end: DeviceAnswer['end']): void => {
      if (done) return;
      done = true;
      release();
      login.client.removeListener('close', onLost);
      open?.close();
      const { stdout, stderr } = gatherer.finish('exit');
      const said = stdout.length > 0 ? stdout : stderr;
      resolve({ end, output: Buffer.from(cleanTerminal(Buffer.from(said).toString('latin1')), 'latin1') });
    };
    const release = watchLimits({ signal, deadlineMs: seconds * 1000 }, () => finish('silent'));
    login.client.once('close', onLost);
    try {
      login.client.exec(command, (error, channel) => {
        if (error) return finish('lost');
        open = channel;
        if (done) return channel.close();
        channel.on('data', (chunk: Buffer) => gatherer.add('stdout', chunk));
        channel.stderr.on('data', (chunk: Buffer) => gatherer.add('stderr', chunk));
        channel.on('error', onLost).on('close', () => finish('answered'));
        channel.end();
      });
    } catch {
      finish('lost');
    }
  });
}

/** The command line of a device that takes each command in a channel of its own, one after the other: one open channel at most. */
export function openExec(login: SshLogin, limits: Pick<RunLimits, 'signal' | 'deadlineMs'>): DeviceLine {
  let over = false;
  const release = watchLimits(limits, () => {
    over = true;
    login.destroy();
  });
  return {
    ask: async (command) => (over ? { end: 'lost', output: nothing } : await runCommand(login, command, limits.signal)),
    close: release,
  };
}
