import { type CollectorGroup, jointGroups } from '../model/collector.ts';
import type { Section } from '../model/evidence.ts';
import type { Fact } from '../model/fact.ts';
import type { SocketSample } from '../model/observation.ts';
import { decodeBytes } from '../text/decode.ts';
import { groupBy } from '../text/group-by.ts';
import { flowSummary, type KnownFlows, parseSummary } from './flows/read-summary.ts';
import { type Reader, readerOf } from './readers.ts';

/** A section somebody can read. */
export interface Answer {
  readonly collector: Reader;
  readonly section: Section;
}

/** The answer a group's facts are taken from. */
export interface Reading {
  readonly collector: Reader;
  /** The number of its section, where each is read for itself. */
  readonly sample?: number;
  readonly facts: readonly Fact[];
  /** The output was cut off. */
  readonly partial?: true;
  /** Sockets an SNMP agent told. */
  readonly walked?: readonly SocketSample[];
}

export const cutOff: ReadonlySet<Section['status']> = new Set(['timed-out', 'truncated', 'incomplete']);

const compareIds = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const isTelling = (fact: Fact): boolean => fact.fact !== 'skipped';

/**
 * The text of a section. The last line of an output that was cut off may be half a line, which would
 * be read as a whole one that says something else; JSON is read object by object and needs no such care.
 */
function textOf(section: Section): string {
  const text = decodeBytes(section.stdout);
  if (!cutOff.has(section.status)) return text;
  const lastLine = text.lastIndexOf('\n') + 1;
  return text.startsWith('[', lastLine) ? text : text.slice(0, lastLine);
}

/**
 * Reads the answers of one group, lowest rank first, until one yields facts. An output that was cut
 * off stands behind a whole one; where none yields facts, the first with anything to say is taken.
 */
export function readGroup(answers: readonly Answer[], counts: (fact: Fact) => boolean): Reading | undefined {
  let partial: Reading | undefined;
  let empty: Reading | undefined;
  for (const { collector, section } of answers.toSorted((a, b) => a.collector.rank - b.collector.rank)) {
    const facts = collector.parse(textOf(section));
    if (facts.some(counts)) {
      if (!cutOff.has(section.status)) return { collector, facts };
      partial ??= { collector, facts, partial: true };
    } else if (facts.length > 0 || section.status === 'ok') empty ??= { collector, facts };
  }
  return partial ?? empty;
}

/** Each for itself, but for summaries of flows: what several of them tell is counted where the first told it. */
function readAll(answers: readonly Answer[]): readonly Reading[] {
  const flows: KnownFlows | undefined = answers.length > 1 ? new Map() : undefined;
  return answers.map(({ collector, section }) => {
    const text = textOf(section);
    const facts = collector.id === flowSummary.id ? parseSummary(text, flows) : collector.parse(text);
    return { collector, sample: section.sample, facts };
  });
}

/** Readings of a group that is asked once: of what was asked one answer (of a joint group all), of what was sent all. */
export function readOnce(group: CollectorGroup, answers: readonly Answer[]): readonly Reading[] {
  if (jointGroups.has(group)) return readAll(answers.toSorted((a, b) => compareIds(a.collector.id, b.collector.id)));
  const asked = readGroup(
    answers.filter(({ collector }) => !collector.sent),
    isTelling,
  );
  const sent = answers.filter(({ collector }) => collector.sent);
  return [...(asked === undefined ? [] : [asked]), ...readAll(sent)];
}

/** Splits the sections by group; those nobody can read are left out. */
export function byGroup(sections: readonly Section[]): ReadonlyMap<CollectorGroup, readonly Answer[]> {
  const answers = sections.flatMap((section) => {
    const collector = readerOf(section.collector);
    return collector === undefined ? [] : [{ collector, section }];
  });
  return groupBy(answers, ({ collector }) => collector.group);
}
