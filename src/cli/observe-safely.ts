import { observe } from '../collectors/observe.ts';
import type { Collection } from '../model/evidence.ts';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';

/**
 * Parsers never throw; should one do so all the same, that is this host's failure and not the end of
 * everybody's map. Its evidence stays stored, for the parser that reads it.
 */
export function observeSafely(collection: Collection, fresh: boolean): Outcome<Observation> {
  try {
    return succeed(observe(collection, fresh));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return fail('internal', `${collection.target}: its evidence could not be read: ${cause}`);
  }
}
