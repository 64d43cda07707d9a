import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { endsKey } from './socket-holders.ts';

const isSocket = (fact: Fact): fact is SocketFact => fact.fact === 'socket';

function withHolders(fact: SocketFact, holders: ReadonlyMap<string, readonly ProcessRef[]>): SocketFact {
  const found = fact.local.port === undefined ? undefined : holders.get(endsKey(fact));
  if (found === undefined) return fact;
  const known = new Set(fact.processes.map(({ pid }) => pid));
  return { ...fact, processes: [...fact.processes, ...found.filter(({ pid }) => !known.has(pid))] };
}

/**
 * Puts two outputs about the same sockets together: a table of everybody's with states (netstat), and one of processes that hold
 * some of them (fstat, lsof). They belong together by protocol and ends. What only the second one shows is
 * kept: it may have been opened in between.
 */
export function joinSockets(table: readonly Fact[], held: readonly Fact[]): readonly Fact[] {
  const holders = new Map<string, readonly ProcessRef[]>();
  for (const fact of held.filter(isSocket)) {
    if (fact.local.port !== undefined) holders.set(endsKey(fact), [...(holders.get(endsKey(fact)) ?? []), ...fact.processes]);
  }
  const shown = new Set(table.filter(isSocket).map(endsKey));
  const joined = table.map((fact) => (isSocket(fact) ? withHolders(fact, holders) : fact));
  return [...joined, ...held.filter((fact) => !isSocket(fact) || (fact.local.port !== undefined && !shown.has(endsKey(fact))))];
}
