import { execFile } from 'node:child_process';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Environment } from '../config/paths.ts';
import { UsageError } from '../model/usage-error.ts';
import { scanSshConfig, shareKey } from './ssh-config-scan.ts';
import { type Account, defaultSshSettings, parseSshSettings, type SshSettings } from './ssh-settings.ts';

export interface SshConfigOptions {
  readonly env: Environment;
  readonly account: Account;
  /** Read instead of the files of the user and the machine, as `ssh -F`. */
  readonly configFile?: string;
  /** The OpenSSH client; found by PATH unless given. */
  readonly client?: string;
  readonly timeoutMs?: number;
}

/** What the operator's flags say before the configuration is asked: Match may look at them. */
interface SshQuestion {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

export type SshConfig = (question: SshQuestion) => Promise<SshSettings>;

type Answer = { readonly text: string } | { readonly missing: true };

function argumentsFor({ host, user, port }: SshQuestion, configFile: string | undefined): readonly string[] {
  return [
    '-G',
    ...(configFile === undefined ? [] : ['-F', configFile]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    // Everything after it is a host, whatever it looks like.
    '--',
    host,
  ];
}

/** The last line that OpenSSH wrote, without control characters: it quotes from files. */
function complaint(stderr: string, error: Error): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^Pseudo-terminal/.test(line));
  return (lines[0] ?? error.message).replace(/[^ -~]/g, '?').slice(0, 300);
}

/** Runs `ssh -G`, without a shell: it resolves the configuration and connects to nothing. */
function askClient(question: SshQuestion, options: SshConfigOptions): Promise<Answer> {
  const { client = 'ssh', timeoutMs = 10_000, configFile, env } = options;
  return new Promise((resolve, reject) => {
    const limits = {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 20,
      encoding: 'utf8',
      env,
      windowsHide: true,
    } as const;
    const child = execFile(client, argumentsFor(question, configFile), limits, (error, stdout, stderr) => {
      if (error === null) return resolve({ text: stdout });
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return resolve({ missing: true });
      const cause = error.killed === true ? `no answer in ${timeoutMs / 1000} s` : complaint(stderr, error);
      reject(new UsageError(`ssh -G ${question.host}: ${cause}; run it by hand and repair the ssh configuration`));
    });
    child.stdin?.end();
  });
}

/** What of an answer is used, but for the name itself; the name in ControlPath, say, is nobody's business here. */
const usedKeywords =
  /^(user|port|identityfile|identitiesonly|identityagent|proxyjump|proxycommand|userknownhostsfile|globalknownhostsfile|hostkeyalias) /;

/** A result holds for other hosts as well when it was not made from this host's name, nor will be (`%h` in IdentityFile). */
function isGeneral(text: string, host: string): boolean {
  const needle = host.toLowerCase();
  const used = text.split('\n').filter((line) => usedKeywords.test(line));
  return used.every((line) => !line.toLowerCase().includes(needle) && !/%[hnk]/.test(line));
}

/** A process takes three descriptors and a few milliseconds: enough of them to keep two processors busy. */
const clientsAtOnce = 8;

interface Resolved {
  readonly settings: SshSettings;
  /** Holds for every host that the same Host lines match. */
  readonly general: boolean;
}

/**
 * Asks the OpenSSH client how it would reach a host: it alone is right about Include, Match and
 * canonical names. To ask once for each address of a /16 would take minutes, so an answer is shared
 * by all hosts that the same Host lines match, unless the configuration looks at more than those
 * (see `scanSshConfig`) or the answer was made from the host's name. Rejects with UsageError where
 * the configuration is broken.
 */
export function createSshConfig(options: SshConfigOptions): SshConfig {
  const { account, configFile } = options;
  const files = configFile === undefined ? [join(account.home, '.ssh', 'config'), '/etc/ssh/ssh_config'] : [configFile];
  const scan = scanSshConfig(files, account.home);
  const known = new Map<string, Promise<Resolved>>();
  const clients = pLimit(clientsAtOnce);

  const ask = async (question: SshQuestion): Promise<Resolved> => {
    const { host } = question;
    const answer = await clients(() => askClient(question, options));
    if ('missing' in answer) return { settings: defaultSshSettings(host, account), general: true };
    const settings = parseSshSettings(answer.text, host, account);
    return { settings, general: settings.hostname === host && isGeneral(answer.text, host) };
  };
  const askOnce = (key: string, question: SshQuestion): Promise<Resolved> => {
    const resolved = known.get(key) ?? ask(question);
    known.set(key, resolved);
    return resolved;
  };
  return async (question) => {
    const { host, user, port } = question;
    const own = JSON.stringify(['host', host, user, port]);
    const shared = shareKey(scan, host);
    if (shared !== undefined) {
      const { settings, general } = await askOnce(JSON.stringify(['lines', shared, user, port]), question);
      if (general) return { ...settings, hostname: host };
    }
    return (await askOnce(own, question)).settings;
  };
}
