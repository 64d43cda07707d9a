import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { matchesPattern, matchesPatternList } from '../config/host-pattern.ts';

/**
 * What decides whether two hosts get the same settings: the patterns of every Host line, wherever it
 * stands. `opaque` when something else decides as well (Match, a name that ssh makes canonical, an
 * Include that cannot be followed), so that every host has to be asked for by itself.
 */
export interface SshConfigScan {
  readonly patterns: readonly (readonly string[])[];
  readonly opaque: boolean;
}

interface Scan {
  readonly patterns: string[][];
  opaque: boolean;
}

/** ssh_config(5) allows 16 levels of Include; deeper is a loop. */
const maxDepth = 16;

/** `Keyword value` or `Keyword=value`; keywords ignore case. */
function splitLine(line: string): readonly [keyword: string, value: string] | undefined {
  const match = /^\s*([A-Za-z0-9]+)(?:\s*=\s*|\s+)(\S.*)$/.exec(line);
  return match ? [(match[1] ?? '').toLowerCase(), (match[2] ?? '').trim()] : undefined;
}

const words = (value: string): string[] =>
  [...value.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** These Match lines hold for every host alike. */
const everyHost = /^((final|canonical)\s+)*all$|^(final|canonical)$/i;

/** Files of an Include; a wildcard is followed in the last part of the path only. */
function includedFiles(path: string, directory: string, home: string): readonly string[] | undefined {
  const expanded = path.replace(/^~(?=\/)/, home);
  const absolute = isAbsolute(expanded) ? expanded : join(directory, expanded);
  if (/[*?[\]%$]/.test(dirname(absolute)) || /[[\]%$]/.test(basename(absolute))) return undefined;
  if (!/[*?]/.test(absolute)) return [absolute];
  try {
    const names = readdirSync(dirname(absolute)).filter((name) => matchesPattern(name, basename(absolute)));
    return names.toSorted().map((name) => join(dirname(absolute), name));
  } catch {
    return [];
  }
}

function readConfig(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A file that is not there configures nothing; one that may not be read stops ssh itself.
    return '';
  }
}

function scanFile(file: string, directory: string, home: string, scan: Scan, depth: number): void {
  if (depth > maxDepth) {
    scan.opaque = true;
    return;
  }
  for (const line of readConfig(file).split('\n')) {
    const [keyword, value] = splitLine(line) ?? [];
    if (value === undefined) continue;
    if (keyword === 'host') scan.patterns.push(words(value));
    if (keyword === 'match' && !everyHost.test(value)) scan.opaque = true;
    if (keyword === 'canonicalizehostname' && value.toLowerCase() !== 'no') scan.opaque = true;
    if (keyword !== 'include') continue;
    for (const path of words(value)) {
      const files = includedFiles(path, directory, home);
      if (files === undefined) scan.opaque = true;
      for (const next of files ?? []) scanFile(next, directory, home, scan, depth + 1);
    }
  }
}

/** Reads the Host patterns of the files, Includes followed; relative ones start at the file's directory. */
export function scanSshConfig(files: readonly string[], home: string): SshConfigScan {
  const scan: Scan = { patterns: [], opaque: false };
  for (const file of files) scanFile(file, dirname(file), home, scan, 0);
  return scan;
}

/**
 * Two hosts with the same text get the same settings from ssh. Undefined where that cannot be told.
 */
export function shareKey({ patterns, opaque }: SshConfigScan, host: string): string | undefined {
  return opaque ? undefined : patterns.map((list) => (matchesPatternList(host, list) ? '1' : '0')).join('');
}
