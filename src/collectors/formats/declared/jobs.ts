import { readWords } from '../../../text/scan.ts';
import { readCommand } from './command-line.ts';
import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';

interface Job {
  readonly number: number;
  readonly command: string;
  /** Unit, or the crontab or script under its folder: `cron.daily/report`. */
  readonly unit: string;
}

function addCommand({ path }: ConfigFile, out: DeclaredList, { number, command, unit }: Job): void {
  for (const { program, ...place } of readCommand(command)) {
    out.add(number, { ...place, source: path, owner: { unit, ...(program === '' ? {} : { program }) } });
  }
}

const jobOf = (path: string): string =>
  path
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/^etc\//, '');

/** The command of a line of crontab(5): behind five times or `@daily`, and in the crontabs of the system a user. */
export function commandOf(text: string, withUser: boolean): string | undefined {
  if (/^\s*(?:#|[A-Za-z_]\w*\s*=)/.test(text)) return undefined;
  const times = /^\s*@/.test(text) ? 1 : 5;
  const words = readWords(text, times + 1 + (withUser ? 1 : 0));
  return words.length > times ? words.at(-1) : undefined;
}

/** crontab(5): those of the system, which name a user, and those of users, which do not. */
export const crontabReader: FileReader = {
  path: /^\/etc\/crontab$|^\/etc\/cron\.d\/[^/]+$|^\/var\/(?:spool\/)?cron\/(?:crontabs\/|tabs\/)?[^/]+$|^\/etc\/crontabs\/[^/]+$/,
  read(file, out) {
    const withUser = /^\/etc\/cron(?:tab|\.d\/[^/]+)$/.test(file.path);
    for (const { number, text } of file.lines) {
      const command = commandOf(text, withUser);
      if (command !== undefined) addCommand(file, out, { number, command, unit: jobOf(file.path) });
    }
  },
};

/** Scripts that cron runs by the hour, day, week or month (run-parts(8)), and those of periodic(8) and anacron(8). */
export const cronScriptReader: FileReader = {
  path: /^\/etc\/(?:cron\.(?:hourly|daily|weekly|monthly|yearly)\/[^/]+|periodic\/[^/]+\/[^/]+|(?:daily|weekly|monthly)\.local)$/,
  read(file, out) {
    for (const { number, text } of file.lines) {
      if (!/^\s*#/.test(text)) addCommand(file, out, { number, command: text, unit: jobOf(file.path) });
    }
  },
};

/** `ExecStart=` and its like (systemd.service(5)) of units and their drop-ins. */
export const serviceUnitReader: FileReader = {
  path: /\/systemd\/system\/[^/]+\.service(?:\.d\/[^/]+\.conf)?$/,
  read(file, out) {
    const unit = /\/system\/([^/]+\.service)/.exec(file.path)?.[1] ?? '';
    for (const { number, text } of file.lines) {
      const [, command] = /^\s*Exec\w{1,20}\s*=\s*[-@:+!]{0,4}(.*)$/.exec(text) ?? [];
      if (command !== undefined) addCommand(file, out, { number, command, unit });
    }
  },
};
