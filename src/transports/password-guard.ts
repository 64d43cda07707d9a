/** Whether a password may be sent now. */
export type Admission =
  | { readonly kind: 'send'; readonly settle: (verdict: 'accepted' | 'refused' | 'unknown') => void }
  | { readonly kind: 'hold'; readonly reason: string };

/**
 * Keeps a wrong password from locking an account. Where logins go to one directory, one wrong
 * password on every host of a subnet is a lockout within seconds: directories lock after 5 to 10.
 * So a password that no host has accepted yet is sent to three hosts at most, and to no account
 * twice once it was refused there.
 */
export interface PasswordGuard {
  /** Waits for its turn while the password is still unproven. */
  admit(credential: string, account: string, signal: AbortSignal): Promise<Admission>;
}

const mostRefusals = 3;

interface Trial {
  proven: boolean;
  refusals: number;
  inFlight: number;
  readonly refusedAt: Set<string>;
  readonly waiting: Set<() => void>;
}

const wakeAll = (trial: Trial): void => {
  for (const wake of trial.waiting) wake();
};

/** Resolves at the next verdict on this password, or when the signal is aborted. */
function nextVerdict(trial: Trial, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      trial.waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    trial.waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}

function send(trial: Trial, account: string): Admission {
  trial.inFlight += 1;
  let settled = false;
  return {
    kind: 'send',
    settle(verdict) {
      if (settled) return;
      settled = true;
      trial.inFlight -= 1;
      if (verdict === 'accepted') trial.proven = true;
      if (verdict === 'refused') {
        trial.refusals += 1;
        trial.refusedAt.add(account);
      }
      wakeAll(trial);
    },
  };
}

/** Opens a guard for one scan. */
export function createPasswordGuard(): PasswordGuard {
  const trials = new Map<string, Trial>();
  const trialOf = (credential: string): Trial => {
    const trial = trials.get(credential) ?? { proven: false, refusals: 0, inFlight: 0, refusedAt: new Set(), waiting: new Set() };
    trials.set(credential, trial);
    return trial;
  };
  return {
    async admit(credential, account, signal) {
      const trial = trialOf(credential);
      while (!signal.aborted) {
        if (trial.refusedAt.has(account)) return { kind: 'hold', reason: 'it was refused here before' };
        if (trial.proven || trial.refusals + trial.inFlight < mostRefusals) return send(trial, account);
        if (trial.refusals >= mostRefusals) {
          return { kind: 'hold', reason: `held back: ${mostRefusals} hosts refused it and none has accepted it` };
        }
        await nextVerdict(trial, signal);
      }
      return { kind: 'hold', reason: 'the scan was stopped' };
    },
  };
}
