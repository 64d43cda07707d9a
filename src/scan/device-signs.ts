import type { NetworkDialect } from '../model/network-dialect.ts';
import { greetsWithKey, lastLine, looksLikePrompt } from '../transports/device/text.ts';
import type { ShellOutput } from '../transports/types.ts';

/** What command lines say to a word they do not know. */
export const unknownCommand =
  /^\s{0,80}(?:\^\s{1,20})?(?:% ?(?:invalid|unrecognized|unknown|incomplete|ambiguous|wrong|too many parameters|unavailable command)|invalid (?:input|command|syntax)|unknown (?:command|action)|syntax error|command (?:parse error|fail\. return code)|bad command name|expected end of command|no such item|error: (?:% ?)?(?:syntax|unknown|invalid|incomplete|ambiguous|command)|module name:)/im;
/** What they say to a user who may not, and where they could not ask themselves (PAN-OS: `Server error : … timed out`). */
export const refused =
  /^\s{0,20}(?:% ?(?:authorization|permission|access)|server error ?:|cannot execute command|not authorized to run|command authorization failed|permission denied|not enough permissions|cannot perform this|error: permission)/im;

/** How a device calls itself before the login (RFC 4253, 4.2); the order in which it is then asked what it is. */
const idents: readonly (readonly [RegExp, readonly NetworkDialect['platform'][]])[] = [
  [/^SSH-[\d.]+-ROSSSH/, ['mikrotik-routeros']],
  [/^SSH-[\d.]+-Cisco-/, ['cisco-ios']],
  [/^SSH-[\d.]+-(?:Comware|HUAWEI|H3C)/i, ['hp-comware']],
  [/^SSH-[\d.]+-Mocana/, ['hp-procurve']],
  [/^SSH-[\d.]+-FortiSSH/i, ['fortinet-fortios']],
];

/** The platforms a server is likely of by its identification string; empty where that does not tell. */
export const likelyPlatforms = (serverIdent = ''): readonly NetworkDialect['platform'][] =>
  idents.find(([pattern]) => pattern.test(serverIdent))?.[1] ?? [];

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** The last line of a prompt that waits, or of the greeting before it. */
const atPrompt = (said: string): boolean => {
  const last = lastLine(said);
  return looksLikePrompt(last) || greetsWithKey(said);
};

/** True where what came instead of a POSIX shell is a command line that is none, or one that would take no command at all. */
export function speaksNoShell({ stdout, stderr }: ShellOutput): boolean {
  const said = `${textOf(stdout.subarray(0, 2_000))}\n${textOf(stderr.subarray(0, 2_000))}`;
  return (
    unknownCommand.test(said) ||
    refused.test(said) ||
    atPrompt(textOf(stdout)) ||
    /unable to exec|exec request failed|administratively prohibited/i.test(said)
  );
}
