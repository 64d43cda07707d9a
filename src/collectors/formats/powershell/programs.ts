import type { ProcessFact, UnitFact } from '../../../model/fact.ts';
import { fieldOf, isCut, type PowerShellRecord } from '../../../text/powershell/record.ts';
import { readInteger } from '../../../text/scan.ts';

/** States of a Windows service in the words of systemd; ServiceControllerStatus by number. */
const active: ReadonlyMap<string, string> = new Map([
  ['stopped', 'inactive'],
  ['1', 'inactive'],
  ['startpending', 'activating'],
  ['start pending', 'activating'],
  ['2', 'activating'],
  ['stoppending', 'deactivating'],
  ['stop pending', 'deactivating'],
  ['3', 'deactivating'],
  ['running', 'active'],
  ['4', 'active'],
  ['continuepending', 'activating'],
  ['continue pending', 'activating'],
  ['5', 'activating'],
  ['pausepending', 'paused'],
  ['pause pending', 'paused'],
  ['6', 'paused'],
  ['paused', 'paused'],
  ['7', 'paused'],
]);

const whole = (value: string | undefined): string | undefined => (value === undefined || isCut(value) ? undefined : value);

/** One object of `Win32_Process` or of `Get-Process`. */
export function readProcess(record: PowerShellRecord): ProcessFact | undefined {
  const pid = readInteger(fieldOf(record, 'processid', 'id', 'pid'));
  if (pid === undefined) return undefined;
  const ppid = readInteger(fieldOf(record, 'parentprocessid'));
  const user = whole(fieldOf(record, 'username'));
  const name = whole(fieldOf(record, 'name', 'processname', 'caption'));
  const args = whole(fieldOf(record, 'commandline'));
  return {
    fact: 'process',
    line: record.line,
    pid,
    ...(ppid === undefined ? {} : { ppid }),
    ...(user === undefined ? {} : { user }),
    ...(name === undefined ? {} : { name }),
    ...(args === undefined ? {} : { args }),
  };
}

/** One object of `Win32_Service` or of `Get-Service`: a unit whose main process is the one it runs in. */
export function readService(record: PowerShellRecord): UnitFact | undefined {
  const name = whole(fieldOf(record, 'name', 'servicename'));
  if (name === undefined) return undefined;
  const state = fieldOf(record, 'state', 'status');
  const known = state === undefined ? undefined : active.get(state.toLowerCase());
  const description = fieldOf(record, 'displayname');
  const mainPid = readInteger(fieldOf(record, 'processid'));
  return {
    fact: 'unit',
    line: record.line,
    name,
    ...(known === undefined ? {} : { active: known }),
    ...(description === undefined ? {} : { description }),
    // A service that is stopped has process 0.
    ...(mainPid === undefined || mainPid === 0 ? {} : { mainPid }),
  };
}
