import type { ProcessRef, SocketFact } from '../../model/fact.ts';

/** The processes of sockets, for tools that print a row for each process that holds one. */
export interface SocketHolders {
  /**
   * Notes that a process holds the socket of that key. Returns the list to make the fact of, once for each key;
   * undefined where the fact is made already and its list has grown.
   */
  hold(key: string, process: ProcessRef | undefined): readonly ProcessRef[] | undefined;
}

interface Held {
  readonly processes: ProcessRef[];
  readonly pids: Set<number | undefined>;
}

/** Nobody's socket yet. */
export function socketHolders(): SocketHolders {
  const sockets = new Map<string, Held>();
  return {
    hold(key, process) {
      const known = sockets.get(key);
      const held = known ?? { processes: [], pids: new Set() };
      if (known === undefined) sockets.set(key, held);
      if (process !== undefined && !held.pids.has(process.pid)) {
        held.pids.add(process.pid);
        held.processes.push(process);
      }
      return known === undefined ? held.processes : undefined;
    },
  };
}

const endText = ({ address, port, portName }: SocketFact['local']): string => `${address ?? ''} ${port ?? portName ?? ''}`;

/** What makes a socket the same one for several processes, where the tool prints nothing better: its ends. */
export const endsKey = ({ protocol, local, remote }: SocketFact): string =>
  `${protocol} ${endText(local)} ${remote === undefined ? '' : endText(remote)}`;
