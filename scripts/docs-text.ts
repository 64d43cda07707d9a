import { networkCollectors } from '../src/collectors/network-registry.ts';
import { collectors } from '../src/collectors/registry.ts';
import { type NetworkPlatform, networkPlatforms, type Platform, platforms } from '../src/model/collector.ts';
import { failureStatuses, meaningOf, remedyOf } from '../src/model/failure.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${cell(text)}\``;

const names: Readonly<Record<Platform | NetworkPlatform, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  freebsd: 'FreeBSD',
  openbsd: 'OpenBSD',
  netbsd: 'NetBSD',
  aix: 'AIX',
  sunos: 'Solaris and illumos',
  hpux: 'HP-UX',
  windows: 'Windows (PowerShell)',
  'cisco-ios': 'Cisco IOS and IOS-XE',
  'cisco-nxos': 'Cisco NX-OS',
  'cisco-asa': 'Cisco ASA',
  'arista-eos': 'Arista EOS',
  'juniper-junos': 'Juniper Junos',
  'aruba-cx': 'HPE Aruba AOS-CX',
  'hp-procurve': 'HPE ArubaOS-Switch (ProCurve)',
  'hp-comware': 'HPE and H3C Comware',
  'mikrotik-routeros': 'MikroTik RouterOS',
  'fortinet-fortios': 'Fortinet FortiOS',
  'paloalto-panos': 'Palo Alto PAN-OS',
};

function platformTable(platform: Platform | NetworkPlatform): string {
  const rows = [...collectors, ...networkCollectors]
    .filter((collector) => collector.platforms.includes(platform))
    .map(({ id, group, rank, request }) => [
      id,
      group,
      String(rank),
      code(request.command) + (request.when === undefined ? '' : ` where ${code(request.when)}`),
      request.root === 'useful' ? 'useful' : '',
      `${request.seconds} s`,
    ]);
  return [
    `## ${names[platform]}`,
    '',
    '| collector | group | turn | command | root | limit |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n');
}

/** docs/collectors.md: every command that runs on a host. */
export function renderCollectorsPage(): string {
  return [
    '# What is asked on a host',
    '',
    'Every command a scan runs, read-only, with `LC_ALL=C`, each under its own time limit. Within a group the next one runs only when the one before it',
    'failed. Besides these the script itself uses `uname`, `id`, `head`, `sleep`, `sudo -n -l` and, to end a command that hangs, `grep` on `/proc` or `ps` and `awk`.',
    'On Windows the script is one of PowerShell, without `LC_ALL`; it uses `whoami /groups` besides, and `chcp` in constrained language mode.',
    '',
    ...platforms.filter((platform) => collectors.some((one) => one.platforms.includes(platform))).map(platformTable),
    '# What is asked on a network device',
    '',
    'On the command line of the device itself, one command at a time, each under its own time limit and cap; all of them are asked, and what each says counts. What',
    'turns off the pager of the session goes before (`map access` lists it). A device whose name does not tell what it is gets the first question of each system',
    'until one of them is answered.',
    '',
    ...networkPlatforms.map(platformTable),
  ].join('\n');
}

/** The table of failures, put where docs/scanning.md has its mark. */
export function replaceFailures(page: string): string {
  const rows = failureStatuses.map((status) => `| \`${status}\` | ${cell(meaningOf(status))} | ${cell(remedyOf(status))} |`);
  const table = ['<!-- failures -->', '| status | means | what to do |', '|---|---|---|', ...rows, '<!-- /failures -->'].join(
    '\n',
  );
  const marked = /<!-- failures -->(?:[\s\S]*?<!-- \/failures -->)?/;
  if (!marked.test(page)) throw new Error('docs/scanning.md has no <!-- failures --> mark');
  return page.replace(marked, () => table);
}
