import type { TextFormat } from '../../model/text-format.ts';
import { factList } from '../../text/fact-list.ts';
import type { FlowFormat } from './flow-format.ts';
import { openFlows } from './read-flows.ts';

/** A log of flows as a text format: every record a fact. For large ones see `openFlows`. */
export function flowText({ id, family, title, example, unit, recognise, open }: FlowFormat): TextFormat {
  return {
    id,
    family,
    title,
    example,
    group: 'flows',
    about: 'others',
    recognise,
    parse(text) {
      const list = factList();
      const stream = openFlows(
        { id, family, title, example, unit, recognise, open },
        { flow: (fact) => void list.facts.push(fact), skip: list.skip, other: () => undefined },
      );
      stream.push(text);
      stream.end();
      return list.facts;
    },
  };
}
