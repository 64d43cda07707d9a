import type { Collector } from '../model/collector.ts';
import { buildScript, type ScriptOptions } from './script.ts';
import { goOnUnder } from './script-functions.ts';

/** The first and the last line of a bundle begin with these. */
export const bundleStart = 'map-bundle 1';
export const bundleEnd = 'map-bundle end';

const head = (version: string): string => String.raw`#!/bin/sh
# Offline collector of map ${version}. Reads what this host can tell about its connections, and writes ONE file.
#
# It runs only the commands listed in the functions linux_once, aix_once and so on below, each read-only. It installs
# nothing, changes nothing, opens no connection. Passwords in settings and environments are cut out here; those in command
# lines (processes, cron jobs, units) and labels of containers only when the file is imported: until then treat it as
# confidential (it is written so that only you can read it).
#
#   sh collect.sh              writes map-HOST-TIME.bundle here; into a pipe or a file, to standard output
#   sh collect.sh FILE         writes FILE
#
# As root it sees the processes of every user; as another user it uses sudo -n where that is allowed.
# Then, where map is: map import map-HOST-TIME.bundle
${goOnUnder('"$0" @{1+"$@"}').replaceAll('@{', '${')}
case "$1" in -h|--help) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
umask 077
map_host=$(uname -n | tr -cd 'A-Za-z0-9._-')
map_time=$(date -u +%Y-%m-%dT%H:%M:%SZ)
map_file=$1
if [ -z "$1" ] && [ -t 1 ]; then map_file=map-$map_host-$(date -u +%Y%m%dT%H%M%SZ).bundle; fi
`;

/**
 * The offline collector for hand delivery: the script of a scan, and around it a first line that tells how to read
 * the file and a last one with the checksum of all before it (cksum(1), which every POSIX system has). What goes to
 * standard output cannot be read a second time and has no checksum: SSH, which carries it, has its own.
 */
export function buildBundleScript(collectors: readonly Collector[], options: ScriptOptions, version: string): string {
  const opening = `printf '${bundleStart} %s %s %s %s\\n' '${options.marker}' '${options.samples}' "$map_time" "\${map_host:-unknown}"`;
  return [
    head(version),
    'map_collect() {',
    opening,
    buildScript(collectors, options),
    '}',
    'if [ -z "$map_file" ]; then',
    '  map_collect 2>/dev/null',
    `  echo '${bundleEnd} none'`,
    'else',
    '  echo "reading this host; the answer goes to $map_file" >&2',
    '  map_collect > "$map_file" 2>/dev/null || exit 1',
    `  map_sum=$(cksum < "$map_file") || exit 1`,
    `  printf '${bundleEnd} %s\\n' "$map_sum" >> "$map_file"`,
    '  echo "done: $map_file" >&2',
    'fi',
    '',
  ].join('\n');
}
