import type { Fact, SocketFact } from '../../model/fact.ts';

/** Rows of a table of one protocol, which has no netid column: what they are shows when it has been read. */
export interface BareRows {
  /** Notes the row whose fact is next. */
  note(facts: readonly Fact[], state: SocketFact['state']): void;
  /** The table ends: corrects its facts. */
  settle(facts: Fact[]): void;
}

/** States both protocols have; any other is TCP's alone. */
const shared: ReadonlySet<SocketFact['state']> = new Set(['established', 'unconnected', 'closed']);

/**
 * ss prints `UNCONN` for UDP and for TCP that is closed, `ESTAB` for both (misc/ss.c, sstate_name). A table with any
 * other state is TCP's; one with UNCONN and without any is UDP's, which knows no other; with ESTAB alone it is held
 * for TCP's.
 */
export function bareRows(): BareRows {
  let doubtful: number[] = [];
  let tcpOnly = false;
  let unconnected = false;
  return {
    note(facts, state) {
      if (!shared.has(state)) tcpOnly = true;
      else if (!tcpOnly || state !== 'established') doubtful.push(facts.length);
      if (state === 'unconnected') unconnected = true;
    },
    settle(facts) {
      for (const at of tcpOnly || unconnected ? doubtful : []) {
        const fact = facts[at];
        if (fact?.fact !== 'socket') continue;
        if (tcpOnly && fact.state === 'unconnected') facts[at] = { ...fact, protocol: 'tcp', state: 'closed' };
        else if (!tcpOnly && unconnected) facts[at] = { ...fact, protocol: 'udp' };
      }
      doubtful = [];
      tcpOnly = false;
      unconnected = false;
    },
  };
}
