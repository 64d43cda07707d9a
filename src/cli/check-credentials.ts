import { checkIdentity, checkReference } from '../config/check-readable.ts';
import type { MapConfig } from '../config/config-file.ts';
import { type CredentialEntry, credentialNamesFor } from '../config/credential.ts';
import type { Environment } from '../config/paths.ts';
import type { Reference } from '../config/reference.ts';
import { snmpReferences } from '../config/snmp-entry.ts';
import { parseHop } from '../transports/hop.ts';
import type { ScanFlags } from './scan-flags.ts';
import type { ScanSettings } from './scan-settings.ts';
import { checkWays, snmpEntriesFor } from './scan-snmp.ts';

/** The credentials of map.yaml that a target or a jump host of this scan gets. */
function wantedEntries({ targets, jump }: ScanSettings, config: MapConfig): readonly CredentialEntry[] {
  if (config.credentials.length === 0) return [];
  const places = [...targets, ...jump.flatMap((hop) => parseHop(hop) ?? [])];
  const wanted = new Set(places.flatMap((place) => credentialNamesFor(place, config.rules)));
  return config.credentials.filter(({ name }) => wanted.has(name));
}

function checkLogins(settings: ScanSettings, flags: ScanFlags, config: MapConfig, env: Environment): void {
  const remote = settings.targets.filter(({ host }) => host !== 'localhost');
  if (remote.length === 0 || !settings.ssh) return;
  const place = flags.identity === undefined ? 'identity: of the defaults in the configuration' : '--identity';
  for (const path of settings.identities) checkIdentity(path, place);
  const entries = wantedEntries({ ...settings, targets: remote }, config);
  for (const { name, identities } of entries) {
    for (const path of identities) checkIdentity(path, `identity: of the credential ${name} in the configuration`);
  }
  const references: readonly (Reference | undefined)[] = [
    ...[settings.password, settings.passphrase],
    ...entries.flatMap(({ password, passphrase }) => [password, passphrase]),
  ];
  for (const reference of references) if (reference !== undefined) checkReference(reference, env);
}

/**
 * Finds out before anything is touched that a key file or a secret somebody named is not there: one line
 * then, instead of the same failure from every host. Throws UsageError.
 */
export function checkCredentials(settings: ScanSettings, flags: ScanFlags, config: MapConfig, env: Environment): void {
  checkWays(settings, config);
  checkLogins(settings, flags, config, env);
  const entries = new Set(settings.targets.flatMap(snmpEntriesFor(settings, config)));
  for (const reference of [...entries].flatMap(snmpReferences)) checkReference(reference, env);
}
