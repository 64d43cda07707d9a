/**
 * Condition that some process is in a network namespace other than the login's. Builtins of the shell only, and it
 * ends with the first such process; several collectors ask, and the answer is kept for one sample (`$n` of the
 * script). `-ef` is in POSIX since 2024 and was in every shell long before.
 */
export const whenOtherNamespaces =
  'case "$other" in "$n "*) ;; *) other="$n "; for f in /proc/[0-9]*; do [ "$f/net/tcp" -ef /proc/self/net/tcp ] || [ ! -e "$f/net/tcp" ] || { other="$n $f"; break; }; done ;; esac; [ "$other" != "$n " ]';

const others =
  'ls -i [0-9]*/net/tcp | sort -k 2n | sort -n -u | while read -r n p; do [ "$p" -ef self/net/tcp ] || echo "$p"; done';

/**
 * Command that prints files of /proc/PID/net for one process, that with the lowest number, of every network namespace
 * other than the login's: the machine, the number of each namespace (`4026532203 25253/net/tcp`, the inode of that
 * file), each line of the files with its path in front, and the numbers once more, which tells of a process that moved
 * on or gave its number to another in between. It runs the same few processes however many namespaces there are.
 */
export function inEachNamespace(files: readonly string[]): string {
  const paths = `for p in $(echo "$l"); do for f in ${files.join(' ')}; do echo "\${p%tcp}$f"; done; done`;
  return [
    `cd /proc && echo "== machine $(uname -m)" && l=$(${others}) && a=$(${paths})`,
    '[ -z "$l" ] || { ls -i $(echo "$l"); grep -s "" $(echo "$a"); ls -i $(echo "$l"); }',
    ':',
  ].join('; ');
}
