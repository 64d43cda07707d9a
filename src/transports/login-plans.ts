import type { Duplex } from 'node:stream';
import { type Failure, fail, type Outcome } from '../model/failure.ts';
import type { AuthPlan } from './auth-plan.ts';
import type { HostKeyCheck } from './host-key-check.ts';
import type { PasswordGuard } from './password-guard.ts';
import { loginSsh, type SshLogin } from './ssh-login.ts';

/** Makes a connection, hands it on, and gives what came of it. */
export type Connect = (use: (transport: Duplex) => Promise<Outcome<SshLogin>>) => Promise<Outcome<SshLogin>>;

export interface PlannedLogin {
  readonly label: string;
  readonly plans: readonly AuthPlan[];
  readonly connect: Connect;
  readonly hostKey: HostKeyCheck;
  readonly guard: PasswordGuard;
  readonly timeoutMs: number;
  readonly stepMs: number;
  readonly signal: AbortSignal;
}

/** The next user may still get in. */
const goesOn = ({ status }: Failure): boolean =>
  status === 'login-refused' || status === 'no-credential' || status === 'credential-unusable';

function nothingToOffer({ label, plans }: PlannedLogin): Outcome<never> {
  const problems = plans.flatMap((plan) => plan.problems);
  if (problems.length > 0) return fail('credential-unusable', `${label}: no usable credential: ${problems.join('; ')}`);
  return fail('no-credential', `${label}: there is no key, agent or password to log in with`);
}

/** One refusal for all users; with several of them each is named. */
function summarize(label: string, refusals: readonly { readonly user: string; readonly failure: Failure }[]): Outcome<never> {
  const [first] = refusals;
  if (first === undefined || refusals.length === 1)
    return fail(first?.failure.status ?? 'no-credential', first?.failure.message ?? label);
  const worst = refusals.find(({ failure }) => failure.status === 'login-refused') ?? first;
  const texts = refusals.map(({ user, failure }) => `as ${user}: ${failure.message.slice(label.length + 2)}`);
  return fail(worst.failure.status, `${label}: ${texts.join('; ')}`);
}

/**
 * Logs in with the first plan that works. Each plan is another user name and takes a connection of
 * its own, because a server lets nobody change the user in the middle (RFC 4252, 5).
 */
export async function loginWithPlans(request: PlannedLogin): Promise<Outcome<SshLogin>> {
  const { label, connect, plans } = request;
  const usable = plans.filter(({ offers }) => offers.length > 0);
  if (usable.length === 0) return nothingToOffer(request);
  const refusals: { user: string; failure: Failure }[] = [];
  for (const plan of usable) {
    const outcome = await connect((transport) => loginSsh({ ...request, transport, plan }));
    if (outcome.ok || !goesOn(outcome.failure)) return outcome;
    refusals.push({ user: plan.user, failure: outcome.failure });
  }
  return summarize(label, refusals);
}
