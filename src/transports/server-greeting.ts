import { type KexInit, parseKexInit } from './kexinit.ts';

/** What a server said in clear before the key exchange: its identification and its algorithms. */
export interface ServerGreeting {
  /** Bytes received so far; 0 is a silent port. */
  readonly received: number;
  /** `SSH-2.0-OpenSSH_9.2p1` (RFC 4253, 4.2), once it came. */
  readonly ident?: string;
  readonly kexInit?: KexInit;
  /** The first line, printable and cut short; tells what it is when it is not SSH. */
  readonly firstLine: string;
}

/** A longer greeting is no greeting; OpenSSH's fits in 2 KiB. */
const maxBytes = 16 * 1024;

const printable = (text: string): string => text.replace(/[^ -~]/g, '?');

/** Lines may come before the identification; a server may send its KEXINIT in the same breath. */
function parseGreeting(bytes: Buffer): Pick<ServerGreeting, 'ident' | 'kexInit'> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) break;
    const line = bytes.toString('latin1', start, end).replace(/\r$/, '');
    start = end + 1;
    // 1.99 is a server that speaks 2.0 as well (RFC 4253, 5.1).
    if (!/^SSH-(2\.0|1\.99)-/.test(line)) continue;
    const kexInit = parseKexInit(bytes.subarray(start));
    return { ident: printable(line.slice(0, 255)), ...(kexInit === undefined ? {} : { kexInit }) };
  }
  return {};
}

export interface GreetingReader {
  add(chunk: Buffer): void;
  read(): ServerGreeting;
}

/** Collects the greeting from the first chunks of a connection. */
export function createGreetingReader(): GreetingReader {
  const chunks: Buffer[] = [];
  let received = 0;
  return {
    add(chunk) {
      if (received < maxBytes) chunks.push(chunk.subarray(0, maxBytes - received));
      received += chunk.length;
    },
    read() {
      // Copied by concat: the decryption of later packets works in place.
      const bytes = Buffer.concat(chunks);
      const firstLine = printable(bytes.toString('latin1', 0, 200).split(/\r?\n/)[0] ?? '').slice(0, 80);
      return { received, firstLine, ...parseGreeting(bytes) };
    },
  };
}
