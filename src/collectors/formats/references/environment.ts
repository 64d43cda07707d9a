import type { Fact } from '../../../model/fact.ts';
import { connectionsOfSettings, type Setting } from '../../../text/connection/settings.ts';
import { readAssignment } from '../../../text/key-value.ts';
import { readLines } from '../../../text/lines.ts';
import { readInteger } from '../../../text/scan.ts';
import { type ReferenceList, referenceList } from './reference-list.ts';

interface Environment {
  readonly pid: number;
  readonly settings: Setting[];
}

const head = /^==> (?:\/proc\/)?(\d{1,10})\/environ <==$/;
const self = /^== self (\d{1,10})$/;
const session = 'SSH_CONNECTION';

/** The same variables in any order: children of a shell have them sorted. */
const fingerprint = ({ settings }: Environment): string =>
  settings
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join('\n');

function addEnvironment(list: ReferenceList, { pid, settings }: Environment): void {
  for (const { setting, connection } of connectionsOfSettings(settings.filter(({ name }) => name !== session))) {
    list.add(connection, { line: setting.line ?? 1, source: 'environment', owner: { pid } });
  }
}

/**
 * Variables of processes (`/proc/PID/environ`, proc_pid_environ(5)) that name an address, as head prints several files:
 * `==> 812/environ <==`, then `NAME=value` lines. Processes with the same variables as the one that asked (`== self PID`) are the login's own and left out.
 */
export function parseEnvironment(text: string): readonly Fact[] {
  const environments: Environment[] = [];
  let own: number | undefined;
  let lines = 0;
  for (const { number, text: line } of readLines(text)) {
    lines = number;
    const [, pidText] = head.exec(line) ?? [];
    const [, selfText] = self.exec(line) ?? [];
    const pid = readInteger(pidText);
    own = readInteger(selfText) ?? own;
    if (pid !== undefined) environments.push({ pid, settings: [] });
    const read = pid === undefined ? readAssignment(line, number) : undefined;
    if (read !== undefined) environments.at(-1)?.settings.push({ line: number, name: read.key, value: read.value });
  }
  const list = referenceList(lines);
  const login = environments.find(({ pid }) => pid === own);
  const loginPrint = login === undefined ? undefined : fingerprint(login);
  for (const environment of environments) {
    if (loginPrint === undefined || fingerprint(environment) !== loginPrint) addEnvironment(list, environment);
  }
  return list.facts;
}
