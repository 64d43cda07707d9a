import type { PublishedCommand } from './published-commands.ts';

/** Where systems keep their tools; none of these can be written by an ordinary user. */
const directories = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const;

/** Within arguments `,`, `:`, `=` and `\` must be escaped (sudoers(5)). */
const escapeArguments = (text: string): string => text.replace(/[,:=\\]/g, '\\$&');

/** An alias is upper-case letters, digits and underscores (sudoers(5)). */
const aliasOf = (platform: string): string => `MAP_${platform.toUpperCase()}`;

function pathsOf(command: string): string[] {
  const blank = command.indexOf(' ');
  const [program, rest] = blank === -1 ? [command, ''] : [command.slice(0, blank), command.slice(blank)];
  const places = program.startsWith('/') ? [program] : directories.map((directory) => `${directory}/${program}`);
  // Without arguments any would be allowed; "" allows none.
  return places.map((place) => `${place}${rest === '' ? ' ""' : escapeArguments(rest)}`);
}

function aliasLines(platform: string, commands: readonly PublishedCommand[]): string[] {
  const paths = [...new Set(commands.flatMap(({ command }) => pathsOf(command)))];
  return [
    `Cmnd_Alias ${aliasOf(platform)} = \\`,
    ...paths.map((path, at) => `    ${path}${at + 1 < paths.length ? ', \\' : ''}`),
  ];
}

/**
 * A file for /etc/sudoers.d: the commands root sees more with, each with its full path and exactly its arguments; no
 * wildcard, nothing that can start a shell, an editor or a pager.
 * @param user name of the login, letters of sudoers(5) only.
 */
export function sudoersFile(commands: readonly PublishedCommand[], user: string): string {
  const rooted = commands.filter(({ root }) => root);
  const systems = [...new Set(rooted.map(({ platform }) => platform))].filter((platform) => platform !== 'windows');
  return [
    `# /etc/sudoers.d/map: what the user ${user} may run as root for map. Check it with: visudo -cf FILE`,
    '# Read-only commands with fixed arguments. Without it map works too, and sees fewer process names.',
    ...systems.flatMap((platform) =>
      aliasLines(
        platform,
        rooted.filter((one) => one.platform === platform),
      ),
    ),
    `Defaults:${user} !requiretty`,
    `${user} ALL = (root) NOPASSWD: ${systems.map(aliasOf).join(', ')}`,
    '',
  ].join('\n');
}
