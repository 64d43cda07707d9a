import type { Dependency, DirectionRule, SeenFrom } from '../model/snapshot.ts';

/** Why the arrow points that way, in plain words. */
export const ruleText: Readonly<Record<DirectionRule, string>> = {
  'syn-state': 'one end was seen opening the connection (SYN-SENT or SYN-RECV)',
  'own-listener': 'the server was seen listening on that port',
  'peer-listener': 'the other end was seen listening on that port',
  conntrack: 'the connection tracking table names the side that began it',
  'known-listener': 'an earlier sample or snapshot saw the server listening on that port',
  'fan-in': 'several clients use that one port',
  'ephemeral-range': "the other port is from the client's range of temporary ports",
  'service-table': 'the port belongs to a well-known service',
  'lower-port': 'only a guess: the lower port is more often the server',
  configuration: 'a configuration says so',
};

/** Who told of the arrow, in plain words. */
export const seenFromText: Readonly<Record<SeenFrom, string>> = {
  client: 'the client alone',
  server: 'the server alone',
  both: 'both ends',
  flow: 'a flow record',
  config: 'a configuration',
};

/** `active`, or what else is to be said of the arrow. */
export function stateText({ state, silent }: Pick<Dependency, 'state' | 'silent'>): string {
  if (silent === true) return 'silent';
  return state;
}
