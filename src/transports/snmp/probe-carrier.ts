import { setTimeout as sleep } from 'node:timers/promises';
import type { Carrier, Manner } from './answer.ts';
import type { Lane, Letter, Reply } from './lane.ts';
import { joinSignals } from './signals.ts';
import type { SnmpSockets } from './sockets.ts';

/** The other socket cannot know more than these. */
const isClear = ({ kind }: Reply): boolean => kind !== 'silent' && kind !== 'garbled';

/** One try on each of two sockets, the second where the first has heard nothing in time; the first goes on listening. */
async function askOnBoth(first: Lane, second: Lane, letter: Letter): Promise<Reply> {
  const { signal, stop, unlink } = joinSignals(letter.signal);
  try {
    const { timeoutMs, tries } = letter;
    const early = first.ask({ ...letter, signal, tries: 1, timeoutMs: timeoutMs * tries });
    const quick = await Promise.race([early, sleep(timeoutMs, undefined, { signal }).catch(() => early)]);
    if (quick && isClear(quick)) return quick;
    const late = second.ask({ ...letter, signal, tries: tries - 1 });
    const reply = await Promise.race([late, early.then((heard) => (isClear(heard) ? heard : late))]);
    return reply.kind === 'silent' ? await early : reply;
  } finally {
    stop();
    unlink();
  }
}

/**
 * For the first questions to an address. The first try is sent from a socket connected to the agent, which is told at
 * once where nothing listens (ICMP port unreachable); the further ones from a socket that would hear an answer that
 * comes from another address.
 */
export function createProbeCarrier(
  place: { readonly address: string; readonly port: number },
  sockets: SnmpSockets,
  timeoutMs: number,
): Carrier & { release(): void } {
  const { address, port } = place;
  const shared = sockets.shared(address);
  const carry = async (id: number, datagram: Buffer, { tries, signal }: Manner): Promise<Reply> => {
    const letter = { address, port, id, datagram, timeoutMs, tries, signal };
    const own = sockets.connected(address, port);
    if (own === undefined) return await shared.lane.ask(letter);
    const reply = await (tries < 2 ? own.lane.ask(letter) : askOnBoth(own.lane, shared.lane, letter));
    own.release();
    return reply;
  };
  return { newId: () => shared.lane.newId(), release: shared.release, carry };
}
