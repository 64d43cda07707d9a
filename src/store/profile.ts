import type { Collection } from '../model/evidence.ts';
import { parseStored } from './json-text.ts';

/** What of a visit stays the same from scan to scan: how the host was reached, and what the login told. */
export type Profile = Omit<Collection, 'target' | 'startedAt' | 'finishedAt' | 'status' | 'message' | 'sections'>;

/** A visit cut into what changes at every scan and what seldom does. */
export interface SplitProfile {
  /** JSON, equal for equal visits. */
  readonly text: string;
  /** The scanner's own port, which is another one at every login. */
  readonly ownPort: number | null;
}

/** Splits what seldom changes from a visit. */
export function splitProfile(collection: Collection): SplitProfile {
  const { target, startedAt, finishedAt, status, message, sections, ...profile } = collection;
  const own = profile.session.ownConnection;
  if (own === undefined) return { text: JSON.stringify(profile), ownPort: null };
  const session = { ...profile.session, ownConnection: { ...own, remotePort: 0 } };
  return { text: JSON.stringify({ ...profile, session }), ownPort: own.remotePort };
}

/** The reverse of `splitProfile`. */
export function joinProfile({ text, ownPort }: SplitProfile): Profile {
  const profile = parseStored(text) as Profile;
  const own = profile.session.ownConnection;
  if (own === undefined || ownPort === null) return profile;
  return { ...profile, session: { ...profile.session, ownConnection: { ...own, remotePort: ownPort } } };
}
