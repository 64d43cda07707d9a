import { type Target, targetKey } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { parseIpv4 } from './address.ts';
import { matchesPattern } from './host-pattern.ts';
import { containsValue, type Interval, type IntervalSet, mergeIntervals } from './interval.ts';
import { expandSpecFiles, type ReadText, type SpecText } from './spec-file.ts';
import { parseTargetSpec } from './target-spec.ts';

/** Tells whether a target is meant by a list of specifications. */
export type TargetMatcher = (target: Pick<Target, 'host' | 'port'>) => boolean;

interface Parts {
  readonly patterns: string[];
  readonly hosts: Set<string>;
  /** Addresses on every port (''), or on the one named. */
  readonly addresses: Map<string, Interval[]>;
}

function addSpec(parts: Parts, { text, place }: SpecText): void {
  if (/[*?]/.test(text)) {
    if (/[\s/@]/.test(text)) throw new UsageError(`${place}: ${JSON.stringify(text)}: a pattern is a name with * and ?`);
    parts.patterns.push(text.toLowerCase());
    return;
  }
  const spec = parseTargetSpec({ text, ...(place === undefined ? {} : { place }) });
  if (spec.kind === 'host') {
    parts.hosts.add(targetKey(spec));
    return;
  }
  const port = String(spec.port ?? '');
  const intervals = parts.addresses.get(port) ?? [];
  intervals.push(spec.interval);
  parts.addresses.set(port, intervals);
}

function collectParts(specs: readonly SpecText[]): Parts {
  const parts: Parts = { patterns: [], hosts: new Set(), addresses: new Map() };
  for (const spec of specs) addSpec(parts, spec);
  return parts;
}

/**
 * Makes a matcher of the target specifications of map.yaml: the forms of the command line, and name
 * patterns with `*` and `?`. One without a port means the host on every port. Throws UsageError.
 */
export function createTargetMatcher(specs: readonly SpecText[], read?: ReadText): TargetMatcher {
  const parts = collectParts(specs.flatMap((spec) => (spec.text.startsWith('@') ? expandSpecFiles([spec.text], read) : [spec])));
  const ranges = new Map<string, IntervalSet>([...parts.addresses].map(([port, list]) => [port, mergeIntervals(list)]));
  return ({ host: written, port }) => {
    const target = { host: written.toLowerCase(), ...(port === undefined ? {} : { port }) };
    if (parts.hosts.has(target.host) || parts.hosts.has(targetKey(target))) return true;
    const value = parseIpv4(target.host);
    const inRange = (on: string): boolean => value !== undefined && containsValue(ranges.get(on) ?? [], value);
    return inRange('') || inRange(String(port)) || parts.patterns.some((pattern) => matchesPattern(target.host, pattern));
  };
}
