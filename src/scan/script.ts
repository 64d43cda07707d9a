import { type Collector, type CollectorGroup, collectorGroups, jointGroups, type Platform } from '../model/collector.ts';
import { posixShell, scriptFunctions } from './script-functions.ts';

/** What the script of one host is made of. */
export interface ScriptOptions {
  /** Random per host, so that nothing a host prints can be taken for a section border. */
  readonly marker: string;
  readonly samples: number;
  /** Seconds between two samples. */
  readonly interval: number;
  readonly sudo: 'auto' | 'never';
}

/** Only these change from one minute to the next, so only these are asked again in a sample. */
const sampledGroups: readonly CollectorGroup[] = ['sockets', 'namespace-sockets', 'tracked'];

/** What `uname -s` prints, of the systems that have a POSIX shell. */
const unames: Readonly<Record<Exclude<Platform, 'windows'>, string>> = {
  linux: 'Linux',
  darwin: 'Darwin',
  freebsd: 'FreeBSD',
  openbsd: 'OpenBSD',
  netbsd: 'NetBSD',
  aix: 'AIX',
  sunos: 'SunOS',
  hpux: 'HP-UX',
};
type PosixPlatform = keyof typeof unames;

/** What is asked again with care is sent twice, and both times count against what one host may send. */
const mostInOneGo = 4 * 1024 * 1024;

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function callOf({ id, request }: Collector): string {
  const call = `q ${id} "$n" ${request.seconds} ${request.bytes} ${request.root} ${quote(request.command)}`;
  return request.when === undefined ? call : `${call} ${quote(request.when)}`;
}

/** One chain a group: its collectors in order of rank, each asked only when the one before it failed; of a joint group each. */
function groupLines(collectors: readonly Collector[], groups: readonly CollectorGroup[]): string[] {
  return groups.flatMap((group) => {
    const members = collectors.filter((collector) => collector.group === group).sort((a, b) => a.rank - b.rank);
    const calls = members.map(callOf);
    if (jointGroups.has(group)) return calls;
    return calls.length === 0 ? [] : [calls.join(' ||\n')];
  });
}

function platformBlock(platform: PosixPlatform, collectors: readonly Collector[]): string {
  const own = collectors.filter((collector) => collector.platforms.includes(platform));
  return [
    `${platform}_once() {`,
    ...groupLines(own, collectorGroups),
    ':; }',
    `${platform}_again() {`,
    ...groupLines(own, sampledGroups),
    ':; }',
  ].join('\n');
}

/**
 * The whole script one host is asked: given to `sh -s` on standard input, over SSH or locally.
 * Ends with a `done` line that says with which rights it ran. Everything is asked in one go first, and no longer
 * than the shortest limit: what hangs costs at most twice its own.
 */
export function buildScript(collectors: readonly Collector[], options: ScriptOptions): string {
  const present = (Object.keys(unames) as PosixPlatform[]).filter((platform) =>
    collectors.some((collector) => collector.platforms.includes(platform)),
  );
  return [
    '# map: read-only collection. Nothing is installed or written on this host.',
    posixShell,
    // The only line that is not the same for every host.
    `M=${quote(options.marker)}; SUDO=${options.sudo}; samples=${options.samples}; interval=${options.interval}; n=1`,
    `GO=${Math.min(...collectors.map(({ request }) => request.seconds))}`,
    `MOST=${Math.min(mostInOneGo, Math.max(...collectors.map(({ request }) => request.bytes)))}`,
    scriptFunctions,
    ...present.map((platform) => platformBlock(platform, collectors)),
    `printf '\\n%s begin session 1\\n' "$M"; printf '\\n%s begin session 1\\n' "$M" >&2`,
    'session',
    `printf '\\n%s end session 1 0\\n' "$M"`,
    'case "$K" in',
    ...present.map((platform) => `${unames[platform]}) once=${platform}_once; again=${platform}_again ;;`),
    '*) once=:; again=: ;;',
    'esac',
    'pass $once',
    'while [ "$n" -lt "$samples" ]; do n=$((n + 1)); sleep "$interval"; pass $again; done',
    `printf '\\n%s done %s\\n' "$M" "$P"`,
    '',
  ].join('\n');
}
