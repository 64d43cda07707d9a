import type { FlowFact } from '../model/flow-fact.ts';
import type { TrackedFact } from '../model/translation-fact.ts';

/** A tracked connection as a flow between who asked and who really answered. */
export function flowOfTracked({
  protocol,
  source,
  destination,
  replySource,
  replyDestination,
  line,
  unreplied,
  bytes,
}: TrackedFact): FlowFact {
  const through = [destination.address, replyDestination.address].filter(
    (address) => address !== undefined && address !== replySource.address && address !== source.address,
  );
  return {
    fact: 'flow',
    ...(line === undefined ? {} : { line }),
    protocol,
    source,
    destination: replySource,
    initiator: 'source',
    ...(unreplied === undefined ? {} : { unanswered: true }),
    ...(through.length === 0 ? {} : { through: through.filter((address) => address !== undefined) }),
    ...(bytes === undefined ? {} : { bytes }),
  };
}
