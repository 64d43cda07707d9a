import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { Secret } from '../../../src/config/secret.ts';
import type { Outcome } from '../../../src/model/failure.ts';
import type { AuthPlan, Offer } from '../../../src/transports/auth-plan.ts';
import { createHostKeys, type HostKeyPolicy } from '../../../src/transports/host-key-check.ts';
import { createPasswordGuard } from '../../../src/transports/password-guard.ts';
import { type LoginRequest, loginSsh, type SshLogin } from '../../../src/transports/ssh-login.ts';
import type { KeyPair } from './ssh-server.ts';
import { tempDirectory } from './temp.ts';
import { never } from './wait.ts';

export const passwordOffer = (password: string, name = 'password'): Offer => ({
  kind: 'password',
  name,
  password: new Secret(password),
});

export function keyOffer(pair: KeyPair, name = 'key'): Offer {
  return { kind: 'key', name, key: ssh2.utils.parseKey(pair.private) as ssh2.ParsedKey };
}

export interface TryOptions extends Partial<Omit<LoginRequest, 'plan'>> {
  readonly port: number;
  readonly offers?: readonly Offer[];
  readonly plan?: Partial<AuthPlan>;
  readonly policy?: HostKeyPolicy;
  readonly knownHosts?: readonly string[];
  readonly address?: string;
}

/** Connects and logs in, with a host-key store of its own. */
export function createTryLogin(): (options: TryOptions) => Promise<Outcome<SshLogin>> {
  const directory = tempDirectory();
  let count = 0;
  return async (options) => {
    const { port, offers = [passwordOffer('right')], policy = 'accept-new', knownHosts = [], address = '127.0.0.1' } = options;
    count += 1;
    const hostKeys = createHostKeys(policy, join(directory, `own${count}`), () => {});
    const transport = options.transport ?? (await openSocket(port, address));
    const label = `web1:${port}`;
    return await loginSsh({
      transport,
      label,
      hostKey: hostKeys.checkFor({ label, host: address, port, files: knownHosts }),
      guard: createPasswordGuard(),
      timeoutMs: 5000,
      stepMs: options.timeoutMs ?? 5000,
      signal: never(),
      ...options,
      plan: { user: 'ann', offers, problems: [], ...options.plan },
    });
  };
}

export async function openSocket(port: number, address = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: address, noDelay: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}
