import { endOfLine, type Range, replacement } from './range.ts';
import { isSecret } from './secret-name.ts';

const hint = /pass|pw|secret|token|key|credential|psk|auth|community|com2sec|createuser|sink/gi;
/** The path `grep '' FILE…` puts before a line (with `-n` also its number), and the indent. */
const label = /(?:\/[^:\n]{1,300}:(?:\d{1,9}:)?)?[ \t]{0,200}/y;
/** `password = x`, `bind password: x`, `AuthPass=x`; a shell's `PGPASSWORD=x command` is no setting. */
const setting = /((?:[\w.-]{1,96}[ \t]{1,20}){0,4}?)([\w.-]{1,96})([ \t]{0,80})([=:])([ \t]{0,80})/y;
/** Keywords of ldap.conf(5), nslcd.conf(5), msmtprc and snmpd.conf(5) whose value follows a blank. */
const keyword =
  /(?:password|passwd|bindpw|rootbindpw|rootpwmodpw|r[ow]community6?|trapcommunity|authcommunity|createuser|com2sec6?)[ \t]{1,80}/iy;
/** The community is the second argument (snmpd.conf(5)). */
const trapCommunity = /(?:trap2?sink|informsink)[ \t]{1,80}\S{1,300}[ \t]{1,80}/iy;
const extraNames = /^(?:bindpw|rootbindpw|rootpwmodpw|ldap_default_authtok)$/i;

/** What seemed a keyword is the beginning of a name: `password server = dc1`. */
const restOfName = /(?:[\w.-]{1,96}[ \t]{1,20}){0,3}[=:]/y;
const otherSetting = (text: string, at: number): boolean => matchAt(restOfName, text, at) !== null;

/** Inside quotes where they close, else to the end of the line. */
function valueRange(text: string, at: number, end: number): Range | undefined {
  const quote = text[at];
  const quoted = quote === '"' || quote === "'";
  const start = quoted ? at + 1 : at;
  const close = quoted ? text.slice(start, end).indexOf(quote) : -1;
  const limit = close !== -1 ? start + close : text[end - 1] === '\r' ? end - 1 : end;
  return start >= limit || text.startsWith(replacement, start) ? undefined : { start, end: limit };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function lineSecret(text: string, lineStart: number, end: number): Range | undefined {
  const start = lineStart + (matchAt(label, text, lineStart)?.[0].length ?? 0);
  const trap = matchAt(trapCommunity, text, start);
  if (trap !== null && trap.index + trap[0].length < end) {
    const at = start + trap[0].length;
    const [word = ''] = text.slice(at, Math.min(end, at + 1_024)).split(/[ \t\r]/, 1);
    return valueRange(text, at, at + word.length);
  }
  const plain = matchAt(keyword, text, start);
  const value = plain === null ? start : start + plain[0].length;
  if (plain !== null && !otherSetting(text, value)) return valueRange(text, value, end);
  const [whole = '', before = '', name = '', left = '', joint, right = ''] = matchAt(setting, text, start) ?? [];
  const at = start + whole.length;
  if (joint === undefined || at >= end) return undefined;
  const isLoose = left !== '' || right !== '' || (before === '' && /[a-z]/.test(name));
  if (!isLoose || text.startsWith('//', at)) return undefined;
  const preview = text.slice(at, Math.min(end, at + 256));
  return extraNames.test(name) || isSecret(name, 'equals', preview) ? valueRange(text, at, end) : undefined;
}

/**
 * Values of settings in configuration files, to the end of their line: `ldap_default_authtok = two words`, `bindpw x`,
 * `rocommunity x`. A line may have the path of its file in front.
 */
export function* settingSecrets(text: string): Generator<Range> {
  hint.lastIndex = 0;
  for (let match = hint.exec(text); match !== null; match = hint.exec(text)) {
    const end = endOfLine(text, match.index);
    const secret = lineSecret(text, text.lastIndexOf('\n', match.index) + 1, end);
    if (secret !== undefined) yield secret;
    hint.lastIndex = end;
  }
}
