import { setTimeout } from 'node:timers/promises';
import type { Connection, ServerChannel } from 'ssh2';

/** A simulated network device: what its command line answers, and how it behaves. */
export interface DeviceScript {
  readonly prompt: string;
  readonly banner?: string;
  /** What each command prints; a function may write by itself and take its time. */
  readonly answers: Readonly<Record<string, string | ((channel: ServerChannel) => Promise<void> | void)>>;
  readonly unknown?: string;
  /** The command that turns the pager off; without one there is a pager for ever. */
  readonly paging?: string;
  readonly pageLines?: number;
  readonly more?: string;
  /** What the terminal gets to see of a pager once it was answered: blanks over it. */
  readonly erase?: string;
  readonly refuseShell?: boolean;
  /** Waits for a key before the prompt, as ArubaOS-Switch does. */
  readonly greeting?: string;
  /** Gives every command the interactive command line, and takes what comes on its standard input for command lines. */
  readonly execIsShell?: boolean;
  /** What `exec` prints. */
  readonly exec?: (command: string) => string;
}

/** What a simulated device was told. */
export interface DeviceLog {
  readonly typed: string[];
  readonly execs: string[];
  /** Every byte of every channel, as it came. */
  raw: string;
}

export const newDeviceLog = (): DeviceLog => ({ typed: [], execs: [], raw: '' });

function serveShell(channel: ServerChannel, device: DeviceScript, log: DeviceLog): void {
  let line = '';
  let busy = false;
  let paged = true;
  const queue: string[] = [];
  let key: (() => void) | undefined;
  let interrupt: () => void = () => {};
  const interrupted = (): Promise<void> => new Promise((resolve) => (interrupt = resolve));
  const write = (text: string): void => void channel.write(text.replaceAll('\n', '\r\n'));

  async function print(text: string): Promise<void> {
    const lines = text.split('\n');
    const size = device.pageLines ?? 20;
    for (let at = 0; at < lines.length; at += size) {
      const page = lines.slice(at, at + size).join('\n');
      write(at + size < lines.length ? `${page}\n` : page);
      if (!paged || at + size >= lines.length) continue;
      const more = device.more ?? ' --More-- ';
      channel.write(more);
      await new Promise<void>((resolve) => {
        key = resolve;
      });
      channel.write(device.erase ?? `\r${' '.repeat(more.length)}\r`);
    }
  }

  async function run(command: string): Promise<void> {
    if (command !== '') log.typed.push(command);
    const answer = device.answers[command];
    if (command === '') await Promise.resolve();
    else if (command === device.paging) paged = false;
    else if (answer === undefined) write(device.unknown ?? "          ^\n% Invalid input detected at '^' marker.\n\n");
    else if (typeof answer === 'string') await print(answer);
    else await Promise.race([answer(channel), interrupted()]);
    write(`\n${device.prompt}`);
  }

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(next);
    busy = false;
  }

  channel.on('error', () => {});
  channel.on('data', (bytes: Buffer) => {
    log.raw += bytes.toString('latin1');
    for (const one of bytes.toString('latin1')) {
      if (key !== undefined) {
        const resume = key;
        key = undefined;
        resume();
      } else if (one === '\n') {
        if (!busy) channel.write('\r\n');
        queue.push(line.trim());
        line = '';
        void drain();
      } else if (one === '\u0003') interrupt();
      else {
        line += one;
        if (!busy) channel.write(one);
      }
    }
  });
  const welcome = (): void => write(`${device.banner ?? ''}\n${device.prompt}`);
  void setTimeout(20).then(() => {
    if (device.greeting === undefined) return welcome();
    channel.write(device.greeting);
    key = welcome;
  });
}

/** Puts a device behind the connections of a test server: for its option `onConnection`. */
export const serveDevice =
  (device: DeviceScript, log: DeviceLog) =>
  (client: Connection): void => {
    client.on('session', (accept) => {
      const session = accept();
      session.on('pty', (ok) => ok?.());
      session.on('shell', (ok, reject) => {
        if (device.refuseShell) reject?.();
        else serveShell(ok(), device, log);
      });
      session.on('exec', (ok, reject, { command }) => {
        log.execs.push(command);
        if (device.exec === undefined && !device.execIsShell) return reject?.();
        const channel = ok();
        if (device.exec === undefined) return serveShell(channel, device, log);
        channel.on('data', (bytes: Buffer) => {
          log.raw += bytes.toString('latin1');
        });
        channel.on('error', () => {});
        channel.write(device.exec(command));
        channel.exit(0);
        channel.end();
      });
    });
  };
