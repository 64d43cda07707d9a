import type { MapConfig, ScanDefaults } from '../config/config-file.ts';
import type { Environment } from '../config/paths.ts';
import { absolutePath } from '../config/paths.ts';
import { parseReference, type Reference } from '../config/reference.ts';
import type { SnmpEntry } from '../config/snmp-entry.ts';
import { flaggedSnmp } from '../config/snmp-flags.ts';
import { defaultMaxTargets, expandTargets } from '../config/targets.ts';
import type { Target } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { type ScanFlags, scanDefaults } from './scan-flags.ts';

/** What one scan is made with: flags over map.yaml over what fits most estates. Times are seconds. */
export interface ScanSettings {
  readonly targets: readonly Target[];
  readonly user?: string;
  readonly port?: number;
  readonly identities: readonly string[];
  readonly password?: Reference;
  readonly passphrase?: Reference;
  readonly jump: readonly string[];
  readonly hostKeys: 'strict' | 'accept-new';
  readonly sudo: 'auto' | 'never';
  readonly concurrency: number;
  readonly rate?: number;
  readonly timeout: number;
  readonly deadline: number;
  readonly samples: number;
  readonly interval: number;
  /** Whether anybody is logged in to. */
  readonly ssh: boolean;
  /** Whether anybody is asked over SNMP, which takes a credential as well. */
  readonly snmp: boolean;
  readonly snmpPort?: number;
  /** Those for every target, in the order they are tried. */
  readonly snmpCredentials: readonly SnmpEntry[];
}

/** Seconds between two scans of `--follow` where --interval does not say. */
export const followInterval = 300;

function flagReference(text: string | undefined, flag: string, env: Environment): Reference | undefined {
  return text === undefined ? undefined : parseReference(text, { place: `--${flag}`, question: flag, base: '.', env });
}

function loginSettings(flags: ScanFlags, defaults: ScanDefaults, env: Environment) {
  const user = flags.user ?? defaults.user;
  const port = flags.port ?? defaults.port;
  const password = flagReference(flags.password, 'password', env) ?? defaults.password;
  const passphrase = flagReference(flags.passphrase, 'passphrase', env) ?? defaults.passphrase;
  return {
    identities: flags.identity?.map((path) => absolutePath(path, '.', env)) ?? defaults.identity ?? [],
    jump: flags.jump ?? defaults.jump ?? [],
    hostKeys: flags.hostKeys ?? defaults.hostKeys ?? 'accept-new',
    sudo: flags.sudo ?? defaults.sudo ?? 'auto',
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
    ...(password === undefined ? {} : { password }),
    ...(passphrase === undefined ? {} : { passphrase }),
  } as const;
}

/** A flag of SNMPv3 stands for all three: a user of map.yaml with a password of the command line would be nobody's. */
function snmpSettings(flags: ScanFlags, defaults: ScanDefaults, env: Environment) {
  const { snmpUser: user, snmpAuth: auth, snmpPriv: priv, snmpCommunity: communities = [] } = flags;
  const words = {
    ...(user === undefined ? {} : { user }),
    ...(auth === undefined ? {} : { auth }),
    ...(priv === undefined ? {} : { priv }),
  };
  const places = { place: (flag: string) => `--${flag}`, spell: (flag: string) => `--${flag}`, context: { base: '.', env } };
  const given = flaggedSnmp({ communities, words }, (word) => `snmp-${word}`, places);
  const snmpPort = flags.snmpPort ?? defaults.snmpPort;
  return {
    ssh: flags.ssh ?? defaults.ssh ?? true,
    snmp: flags.snmp ?? defaults.snmp ?? true,
    snmpCredentials: given.length > 0 ? given : (defaults.snmpCredentials ?? []),
    ...(snmpPort === undefined ? {} : { snmpPort }),
  };
}

/** Puts flags, map.yaml and defaults together. Throws UsageError; nothing has been touched by then. */
export function readScanSettings(specs: readonly string[], flags: ScanFlags, config: MapConfig, env: Environment): ScanSettings {
  const { defaults } = config;
  if (specs.length === 0) throw new UsageError('map scan needs a target: an address, a network, a range, a name, or localhost');
  const rate = flags.rate ?? defaults.rate;
  return {
    ...loginSettings(flags, defaults, env),
    ...snmpSettings(flags, defaults, env),
    targets: expandTargets(specs, {
      exclude: [...(defaults.exclude ?? []), ...(flags.exclude ?? [])],
      maxTargets: flags.maxTargets ?? defaults.maxTargets ?? defaultMaxTargets,
    }),
    ...(rate === undefined ? {} : { rate }),
    concurrency: flags.concurrency ?? defaults.concurrency ?? scanDefaults.concurrency,
    timeout: flags.timeout ?? defaults.timeout ?? scanDefaults.timeout,
    deadline: flags.deadline ?? defaults.deadline ?? scanDefaults.deadline,
    samples: flags.samples ?? defaults.samples ?? scanDefaults.samples,
    interval: flags.interval ?? defaults.interval ?? scanDefaults.interval,
  };
}
