import type { ProcessRef } from '../model/fact.ts';

const managers: ReadonlySet<string> = new Set(['systemd', 'init', 'launchd']);

/**
 * systemd keeps the listening socket of a unit it starts on demand open beside the daemon
 * (systemd.socket(5)). In a container the daemon itself may be pid 1, so the name counts too.
 */
export const isManager = ({ pid, name }: ProcessRef): boolean => pid === 1 && name !== undefined && managers.has(name);

/**
 * The processes that do the work, lowest pid first. Windows names process 0, which runs nothing, where a socket has no owner
 * any more (TIME-WAIT).
 */
export function workers(processes: readonly ProcessRef[]): readonly ProcessRef[] {
  if (processes.length < 2) return processes[0]?.pid === 0 ? [] : processes;
  const others = processes.filter((process) => !isManager(process));
  return (others.length > 0 ? others : [...processes]).sort((a, b) => (a.pid ?? Infinity) - (b.pid ?? Infinity));
}
