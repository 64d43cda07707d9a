import type { Way } from '../model/evidence.ts';
import { meaningOf } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { Coverage, TargetFailure } from '../model/snapshot.ts';
import { compareText } from './compare-text.ts';

type WayCoverage = Pick<Coverage, 'overSnmpOnly' | 'snmpFailed' | 'snmpUnanswered' | 'cutOff'>;

/** How one way ended at a target that was read. */
interface End extends Way {
  readonly target: string;
}

const failureOf = ({ target, status, message }: End): TargetFailure[] =>
  status === 'collected' ? [] : [{ target, status, message: message ?? meaningOf(status) }];

/** Nobody may be there: on a network where few speak SNMP a list of them would hide the rest. */
const silences: ReadonlySet<Way['status']> = new Set(['snmp-unanswered', 'snmp-refused', 'refused', 'unreachable']);
const isSilence = ({ status }: Way): boolean => silences.has(status);

/** What came over one way and not over the other, of the targets that were read in this scan. */
export function measureWays(observations: readonly Observation[]): WayCoverage {
  const ends = observations
    .filter(({ fresh, status, ways }) => fresh && status === 'collected' && ways !== undefined)
    .flatMap(({ target, ways = [] }): End[] => ways.map((way) => ({ target, ...way })))
    .sort((a, b) => compareText(a.target, b.target));
  const lost = ends.filter(({ status }) => status !== 'collected');
  const agents = lost.filter(({ transport }) => transport === 'snmp');
  const overSnmpOnly = lost.filter(({ transport }) => transport === 'ssh').flatMap(failureOf);
  const snmpFailed = agents.filter((end) => !isSilence(end)).flatMap(failureOf);
  const cutOff = ends.flatMap(({ target, status, message }) =>
    status === 'collected' && message !== undefined ? [{ target, message }] : [],
  );
  const silent = agents.filter(isSilence).length;
  return {
    ...(overSnmpOnly.length === 0 ? {} : { overSnmpOnly }),
    ...(snmpFailed.length === 0 ? {} : { snmpFailed }),
    ...(silent === 0 ? {} : { snmpUnanswered: silent }),
    ...(cutOff.length === 0 ? {} : { cutOff }),
  };
}
