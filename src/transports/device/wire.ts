import type { ClientChannel } from 'ssh2';
import { greetsWithKey, waitsForKey } from './text.ts';

/** How waiting on a wire ended. */
export type Waited = 'met' | 'silent' | 'full' | 'lost';

interface WaitFor {
  /** Looked at when nothing more came for a while. */
  readonly met: () => boolean;
  readonly milliseconds: number;
  readonly bytes: number;
  /** What a key is given to: the pager of a command under way, or the greeting; nothing unless given. */
  readonly keys?: 'pager' | 'greeting';
}

/** Nothing more for so long means that the device has said what it had to say, for now. */
const quietMs = 80;
const key = ' ';
const wantsKey = { pager: waitsForKey, greeting: greetsWithKey } as const;

/** The bytes of an interactive channel: what came so far, and waiting for more. */
export interface DeviceWire {
  /** What came since the last `clear`, Latin-1, one character a byte. */
  readonly text: () => string;
  clear(): void;
  send(text: string): void;
  wait(until: WaitFor): Promise<Waited>;
  close(): void;
}

/** Puts a wire on a channel. A pager that waits for a key gets one while a command runs. */
export function openWire(channel: ClientChannel): DeviceWire {
  let chunks: string[] = [];
  let length = 0;
  let tail = '';
  let gone = false;
  let wake: () => void = () => {};
  const lose = (): void => {
    gone = true;
    wake();
  };
  const take = (chunk: Buffer): void => {
    const text = chunk.toString('latin1');
    chunks.push(text);
    length += text.length;
    tail = (tail + text).slice(-2_000);
    wake();
  };
  channel.on('data', take);
  channel.stderr.on('data', take);
  channel.on('error', lose).on('close', lose);
  /** True where something came within the time. */
  const activity = (milliseconds: number): Promise<boolean> => {
    const before = length;
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake(), milliseconds);
      wake = () => {
        clearTimeout(timer);
        wake = () => {};
        resolve(length !== before);
      };
    });
  };
  const send = (text: string): void => {
    if (!gone) channel.write(text);
  };
  return {
    text: () => chunks.join(''),
    clear() {
      chunks = [];
      length = 0;
      tail = '';
    },
    send,
    async wait({ met, milliseconds, bytes, keys }) {
      const end = performance.now() + milliseconds;
      for (;;) {
        const left = end - performance.now();
        if (gone) return 'lost';
        if (length > bytes) return 'full';
        if (left <= 0) return 'silent';
        if (await activity(Math.min(quietMs, left))) continue;
        if (gone) return 'lost';
        if (keys !== undefined && wantsKey[keys](tail)) {
          // The same one is not answered twice.
          tail = '';
          send(key);
        } else if (met()) return 'met';
      }
    },
    close: () => void channel.close(),
  };
}
