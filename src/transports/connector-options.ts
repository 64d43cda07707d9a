import type { SshCredential } from '../config/credential.ts';
import type { Environment } from '../config/paths.ts';
import type { Secret } from '../config/secret.ts';
import type { Target } from '../model/target.ts';
import type { HostKeyPolicy } from './host-key-check.ts';
import type { PasswordGuard } from './password-guard.ts';

/** What a connector is made with. */
export interface ConnectorOptions {
  readonly user?: string;
  readonly port?: number;
  /** Private key files, absolute paths. */
  readonly identities?: readonly string[];
  readonly password?: Secret;
  readonly passphrase?: Secret;
  /** The named credentials of a target, or of a jump host, in order. */
  readonly credentialsFor?: (target: Pick<Target, 'host' | 'port'>) => readonly SshCredential[];
  /** `[USER@]HOST[:PORT]` in order; instead of the ssh configuration's ProxyJump. */
  readonly jump?: readonly string[];
  readonly hostKeys: HostKeyPolicy;
  /** Where `map` records host keys: `ownKnownHostsFile(env)`. */
  readonly ownKnownHosts: string;
  /** known_hosts files to check against, instead of those of the ssh configuration. */
  readonly knownHosts?: readonly string[];
  /** Shared by the rounds of a scan that follows; one of its own where left out. */
  readonly passwordGuard?: PasswordGuard;
  /** A connect, and how long an open port may be silent, milliseconds. */
  readonly timeoutMs: number;
  /** New connections a second. */
  readonly rate?: number;
  /** Socket of the agent; that of the ssh configuration or `SSH_AUTH_SOCK` where left out. */
  readonly agentSocket?: string;
  /** False: neither the ssh configuration, keys, agent nor known_hosts of the user are touched. */
  readonly useSshConfig: boolean;
  /** Instead of the user's and the machine's, as `ssh -F`. */
  readonly sshConfigFile?: string;
  readonly env: Environment;
  readonly warn: (message: string) => void;
}
