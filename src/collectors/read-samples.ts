import type { Fact, SocketFact } from '../model/fact.ts';
import type { SocketSample } from '../model/observation.ts';
import { groupBy } from '../text/group-by.ts';
import { type Answer, type Reading, readGroup } from './read-answers.ts';

const isSocket = (fact: Fact): fact is SocketFact => fact.fact === 'socket';

/** The table of one sample; nothing where every attempt failed: nobody looked, which is not the same as an empty one. */
function readTable(answers: readonly Answer[]): Reading | undefined {
  const reading = readGroup(answers, isSocket);
  const isThere = reading?.facts.some(isSocket) === true || answers.some(({ section }) => section.status === 'ok');
  return isThere ? reading : undefined;
}

/** A sample with the facts it was read from. */
export interface ReadSample {
  readonly sample: SocketSample;
  readonly facts: readonly Fact[];
}

export const hasSockets = ({ facts }: ReadSample): boolean => facts.some(isSocket);

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
export function readSamples(own: readonly Answer[], inside: readonly Answer[]): readonly ReadSample[] {
  const sampleOf = ({ section }: Answer): number => section.sample;
  const [ownBySample, insideBySample] = [groupBy(own, sampleOf), groupBy(inside, sampleOf)];
  return [...new Set([...ownBySample.keys(), ...insideBySample.keys()])]
    .sort((a, b) => a - b)
    .flatMap((sample) =>
      joinTables(sample, readTable(ownBySample.get(sample) ?? []), readTable(insideBySample.get(sample) ?? [])),
    );
}
