import type { Endpoint, Fact, ReferenceFact, ReferenceOwner } from '../../../model/fact.ts';
import type { Connection } from '../../../text/connection/connection.ts';
import { factList } from '../../../text/fact-list.ts';

/** Where a reference stands. */
export interface Stand {
  readonly line: number;
  readonly source: string;
  readonly owner?: ReferenceOwner;
  readonly listen?: Endpoint;
}

/** The references of one output in the making, each once. */
export interface ReferenceList {
  readonly facts: readonly Fact[];
  add(connection: Connection, stand: Stand): void;
}

const mostALine = 4;
const room = 64;

/**
 * An empty list for a text of that many lines. Pools times front ends could be the square of the input; what is more
 * than a few a line is counted as skipped.
 */
export function referenceList(lines: number): ReferenceList {
  const list = factList();
  const most = lines > room ? mostALine * lines : mostALine * room;
  const seen = new Set<string>();
  return {
    facts: list.facts,
    add(connection, { line, source, owner, listen }) {
      const { kind, host, port, scheme, name } = connection;
      const key = JSON.stringify([kind, host, port, scheme, name, source, owner, listen]);
      if (seen.has(key)) return;
      seen.add(key);
      if (list.facts.length >= most) {
        list.skip(line, '', 'more references than lines');
        return;
      }
      const fact: ReferenceFact = {
        fact: 'reference',
        line,
        ...connection,
        source,
        ...(owner === undefined ? {} : { owner }),
        ...(listen === undefined ? {} : { listen }),
      };
      list.facts.push(fact);
    },
  };
}
