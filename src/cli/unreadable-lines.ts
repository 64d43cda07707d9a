import { type UnreadableLine, unreadCount } from '../analysis/coverage.ts';
import { observe } from '../collectors/observe.ts';
import { readerOf } from '../collectors/readers.ts';
import type { CollectorGroup } from '../model/collector.ts';
import type { Collection, Section } from '../model/evidence.ts';
import type { SkippedFact } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Store } from '../store/types.ts';
import { observeSafely } from './observe-safely.ts';

/** Lines listed of one collector on one host: the twenty-first is like the first twenty. */
const mostOfCollector = 20;

/** Entries in all: enough to see what a parser lacks, and no second copy of the evidence. */
const mostEntries = 1000;

const groupOf = ({ collector }: Section): CollectorGroup | undefined => readerOf(collector)?.group;
const rankOf = ({ collector }: Section): number => readerOf(collector)?.rank ?? 0;

const read = (collection: Collection, sections: readonly Section[]): Observation => observe({ ...collection, sections }, false);

/** What one section says by itself. That a command failed decides whether it is used, not how it is read. */
function factsOf(collection: Collection, section: Section): Observation['facts'] {
  const status = section.status === 'failed' || section.status === 'missing' ? 'ok' : section.status;
  return read(collection, [{ ...section, status }]).facts;
}

/** The section a group's facts were taken from: by itself it says the same as the group. */
function winnerOf(collection: Collection, sections: readonly Section[]): Section[] {
  const used = JSON.stringify(read(collection, sections).facts);
  const byRank = sections.toSorted((a, b) => rankOf(a) - rankOf(b));
  return byRank.filter((section) => JSON.stringify(factsOf(collection, section)) === used).slice(0, 1);
}

/** The sections the facts of a visit were taken from; what nobody used is not counted as unread either. */
function usedSections(collection: Collection, { samples }: Observation): Section[] {
  const [tables, sent, groups] = [[] as Section[], [] as Section[], new Map<CollectorGroup, Section[]>()];
  for (const section of collection.sections) {
    const group = groupOf(section);
    if (group === 'sockets' || group === 'namespace-sockets') tables.push(section);
    else if (group === 'walk' || readerOf(section.collector)?.sent === true) sent.push(section);
    else if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), section]);
  }
  const isUsed = (table: Section): boolean =>
    samples.some(
      ({ collector, inside, sample }) =>
        sample === table.sample && (collector === table.collector || inside?.collector === table.collector),
    );
  const asked = [...groups.values()].flatMap((sections) => winnerOf(collection, sections));
  return [...asked, ...sent, ...tables.filter(isUsed)];
}

const linesFor = ({ count = 1 }: Pick<SkippedFact, 'count'>): number => count;

/** The lines of one collector, the later ones as one entry that says how many they are. */
function shorten(lines: readonly UnreadableLine[]): UnreadableLine[] {
  const [first, [next, ...others]] = [lines.slice(0, mostOfCollector), lines.slice(mostOfCollector)];
  if (next === undefined) return first;
  const count = [next, ...others].reduce((sum, line) => sum + linesFor(line), 0);
  return [...first, { ...next, text: '', reason: 'more lines that could not be read', count }];
}

function linesOf(collection: Collection, observation: Observation): UnreadableLine[] {
  const { target } = collection;
  const byCollector = new Map<string, UnreadableLine[]>();
  for (const section of usedSections(collection, observation)) {
    const { collector, sample } = section;
    const lines = factsOf(collection, section).flatMap((fact): UnreadableLine[] => {
      if (fact.fact !== 'skipped') return [];
      const { line, text, reason, count, unit } = fact;
      const more = { ...(count === undefined ? {} : { count }), ...(unit === undefined ? {} : { unit }) };
      return [{ target, collector, sample, line, text, reason, ...more }];
    });
    byCollector.set(collector, [...(byCollector.get(collector) ?? []), ...lines]);
  }
  return [...byCollector.values()].flatMap(shorten);
}

const unreadIn = ({ skippedLines, facts }: Observation): number =>
  facts.reduce((sum, fact) => sum + (fact.fact === 'datagrams' ? fact.datagrams.unreadable : 0), skippedLines);

/**
 * The lines no parser could read in the evidence of a stored snapshot, sorted by target. The evidence is
 * read again for it, and no further than to the last of them.
 */
export function readUnreadableLines(store: Store, { snapshot, coverage }: Snapshot): readonly UnreadableLine[] {
  const basis = store.basisOf(snapshot.id);
  const found: UnreadableLine[] = [];
  let left = unreadCount(coverage);
  if (basis === undefined || left === 0) return found;
  for (const { collection } of store.evidenceAt(basis)) {
    const observed = observeSafely(collection, false);
    if (!observed.ok) continue;
    const unread = unreadIn(observed.value);
    if (unread === 0) continue;
    found.push(...linesOf(collection, observed.value));
    left -= unread;
    if (left <= 0 || found.length >= mostEntries) break;
  }
  return found.slice(0, mostEntries);
}
