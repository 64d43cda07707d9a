import type { Collector } from '../../model/collector.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { hostsReader } from '../formats/declared/hosts.ts';

/** Names that this machine takes for addresses, whatever the name servers say; the form is that of hosts(5). */
export const windowsHosts: Collector = {
  id: 'windows.hosts',
  group: 'references',
  platforms: ['windows'],
  rank: 1,
  request: {
    command: 'Get-Content -LiteralPath "$env:SystemRoot\\System32\\drivers\\etc\\hosts"',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseOneFile('/etc/hosts', hostsReader),
};
