import type { Fact } from './fact.ts';

export const platforms = ['linux', 'darwin', 'freebsd', 'openbsd', 'netbsd', 'aix', 'sunos', 'hpux', 'windows'] as const;
export type Platform = (typeof platforms)[number];

/** Operating systems of network devices: their login is a command line of its own, not a shell. IOS is IOS-XE as well. */
export const networkPlatforms = [
  'cisco-ios',
  'cisco-nxos',
  'cisco-asa',
  'arista-eos',
  'juniper-junos',
  'aruba-cx',
  'hp-procurve',
  'hp-comware',
  'mikrotik-routeros',
  'fortinet-fortios',
  'paloalto-panos',
] as const;
export type NetworkPlatform = (typeof networkPlatforms)[number];

/**
 * Sections of one group answer the same question; the first collector that yields facts wins and
 * the others of the group are not used.
 */
export const collectorGroups = [
  'system',
  'identity',
  'hardware',
  'addresses',
  'routes',
  'neighbors',
  'sockets',
  'processes',
  'cgroups',
  'units',
  'resolver',
  'namespaces',
  'namespace-addresses',
  'namespace-sockets',
  'descriptors',
  'containers',
  'guests',
  'translations',
  'tracked',
  'references',
  'walk',
  'network',
  'flows',
  'inventory',
] as const;
export type CollectorGroup = (typeof collectorGroups)[number];

/** Groups in which no collector stands in for another: each is asked, and what each says counts. */
export const jointGroups: ReadonlySet<CollectorGroup> = new Set([
  'containers',
  'guests',
  'translations',
  'references',
  'network',
  'flows',
  'inventory',
]);

/** What to run: data, published by `map access`. */
interface CommandRequest {
  /** POSIX sh, read-only; on a network device its own command. With `root: 'useful'` one simple command, so that sudo can name it. */
  readonly command: string;
  /** POSIX sh condition without output (`[ -e /run/docker.sock ]`): where it does not hold, the host is not asked. Builtins only: it costs nothing. */
  readonly when?: string;
  /** `useful`: root sees more; run with `sudo -n` where that is allowed. */
  readonly root: 'never' | 'useful';
  /** Time limit, seconds. */
  readonly seconds: number;
  /** Cap on standard output. */
  readonly bytes: number;
}

/**
 * A collector is a value: what to ask (data) and how to read the answer (a pure function). It never
 * connects, logs or touches a disk.
 */
export interface Collector {
  /** `linux.ss`: the fixture folder has the same name. */
  readonly id: string;
  readonly group: CollectorGroup;
  readonly platforms: readonly (Platform | NetworkPlatform)[];
  /** Order within the group: the lower one is asked first. */
  readonly rank: number;
  readonly request: CommandRequest;
  /** Never throws, never hangs; an unreadable line becomes a `skipped` fact. */
  parse(text: string): readonly Fact[];
  /** Cuts secrets out of the raw output before it is stored. */
  redact?(text: string): string;
}
