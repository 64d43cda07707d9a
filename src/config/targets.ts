import { type Target, targetKey } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { formatIpv4 } from './address.ts';
import { countValues, type Interval, type IntervalSet, mergeIntervals, subtractIntervals } from './interval.ts';
import { expandSpecFiles, type ReadText } from './spec-file.ts';
import { type AddressSpec, type HostSpec, parseTargetSpec, type TargetSpec } from './target-spec.ts';

/** As many as a /16 holds. */
export const defaultMaxTargets = 65_536;

export interface TargetOptions {
  /** Specifications of the same forms; one without a port takes its host away on every port. */
  readonly exclude?: readonly string[];
  readonly maxTargets?: number;
  /** Reads `@file`; the file system where left out. */
  readonly readText?: ReadText;
}

type Port = number | undefined;

interface Exclusion {
  readonly hosts: ReadonlySet<string>;
  /** What is taken away on this port, by its own excludes or by those without a port. */
  addresses(port: Port): IntervalSet;
}

const parseAll = (specs: readonly string[], read?: ReadText): TargetSpec[] => expandSpecFiles(specs, read).map(parseTargetSpec);
const isAddresses = (spec: TargetSpec): spec is AddressSpec => spec.kind === 'addresses';
const isHost = (spec: TargetSpec): spec is HostSpec => spec.kind === 'host';

function createExclusion(specs: readonly TargetSpec[]): Exclusion {
  const byPort = new Map<Port, IntervalSet>();
  const addresses = specs.filter(isAddresses);
  return {
    hosts: new Set(specs.filter(isHost).map(targetKey)),
    addresses(port) {
      const known = byPort.get(port);
      if (known !== undefined) return known;
      const relevant = addresses.filter((spec) => spec.port === undefined || spec.port === port);
      const merged = mergeIntervals(relevant.map(({ interval }) => interval));
      byPort.set(port, merged);
      return merged;
    },
  };
}

const isExcluded = ({ hosts }: Exclusion, spec: HostSpec): boolean => hosts.has(spec.host) || hosts.has(targetKey(spec));

/** Arithmetic only: `0.0.0.0/0` is counted as fast as one address. */
function countTargets(specs: readonly TargetSpec[], exclusion: Exclusion): number {
  const byPort = new Map<Port, Interval[]>();
  for (const { hosts, port } of specs.filter(isAddresses)) {
    const intervals = byPort.get(port);
    if (intervals === undefined) byPort.set(port, [hosts]);
    else intervals.push(hosts);
  }
  let count = new Set(
    specs
      .filter(isHost)
      .filter((spec) => !isExcluded(exclusion, spec))
      .map(targetKey),
  ).size;
  for (const [port, intervals] of byPort) {
    const excluded = exclusion.addresses(port);
    for (const interval of mergeIntervals(intervals)) count += countValues(subtractIntervals(interval, excluded));
  }
  return count;
}

function* expandSpec(spec: TargetSpec, exclusion: Exclusion): Generator<Target> {
  const port = spec.port === undefined ? {} : { port: spec.port };
  if (spec.kind === 'host') {
    if (!isExcluded(exclusion, spec)) yield { host: spec.host, ...port, origin: 'listed' };
    return;
  }
  for (const { first, last } of subtractIntervals(spec.hosts, exclusion.addresses(spec.port))) {
    for (let value = first; value <= last; value += 1) yield { host: formatIpv4(value), ...port, origin: spec.origin };
  }
}

function refuseTooMany(count: number, most: number): void {
  if (count <= most) return;
  throw new UsageError(
    `these are ${count} targets, more than the ${most} allowed; name a smaller network, use --exclude, or raise --max-targets`,
  );
}

/** A target named both in a network and by itself is `listed`: the operator knows that it is there. */
function collect(specs: readonly TargetSpec[], exclusion: Exclusion): Map<string, Target> {
  const targets = new Map<string, Target>();
  const done = new Set<string>();
  for (const spec of specs) {
    // The same network a thousand times in a file costs once.
    const signature = JSON.stringify(spec);
    if (done.has(signature)) continue;
    done.add(signature);
    for (const target of expandSpec(spec, exclusion)) {
      const key = targetKey(target);
      if (!targets.has(key) || target.origin === 'listed') targets.set(key, target);
    }
  }
  return targets;
}

/**
 * Expands what the operator typed: addresses, networks, ranges, names, `@file`, each with an optional
 * port, minus the excludes; without duplicates, in the order typed. Of an IPv4 network of /30 or
 * shorter the network and broadcast addresses are left out. Throws UsageError.
 */
export function expandTargets(specs: readonly string[], options: TargetOptions = {}): readonly Target[] {
  const wanted = parseAll(specs, options.readText);
  const exclusion = createExclusion(parseAll(options.exclude ?? [], options.readText));
  refuseTooMany(countTargets(wanted, exclusion), options.maxTargets ?? defaultMaxTargets);
  const targets = [...collect(wanted, exclusion).values()];
  if (wanted.length > 0 && targets.length === 0)
    throw new UsageError('nothing is left to scan: --exclude takes every target away');
  return targets;
}
