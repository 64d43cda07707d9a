import type { Collector } from '../../model/collector.ts';
import { parseSystemDarwin } from '../formats/system-darwin.ts';

/** What the machine calls itself and what runs on it. Written from the manual pages of macOS. */
export const darwinSystem: Collector = {
  id: 'darwin.system',
  group: 'system',
  platforms: ['darwin'],
  rank: 1,
  request: {
    command: 'echo "uname -nrm: $(uname -nrm)"; sw_vers',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseSystemDarwin,
};
