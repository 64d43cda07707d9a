import type { ShellKind, ShellOutput, ShellSession } from '../transports/types.ts';
import { likelyPlatforms, speaksNoShell } from './device-signs.ts';
import type { HostAnswer } from './host-answer.ts';

/** Runs one of the two scripts, under what is left of the host's time. */
export type Ask = (shell: ShellKind) => Promise<HostAnswer>;

/** Asks the command line of a network device, under what is left of the host's time. */
export type AskDevice = () => Promise<HostAnswer>;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 2000)).toString('latin1');

/** `'sh' is not recognized ...`, `Der Befehl "sh" ist entweder falsch geschrieben oder`, `« sh » ...`. */
const quotedSh = /^[^\r\n]{0,80}["'\xab\xae]\s?sh\s?["'\xbb\xaf][^\r\n]{0,160}\r\n/m;

/**
 * cmd.exe or PowerShell says that it knows no `sh`. cmd.exe puts the name in quotes of some kind, in every language, and
 * ends its line with CRLF; PowerShell names the error in English everywhere.
 */
function knowsNoSh({ stderr }: ShellOutput): boolean {
  const said = latin1(stderr);
  return said.includes('CommandNotFoundException') || quotedSh.test(said);
}

/** `uname -s` of a POSIX layer on Windows (Git, MSYS2, Cygwin): its tools see little of the system below. */
const isLayer = (platform: string | undefined): boolean => /^(?:mingw|msys|cygwin|uwin|windows_nt|interix)/.test(platform ?? '');

const mayAskAgain = ({ output }: HostAnswer): boolean => output.end === 'exit';

/** A login shell that is PowerShell itself has read the script before the one started in it. */
async function askPowerShell(ask: Ask): Promise<HostAnswer> {
  const answer = await ask('powershell');
  if (answer.split.started || !mayAskAgain(answer)) return answer;
  const inside = await ask('inside-powershell');
  return inside.split.started ? inside : answer;
}

/**
 * Asks a host in the language it speaks: PowerShell where the server says it is OpenSSH for Windows, a network device's own command
 * line where it says it is one, otherwise POSIX sh first. Where there is none, or only one that is a layer on Windows, what came
 * back says which of the others is asked over the same login.
 */
export async function askHost(session: Pick<ShellSession, 'facts'>, ask: Ask, askDevice?: AskDevice): Promise<HostAnswer> {
  const { serverIdent } = session.facts;
  if (/OpenSSH_for_Windows/i.test(serverIdent ?? '')) return await askPowerShell(ask);
  if (askDevice !== undefined && likelyPlatforms(serverIdent).length > 0) return await askDevice();
  const answer = await ask('sh');
  if (!mayAskAgain(answer)) return answer;
  const { started, session: told } = answer.split;
  const noShell = !started && speaksNoShell(answer.output);
  // A command line of a device is given no script, whatever its complaint looks like besides.
  if (started ? isLayer(told.platform) : !noShell && knowsNoSh(answer.output)) return await askPowerShell(ask);
  if (!noShell || askDevice === undefined) return answer;
  const device = await askDevice();
  return device.split.started ? device : answer;
}
