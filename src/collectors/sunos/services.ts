import type { Collector } from '../../model/collector.ts';
import { parseSvcs } from '../formats/svcs.ts';

/** Services of the Service Management Facility with their processes. Written from the manual pages of Solaris and illumos. */
export const sunosServices: Collector = {
  id: 'sunos.services',
  group: 'units',
  platforms: ['sunos'],
  rank: 1,
  request: { command: 'svcs -Hp -o state,fmri', root: 'never', seconds: 20, bytes: 2 * 1024 * 1024 },
  parse: parseSvcs,
};
