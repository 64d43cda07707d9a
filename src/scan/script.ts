import { type Collector, type CollectorGroup, collectorGroups, type Platform } from '../model/collector.ts';

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
const sampledGroups: readonly CollectorGroup[] = ['sockets'];

const unames: Readonly<Record<Platform, string>> = { linux: 'Linux', darwin: 'Darwin' };

/**
 * The functions every script begins with. Plain POSIX sh: dash, ash, ksh, bash 3.
 * `q` prints one section between two marker lines on standard output (and its begin on standard
 * error, so that both streams can be split), with the command under its own time limit and byte cap.
 * The border's leading newline belongs to the border: what a command printed is kept to the byte.
 * Where there is no timeout(1) (macOS, AIX) a watchdog ends the command and its children: a child that
 * went on would hold the pipe open. No file is written: the exit code comes back on descriptor 3, the output leaves on 4.
 */
const preamble = String.raw`
LC_ALL=C; LANG=C; export LC_ALL LANG
PATH="$PATH:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin"; export PATH
exec 4>&1
U=$(id -u 2>/dev/null); P=none; [ "$U" = 0 ] && P=root
T=none
timeout 2 true 2>/dev/null && T=plain
[ "$T" = none ] && timeout -t 2 true 2>/dev/null && T=dash-t
C=none
[ "$(printf xy 2>/dev/null | head -c 1 2>/dev/null)" = x ] && C=head
cap() { if [ "$C" = head ]; then head -c "$1"; else cat; fi; }
tree() {
  for d in $(ps -A -o ppid= -o pid= 2>/dev/null | awk -v p="$1" '$1 == p { print $2 }'); do tree "$d"; done
  kill "$1" 2>/dev/null
}
limit() {
  case "$T" in
    plain) timeout "$1" sh -c "$2" </dev/null 3>&- 4>&- ;;
    dash-t) timeout -t "$1" sh -c "$2" </dev/null 3>&- 4>&- ;;
    *) sh -c "$2" </dev/null 3>&- 4>&- & c=$!
       ( exec >/dev/null 2>&1 3>&- 4>&-; k=0
         while kill -0 "$c" && [ "$k" -lt "$1" ]; do sleep 1; k=$((k + 1)); done
         [ "$k" -ge "$1" ] && tree "$c" ) &
       w=$!; wait "$c"; r=$?; kill "$w" 2>/dev/null; return "$r" ;;
  esac
}
allowed() {
  [ "$P" = none ] && [ "$SUDO" = auto ] || { [ "$P" = sudo ]; return; }
  if sudo -kn -l $1 </dev/null >/dev/null 2>&1; then P=sudo; else SUDO=never; fi
  [ "$P" = sudo ]
}
q() {
  S=
  [ "$5" = useful ] && allowed "$6" && S="sudo -kn $6 || "
  printf '\n%s begin %s %s\n' "$M" "$1" "$2"
  printf '\n%s begin %s %s\n' "$M" "$1" "$2" >&2
  R=$( { { limit "$3" "$S$6"; echo "$?" >&3; } | cap "$4" >&4; } 3>&1 )
  printf '\n%s end %s %s %s\n' "$M" "$1" "$2" "$R"
  [ "$R" = 0 ] || [ "$R" = 141 ]
}
session() {
  echo "platform=$(uname -s)"; echo "uid=$U"; echo "user=$(id -un 2>/dev/null)"
  echo "connection=$SSH_CONNECTION"
}
`.trim();

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** One line a group: its collectors in order of rank, each asked only when the one before it failed. */
function groupLines(collectors: readonly Collector[], groups: readonly CollectorGroup[]): string[] {
  return groups.flatMap((group) => {
    const members = collectors.filter((collector) => collector.group === group).sort((a, b) => a.rank - b.rank);
    const calls = members.map(
      ({ id, request }) => `q ${id} "$n" ${request.seconds} ${request.bytes} ${request.root} ${quote(request.command)}`,
    );
    return calls.length === 0 ? [] : [calls.join(' ||\n')];
  });
}

function platformBlock(platform: Platform, collectors: readonly Collector[]): string {
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
 * Ends with a `done` line that says with which rights it ran.
 */
export function buildScript(collectors: readonly Collector[], options: ScriptOptions): string {
  const present = (Object.keys(unames) as Platform[]).filter((platform) =>
    collectors.some((collector) => collector.platforms.includes(platform)),
  );
  return [
    '# map: read-only collection. Nothing is installed or written on this host.',
    `M=${quote(options.marker)}; SUDO=${options.sudo}; n=1`,
    preamble,
    ...present.map((platform) => platformBlock(platform, collectors)),
    `printf '\\n%s begin session 1\\n' "$M"; printf '\\n%s begin session 1\\n' "$M" >&2`,
    'session',
    `printf '\\n%s end session 1 0\\n' "$M"`,
    'case "$(uname -s)" in',
    ...present.map((platform) => `${unames[platform]}) once=${platform}_once; again=${platform}_again ;;`),
    '*) once=:; again=: ;;',
    'esac',
    '$once',
    `samples=${options.samples}; interval=${options.interval}`,
    'while [ "$n" -lt "$samples" ]; do n=$((n + 1)); sleep "$interval"; $again; done',
    `printf '\\n%s done %s\\n' "$M" "$P"`,
    '',
  ].join('\n');
}
