import type { MapConfig } from '../config/config-file.ts';
import { resolveCredentials, type SshCredential } from '../config/credential.ts';
import { ownKnownHostsFile } from '../config/paths.ts';
import type { Reference } from '../config/reference.ts';
import { createResolver } from '../config/resolve-reference.ts';
import type { Target } from '../model/target.ts';
import type { ConnectorOptions } from '../transports/connector-options.ts';
import { parseHop } from '../transports/hop.ts';
import { createPasswordGuard } from '../transports/password-guard.ts';
import type { Context } from './context.ts';
import { resolverOptions } from './resolver-options.ts';
import type { ScanSettings } from './scan-settings.ts';

const addressed = (target: Target): boolean => target.host !== 'localhost';

/**
 * Fetches the secrets a scan can need, before the first connection, and puts them with the settings
 * into what the SSH transport wants. Throws UsageError where a reference leads nowhere.
 */
export async function connectorOptionsOf(context: Context, settings: ScanSettings, config: MapConfig): Promise<ConnectorOptions> {
  const { env } = context.io;
  const options = resolverOptions(context);
  const { warn } = options;
  const resolve = createResolver(options);
  const remote = settings.targets.filter(addressed);
  const fetch = (reference: Reference | undefined) =>
    reference === undefined || remote.length === 0 ? undefined : resolve(reference);
  const password = await fetch(settings.password);
  const passphrase = await fetch(settings.passphrase);
  // A jump host may have a credential of its own.
  const places = remote.length === 0 ? [] : [...remote, ...settings.jump.flatMap((hop) => parseHop(hop) ?? [])];
  const credentialsFor: (target: Pick<Target, 'host' | 'port'>) => readonly SshCredential[] = await resolveCredentials(
    config,
    places,
    resolve,
  );
  return {
    credentialsFor,
    identities: settings.identities,
    hostKeys: settings.hostKeys,
    ownKnownHosts: ownKnownHostsFile(env),
    timeoutMs: settings.timeout * 1000,
    useSshConfig: true,
    // One for all rounds of --follow: a password refused in the first is not sent again in the next.
    passwordGuard: createPasswordGuard(),
    env,
    warn,
    ...(settings.user === undefined ? {} : { user: settings.user }),
    ...(settings.port === undefined ? {} : { port: settings.port }),
    ...(settings.jump.length === 0 ? {} : { jump: settings.jump }),
    ...(settings.rate === undefined ? {} : { rate: settings.rate }),
    ...(password === undefined ? {} : { password }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}
