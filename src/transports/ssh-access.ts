import type { Outcome } from '../model/failure.ts';
import { createAgents } from './agent.ts';
import { type AuthInput, planAuth } from './auth-plan.ts';
import type { ConnectorOptions } from './connector-options.ts';
import { createHostKeys } from './host-key-check.ts';
import { type Connect, loginWithPlans } from './login-plans.ts';
import { createPasswordGuard } from './password-guard.ts';
import { createKeyRing } from './private-key.ts';
import type { SshLogin } from './ssh-login.ts';
import type { SshPlace } from './ssh-place.ts';
import type { SshSettings } from './ssh-settings.ts';

/** Logs in at places, with what all hosts of a scan share: keys, agents, host keys, the guard of passwords. */
export interface SshAccess {
  login(place: SshPlace, connect: Connect, signal: AbortSignal): Promise<Outcome<SshLogin>>;
  /** Lets go of agents; resolves when new host keys are on disk. */
  close(): Promise<void>;
}

/** IdentityAgent of ssh_config(5): `none`, `SSH_AUTH_SOCK`, a variable, or a path. */
function agentSocketOf({ identityAgent }: SshSettings, options: ConnectorOptions): string | undefined {
  const { agentSocket, useSshConfig, env } = options;
  if (agentSocket !== undefined || !useSshConfig) return agentSocket;
  if (identityAgent === 'none') return undefined;
  if (identityAgent === undefined || identityAgent === 'SSH_AUTH_SOCK') return env['SSH_AUTH_SOCK'] || undefined;
  const variable = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(identityAgent)?.[1];
  return variable === undefined ? identityAgent : env[variable] || undefined;
}

function authInput({ name, port, user, settings }: SshPlace, options: ConnectorOptions): AuthInput {
  const { identities = [], password, passphrase, credentialsFor } = options;
  const credentials = credentialsFor?.({ host: name, port }) ?? [];
  const agentSocket = agentSocketOf(settings, options);
  return {
    user,
    credentials,
    identities,
    defaultIdentities: settings.identities,
    identitiesOnly: settings.identitiesOnly,
    // With credentials that all name their user, nobody asked for a login as the person who runs map.
    alsoGeneral: options.user !== undefined || credentials.some((credential) => credential.user === undefined),
    ...(password === undefined ? {} : { password }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(agentSocket === undefined ? {} : { agentSocket }),
  };
}

/** sshd may look names up and PAM may ask a directory; a server that speaks SSH gets the time for it, whatever --timeout. */
const leastStepMs = 8000;

/** Opens what the logins of one scan share. */
export function createSshAccess(options: ConnectorOptions): SshAccess {
  const agents = createAgents();
  const tools = { agents, keyRing: createKeyRing() };
  const guard = options.passwordGuard ?? createPasswordGuard();
  const hostKeys = createHostKeys(options.hostKeys, options.ownKnownHosts, options.warn);
  return {
    async login(place, connect, signal) {
      const { label, host, port, settings } = place;
      const plans = await planAuth(authInput(place, options), tools);
      const files = options.knownHosts ?? settings.knownHosts;
      const alias = settings.hostKeyAlias === undefined ? {} : { alias: settings.hostKeyAlias };
      const hostKey = hostKeys.checkFor({ label, host, port, files, ...alias });
      const { timeoutMs } = options;
      const stepMs = Math.max(timeoutMs, leastStepMs);
      return await loginWithPlans({ label, plans, connect, hostKey, guard, timeoutMs, stepMs, signal });
    },
    async close() {
      agents.close();
      await hostKeys.flush();
    },
  };
}
