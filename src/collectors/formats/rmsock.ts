import type { ProcessRef } from '../../model/fact.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';
import { splitRow } from './netstat-bsd-row.ts';

/** One answer of rmsock: who holds a socket. */
export interface HeldSocket {
  readonly line: number;
  readonly process: ProcessRef;
}

/** The answers in a text, by the control block (`netstat -A`) of the socket they are about. */
export interface RmsockAnswers {
  readonly all: readonly HeldSocket[];
  holderOf(block: string): HeldSocket | undefined;
}

/** AIX itself writes `proccess`. */
const answer = /The socket (?:0x)?([0-9a-f]{4,16}) is being held by proc{1,2}ess (\d{1,10})(?: ?\(([^()]{1,64})\)|\.)/i;
/** The command as a script or a shell echoes it. */
const asked = /\brmsock (?:0x)?([0-9a-f]{6,16}) (?:tcpcb|inpcb)/i;
const remark = /^\s{0,40}(?:It is not a socket|Wait for exiting|rmsock\b|[#$>])|is being held by Kernel/;
const rowStart = /^\s{0,40}(?:0x)?[0-9a-f]{6,16}\s{1,40}(?:tcp|udp)/i;

/** Lines that rmsock prints, or that call it. */
export const isRmsockLine = (line: string): boolean => remark.test(line) || asked.test(line) || answer.test(line);

/**
 * The kernel keeps socket and control block in one allocation of 1 KiB, so their addresses share all but the last
 * ten bits (`f100060001f36398` and `0x1f36008`); of a long address some versions print the low half only.
 */
const allocation = (address: string): string => {
  const digits = address.toLowerCase().replace(/^0+/, '');
  return `${digits.slice(0, -3)}:${Number.parseInt(digits.slice(-3, -2), 16) >> 2}`;
};
const lowHalf = (address: string): string => allocation(address.slice(-8));

/** The blocks of each allocation; one with several answers for nobody. */
class Blocks {
  readonly #byAllocation = new Map<string, string | undefined>();

  add(block: string): void {
    for (const key of new Set([allocation(block), lowHalf(block)])) {
      this.#byAllocation.set(key, this.#byAllocation.has(key) ? undefined : block);
    }
  }

  find(socket: string): string | undefined {
    return this.#byAllocation.get(allocation(socket));
  }
}

const blockOf = (line: string): string | undefined => (rowStart.test(line) ? splitRow(line)?.block?.toLowerCase() : undefined);

/**
 * Reads what rmsock(1) of AIX answered: `The socket 0xf1000f00002d8808 is being held by proccess 21496092 (sshd).`
 * The answer belongs to the row it stands on, to the block the echoed command before it names, or to the block in
 * the same allocation.
 */
export function readRmsock(text: string): RmsockAnswers {
  const blocks = new Blocks();
  for (const { text: line } of readLines(text)) {
    const block = blockOf(line);
    if (block !== undefined) blocks.add(block);
  }
  const all: HeldSocket[] = [];
  const byBlock = new Map<string, HeldSocket>();
  let question: string | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [, socket, pidText, name] = answer.exec(line) ?? [];
    const pid = readInteger(pidText);
    if (socket === undefined || pid === undefined) {
      if (line.trim() !== '') question = asked.exec(line)?.[1]?.toLowerCase();
      continue;
    }
    const held = { line: number, process: name === undefined ? { pid } : { pid, name: intern(name) } };
    const block = blockOf(line) ?? question ?? blocks.find(socket);
    all.push(held);
    if (block !== undefined && !byBlock.has(block)) byBlock.set(block, held);
    question = undefined;
  }
  return { all, holderOf: (block) => byBlock.get(block.toLowerCase()) };
}
