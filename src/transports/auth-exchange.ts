import type { AnyAuthMethod, AuthHandlerMiddleware, KeyboardInteractiveAuthMethod, NextAuthHandler } from 'ssh2';
import type { AuthPlan, Offer } from './auth-plan.ts';
import type { Admission, PasswordGuard } from './password-guard.ts';

/** What the login around the exchange is told. */
interface AuthEvents {
  /** An attempt is about to be sent. */
  readonly sending: () => void;
  /** The exchange waits for other hosts, which is not this server's fault. */
  readonly waiting: () => void;
  /** Nothing is left to offer, or the server asks for something that cannot be given. */
  readonly exhausted: () => void;
}

export interface AuthOptions {
  readonly plan: AuthPlan;
  readonly guard: PasswordGuard;
  /** `ann@10.0.0.1:22`: the account a password is refused for. */
  readonly account: string;
  readonly signal: AbortSignal;
  readonly events: AuthEvents;
}

/** The authentication of one connection (RFC 4252): what is offered next, and how each offer ended. */
export interface AuthExchange {
  /** Asked by ssh2 for the next attempt; being asked again means that the last one failed. */
  readonly handler: AuthHandlerMiddleware;
  /** The offer under way could not be used on our side: the agent would not sign. */
  failLocally(problem: string): void;
  /** The server wants what nobody here can give: a code, a new password. */
  block(obstacle: string): void;
  /** The login succeeded; names what was accepted. */
  succeed(): string;
  /** The connection is over: nothing is sent any more, and no other host is kept waiting. */
  end(): void;
  readonly state: AuthState;
}

interface AuthState {
  readonly refused: string[];
  readonly problems: string[];
  methods?: readonly string[];
  obstacle?: string;
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, 80);

type Send = Extract<Admission, { kind: 'send' }>;

interface Exchange extends AuthOptions {
  readonly left: Offer[];
  readonly state: AuthState;
  readonly accepted: string[];
  pending?: { readonly offer: Offer; readonly admission?: Send; problem?: string };
  ended: boolean;
}

/** Password or, where the server has only that, the same password typed at its prompt: never both. */
function passwordMethod(methods: readonly string[]): 'password' | 'keyboard-interactive' | undefined {
  if (methods.includes('password')) return 'password';
  return methods.includes('keyboard-interactive') ? 'keyboard-interactive' : undefined;
}

function isTaken(offer: Offer, methods: readonly string[] | undefined): boolean {
  if (methods === undefined) return true;
  return offer.kind === 'password' ? passwordMethod(methods) !== undefined : methods.includes('publickey');
}

/** Takes the next offer the server would look at; the others of that kind stay for a later round. */
function takeOffer({ left, state }: Exchange): Offer | undefined {
  const index = left.findIndex((offer) => isTaken(offer, state.methods));
  return index < 0 ? undefined : left.splice(index, 1)[0];
}

function settlePending(exchange: Exchange, partial: boolean): void {
  const { pending, state, accepted } = exchange;
  if (pending === undefined) return;
  delete exchange.pending;
  const { offer, admission, problem } = pending;
  if (problem !== undefined) state.problems.push(`${offer.name}: ${problem}`);
  else (partial ? accepted : state.refused).push(offer.name);
  admission?.settle(problem !== undefined ? 'unknown' : partial ? 'accepted' : 'refused');
}

function keyboardMethod(exchange: Exchange, password: string): KeyboardInteractiveAuthMethod {
  let answered = false;
  return {
    type: 'keyboard-interactive',
    username: exchange.plan.user,
    prompt(_name, _instructions, _lang, prompts, finish) {
      const [question] = prompts;
      // One hidden question, once: that is the password. Everything else is a second factor.
      if (prompts.length === 1 && question?.echo !== true && !answered) {
        answered = true;
        finish([password]);
      } else {
        block(exchange, `the server asks "${printable(question?.prompt.trim() ?? '')}", which cannot be answered unattended`);
      }
    },
  };
}

function toMethod(exchange: Exchange, offer: Offer): AnyAuthMethod {
  const username = exchange.plan.user;
  if (offer.kind === 'key') return { type: 'publickey', username, key: offer.key };
  if (offer.kind === 'agent') return { type: 'agent', username, agent: offer.agent };
  const password = offer.password.reveal();
  return passwordMethod(exchange.state.methods ?? []) === 'password'
    ? { type: 'password', username, password }
    : keyboardMethod(exchange, password);
}

function block(exchange: Exchange, obstacle: string): void {
  exchange.state.obstacle = obstacle;
  exchange.events.exhausted();
}

function submit(exchange: Exchange, offer: Offer, next: NextAuthHandler, admission?: Send): void {
  exchange.pending = { offer, ...(admission === undefined ? {} : { admission }) };
  exchange.events.sending();
  next(toMethod(exchange, offer));
}

async function submitPassword(exchange: Exchange, offer: Offer, next: NextAuthHandler): Promise<void> {
  exchange.events.waiting();
  const admission = await exchange.guard.admit(`${exchange.plan.user} ${offer.name}`, exchange.account, exchange.signal);
  if (admission.kind === 'hold') {
    exchange.state.problems.push(`${offer.name} ${admission.reason}`);
    if (!exchange.ended) proceed(exchange, next);
  } else if (exchange.ended) admission.settle('unknown');
  else submit(exchange, offer, next, admission);
}

function proceed(exchange: Exchange, next: NextAuthHandler): void {
  const { left, state, plan, events } = exchange;
  // A password is not sent to a server that has not said it takes one, and of a refused agent key ssh2
  // does not pass on what the server would take. Asking first costs no attempt (RFC 4252, 5.2).
  if (state.methods === undefined && left[0] !== undefined && left[0].kind !== 'key') {
    next({ type: 'none', username: plan.user });
    return;
  }
  const offer = takeOffer(exchange);
  if (offer === undefined) events.exhausted();
  else if (offer.kind === 'password') void submitPassword(exchange, offer, next);
  else submit(exchange, offer, next);
}

/** Begins the authentication of one connection. */
export function createAuthExchange(options: AuthOptions): AuthExchange {
  const state: AuthState = { refused: [], problems: [...options.plan.problems] };
  const exchange: Exchange = { ...options, state, left: [...options.plan.offers], accepted: [], ended: false };
  return {
    state,
    handler(methods: readonly string[] | null, partial: boolean | null, next) {
      if (exchange.ended) return;
      settlePending(exchange, partial === true);
      if (methods !== null) state.methods = methods;
      proceed(exchange, next);
    },
    failLocally(problem) {
      if (exchange.pending !== undefined) exchange.pending.problem = printable(problem);
    },
    block: (obstacle) => block(exchange, obstacle),
    succeed() {
      settlePending(exchange, true);
      return exchange.accepted.join('+') || 'none';
    },
    end() {
      exchange.ended = true;
      exchange.pending?.admission?.settle('unknown');
      delete exchange.pending;
    },
  };
}
