import { type CollectorGroup, collectorGroups, jointGroups } from '../model/collector.ts';
import type { Collection, FourTuple, Section } from '../model/evidence.ts';
import type { Fact, SocketFact } from '../model/fact.ts';
import type { FlowFact } from '../model/flow-fact.ts';
import type { ListedFact, Observation, SocketSample, ToldFlow, ToldListing } from '../model/observation.ts';
import type { ReferenceFact } from '../model/reference-fact.ts';
import { canonicalAddress } from '../text/address.ts';
import { decodeBytes } from '../text/decode.ts';
import { importEntry } from './import-entry.ts';
import { neighborTables } from './neighbor-tables.ts';
import { numberVlans } from './number-vlans.ts';
import { type Reader, readerOf } from './readers.ts';
import { refusedCommands } from './refused-commands.ts';
import { toldReferences } from './told-references.ts';
import { flowOfTracked } from './tracked-flow.ts';
import { readWalkSections } from './walk-sections.ts';

type OtherFact = Exclude<Fact, SocketFact | ReferenceFact | FlowFact | ListedFact>;

/** A section somebody can read. */
interface Answer {
  readonly collector: Reader;
  readonly section: Section;
}

/** The answer a group's facts are taken from. */
interface Reading {
  readonly collector: Reader;
  /** The number of its section, where each is read for itself. */
  readonly sample?: number;
  readonly facts: readonly Fact[];
  /** The output was cut off. */
  readonly partial?: true;
  /** Sockets an SNMP agent told. */
  readonly walked?: readonly SocketSample[];
}

const cutOff: ReadonlySet<Section['status']> = new Set(['timed-out', 'truncated', 'incomplete']);
const isSocket = (fact: Fact): fact is SocketFact => fact.fact === 'socket';
const isListed = (fact: Fact): fact is ListedFact => fact.fact === 'listed-host' || fact.fact === 'listed-service';
const isOther = (fact: Fact): fact is OtherFact =>
  fact.fact !== 'socket' && fact.fact !== 'reference' && fact.fact !== 'flow' && !isListed(fact);
const compareIds = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const isProcess = (fact: Fact): boolean => fact.fact === 'process';
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
function readGroup(answers: readonly Answer[], counts: (fact: Fact) => boolean): Reading | undefined {
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

const readAll = (answers: readonly Answer[]): readonly Reading[] =>
  answers.map(({ collector, section }) => ({ collector, sample: section.sample, facts: collector.parse(textOf(section)) }));

/** Readings of a group that is asked once: of what was asked one answer (of a joint group all), of what was sent all. */
function readOnce(group: CollectorGroup, answers: readonly Answer[]): readonly Reading[] {
  if (jointGroups.has(group)) return readAll(answers.toSorted((a, b) => compareIds(a.collector.id, b.collector.id)));
  const asked = readGroup(
    answers.filter(({ collector }) => !collector.sent),
    isTelling,
  );
  const sent = answers.filter(({ collector }) => collector.sent);
  return [...(asked === undefined ? [] : [asked]), ...readAll(sent)];
}

function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The table of one sample; nothing where every attempt failed: nobody looked, which is not the same as an empty one. */
function readTable(answers: readonly Answer[]): Reading | undefined {
  const reading = readGroup(answers, isSocket);
  const isThere = reading?.facts.some(isSocket) === true || answers.some(({ section }) => section.status === 'ok');
  return isThere ? reading : undefined;
}

/** A sample with the facts it was read from. */
interface ReadSample {
  readonly sample: SocketSample;
  readonly facts: readonly Fact[];
}

const hasSockets = ({ facts }: ReadSample): boolean => facts.some(isSocket);

function joinTables(sample: number, own: Reading | undefined, inside: Reading | undefined): ReadSample[] {
  const main = own ?? inside;
  if (main === undefined) return [];
  const tableOf = ({ collector, facts }: Reading) => ({ collector: collector.id, sockets: facts.filter(isSocket) });
  const table = own === undefined ? { collector: main.collector.id, sockets: [] } : tableOf(own);
  const read: SocketSample = {
    sample,
    ...table,
    ...(inside === undefined ? {} : { inside: tableOf(inside) }),
    ...(own === undefined || own.partial ? { partial: true } : {}),
  };
  return [{ sample: read, facts: [...(own?.facts ?? []), ...(inside?.facts ?? [])] }];
}

/** The socket tables of each sample, in order: of the host, and beside it of its other network namespaces. */
function readSamples(own: readonly Answer[], inside: readonly Answer[]): readonly ReadSample[] {
  const sampleOf = ({ section }: Answer): number => section.sample;
  const [ownBySample, insideBySample] = [groupBy(own, sampleOf), groupBy(inside, sampleOf)];
  return [...new Set([...ownBySample.keys(), ...insideBySample.keys()])]
    .sort((a, b) => a - b)
    .flatMap((sample) =>
      joinTables(sample, readTable(ownBySample.get(sample) ?? []), readTable(insideBySample.get(sample) ?? [])),
    );
}

/** Connections that trackers told of, of every sample, each once. */
function readTracked(answers: readonly Answer[]): readonly Reading[] {
  const seen = new Set<string>();
  return [...groupBy(answers, ({ section }) => section.sample)]
    .sort(([a], [b]) => a - b)
    .flatMap(([sample, taken]) => readOnce('tracked', taken).map((reading) => ({ ...reading, sample })))
    .map(({ collector, sample, facts }) => ({ collector, sample, facts: facts.filter((fact) => isNews(fact, seen)) }));
}

function isNews(fact: Fact, seen: Set<string>): boolean {
  if (fact.fact !== 'tracked') return true;
  const { protocol, source, destination, replySource, replyDestination } = fact;
  const ends = [source, destination, replySource, replyDestination].map(({ address, port }) => `${address} ${port}`);
  const { size } = seen;
  return seen.add(`${protocol} ${ends.join(' ')}`).size > size;
}

/** True where configuration may be missing: an answer was cut off, or nobody could list the processes. What was sent is what there is. */
function lacksReferences(groups: ReadonlyMap<CollectorGroup, readonly Answer[]>, status: Collection['status']): boolean {
  const [written = [], running = []] = [groups.get('references'), groups.get('processes')];
  const asked = [...written, ...running].filter(({ collector }) => !collector.sent);
  if (asked.length === 0) return false;
  const isCut = asked.some(({ section }) => cutOff.has(section.status));
  return status !== 'collected' || isCut || !running.some(({ section }) => section.status === 'ok');
}

/** The connection of the login, spelled as the facts spell addresses. */
function canonicalTuple(tuple: FourTuple): FourTuple {
  return {
    ...tuple,
    localAddress: canonicalAddress(tuple.localAddress) ?? tuple.localAddress,
    remoteAddress: canonicalAddress(tuple.remoteAddress) ?? tuple.remoteAddress,
  };
}

/** Lines that could not be read; one fact may stand for many. */
const countSkipped = (facts: readonly OtherFact[]): number =>
  facts.reduce((sum, fact) => sum + (fact.fact === 'skipped' ? (fact.count ?? 1) : 0), 0);

/** Splits the sections by group; those nobody can read are left out. */
function byGroup(sections: readonly Section[]): ReadonlyMap<CollectorGroup, readonly Answer[]> {
  const answers = sections.flatMap((section) => {
    const collector = readerOf(section.collector);
    return collector === undefined ? [] : [{ collector, section }];
  });
  return groupBy(answers, ({ collector }) => collector.group);
}

/** A tool that cannot reach what it asks says nothing on its standard output. */
const answeredAny = (answers: readonly Answer[] = []): boolean =>
  answers.some(({ section: { status, stdout } }) => status === 'ok' && stdout.length > 0);

/** Flows, and what a tracker told: of that the graph takes what was forwarded between others. */
const readFlows = (readings: readonly Reading[]): readonly ToldFlow[] =>
  readings.flatMap(({ collector: { id: collector }, sample = 1, facts }) =>
    facts.flatMap((fact): ToldFlow[] => {
      if (fact.fact === 'tracked') return [{ collector, sample, flow: flowOfTracked(fact) }];
      return fact.fact === 'flow' ? [{ collector, sample, flow: fact }] : [];
    }),
  );

const readListings = (readings: readonly Reading[]): readonly ToldListing[] =>
  readings.flatMap(({ collector: { id: collector }, facts }) => facts.filter(isListed).map((listed) => ({ collector, listed })));

/** True where nothing of it is about the machine it came from. */
function isWitness(groups: ReadonlyMap<CollectorGroup, readonly Answer[]>): boolean {
  const told = [...groups.values()].flat().filter(({ collector }) => collector.id !== importEntry.id);
  return told.length > 0 && told.every(({ collector }) => collector.about === 'others');
}

/** What the SNMP agent told: its processes (as its sockets, below) count only where nobody else told any. */
function readWalks(answers: readonly Answer[], engineId: string | undefined, told: readonly Reading[]): readonly Reading[] {
  const [first] = answers;
  if (first === undefined) return [];
  const sections = answers.map(({ section }) => section);
  const { facts, samples } = readWalkSections(sections, engineId);
  const counts = told.some((one) => one.facts.some(isProcess)) ? (fact: Fact) => !isProcess(fact) : () => true;
  return [{ collector: first.collector, facts: facts.filter(counts), walked: samples }];
}

/** Turns the evidence of one visit into facts, choosing between the collectors that answered the same question. */
export function observe(collection: Collection, fresh: boolean): Observation {
  const groups = byGroup(collection.sections);
  const asked = readSamples(groups.get('sockets') ?? [], groups.get('namespace-sockets') ?? []);
  const others = collectorGroups
    .filter((group) => group !== 'sockets' && group !== 'namespace-sockets' && group !== 'walk')
    .flatMap((group) => {
      const answers = groups.get(group) ?? [];
      return group === 'tracked' ? readTracked(answers) : readOnce(group, answers);
    });
  const walks = readWalks(groups.get('walk') ?? [], collection.session.engineId, others);
  const once = [...others, ...walks];
  const walked = walks.flatMap((one) => one.walked ?? []);
  const samples = walked.length === 0 || asked.some(hasSockets) ? asked.map(({ sample }) => sample) : walked;
  const references = toldReferences(once);
  const isTold = references.length > 0 || groups.has('references');
  const flows = readFlows(once);
  const listings = readListings(once);
  // An engine that named itself and told no more is known by that all the same.
  const engine =
    walks.length > 0 || collection.session.engineId === undefined ? [] : readWalkSections([], collection.session.engineId).facts;
  const facts = numberVlans([...engine, ...[...once, ...asked].flatMap((one) => one.facts)].filter(isOther));
  const { target, address, name, origin, method, finishedAt, status, session, ways } = collection;
  const tables = neighborTables(collection);
  const refused = refusedCommands(collection);
  return {
    target,
    ...(address === undefined ? {} : { address }),
    ...(name === undefined ? {} : { name }),
    origin,
    method,
    at: finishedAt,
    fresh,
    status,
    ...(ways === undefined ? {} : { ways }),
    ...(session.hostKey === undefined ? {} : { hostKey: session.hostKey }),
    ...(session.ownConnection === undefined ? {} : { ownConnection: canonicalTuple(session.ownConnection) }),
    samples,
    ...(isTold ? { references } : {}),
    ...(isTold && lacksReferences(groups, status) ? { referencesPartial: true } : {}),
    ...(answeredAny(groups.get('guests')) ? { guestsRead: true } : {}),
    ...(isWitness(groups) ? { witness: true } : {}),
    ...(flows.length === 0 ? {} : { flows }),
    ...(listings.length === 0 ? {} : { listings }),
    facts,
    skippedLines: countSkipped(facts),
    ...(tables === undefined ? {} : { neighborTables: tables }),
    ...(refused.length === 0 ? {} : { refused }),
  };
}
