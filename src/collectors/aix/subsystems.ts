import type { Collector } from '../../model/collector.ts';
import { parseLssrc } from '../formats/lssrc.ts';

/** Subsystems of the System Resource Controller. Written from the manual pages of AIX. */
export const aixSubsystems: Collector = {
  id: 'aix.subsystems',
  group: 'units',
  platforms: ['aix'],
  rank: 1,
  request: { command: 'lssrc -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseLssrc,
};
