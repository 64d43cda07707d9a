import type { Endpoint } from '../../../model/endpoint.ts';
import type { Fact } from '../../../model/fact.ts';
import type { ReferenceFact, ReferenceOwner } from '../../../model/reference-fact.ts';
import type { Connection } from '../../../text/connection/connection.ts';
import { factList } from '../../../text/fact-list.ts';

/** Where a reference stands. */
interface Stand {
  readonly line: number;
  readonly source: string;
  readonly owner?: ReferenceOwner;
  readonly listen?: Endpoint;
}

/** The references of one output in the making, each once. */
export interface ReferenceList {
  readonly facts: readonly Fact[];
  /** Nothing more is taken: who goes through pools and front ends may stop. */
  isFull(): boolean;
  add(connection: Connection, stand: Stand): void;
}

const mostALine = 4;
const room = 64;
/** So many may be offered for each that is taken: a pool stands behind many locations. */
const offersForOne = 8;

/**
 * An empty list for a text of that many lines. Pools times front ends could be the square of the input: what is more
 * than a few a line is not looked at any more, and a skipped line says so.
 */
export function referenceList(lines: number): ReferenceList {
  const list = factList();
  const most = mostALine * Math.max(lines, room);
  const seen = new Set<string>();
  let offered = 0;
  let full = false;
  return {
    facts: list.facts,
    isFull: () => full,
    add(connection, { line, source, owner, listen }) {
      if (full) return;
      offered += 1;
      const { kind, host, port, scheme, name } = connection;
      const key = JSON.stringify([kind, host, port, scheme, name, source, owner, listen]);
      const isNew = !seen.has(key);
      full = offered > offersForOne * most || (isNew && list.facts.length >= most);
      if (full) list.skip(line, '', 'more references than lines');
      if (full || !isNew) return;
      seen.add(key);
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
