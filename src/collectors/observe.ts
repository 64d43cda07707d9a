import { type CollectorGroup, collectorGroups } from '../model/collector.ts';
import type { Collection, FourTuple } from '../model/evidence.ts';
import type { Fact, SocketFact } from '../model/fact.ts';
import type { FlowFact } from '../model/flow-fact.ts';
import type { ListedFact, Observation, ToldFlow, ToldListing } from '../model/observation.ts';
import type { ReferenceFact } from '../model/reference-fact.ts';
import { canonicalAddress } from '../text/address.ts';
import { importEntry } from './import-entry.ts';
import { neighborTables } from './neighbor-tables.ts';
import { numberVlans } from './number-vlans.ts';
import { type Answer, byGroup, cutOff, type Reading, readOnce } from './read-answers.ts';
import { hasSockets, readSamples } from './read-samples.ts';
import { readTracked } from './read-tracked.ts';
import { refusedCommands } from './refused-commands.ts';
import { toldReferences } from './told-references.ts';
import { flowOfTracked } from './tracked-flow.ts';
import { readWalkSections } from './walk-sections.ts';

type OtherFact = Exclude<Fact, SocketFact | ReferenceFact | FlowFact | ListedFact>;

const isListed = (fact: Fact): fact is ListedFact => fact.fact === 'listed-host' || fact.fact === 'listed-service';
const isOther = (fact: Fact): fact is OtherFact =>
  fact.fact !== 'socket' && fact.fact !== 'reference' && fact.fact !== 'flow' && !isListed(fact);
const isProcess = (fact: Fact): boolean => fact.fact === 'process';

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
  facts.reduce((sum, fact) => sum + (fact.fact === 'skipped' && fact.unit === undefined ? (fact.count ?? 1) : 0), 0);

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
  readings.flatMap(({ collector: { id: collector }, sample = 1, facts }) =>
    facts.filter(isListed).map((listed) => ({ collector, sample, listed })),
  );

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
