import { cutRanges, type Range, replacement } from './range.ts';

/**
 * A value FortiOS has encrypted, and the value of a setting that is called a secret, in case one is not: the rest of its line, or all
 * that stands in quotes (a key has many lines; one whose end is missing goes to the end of the text).
 */
const secret =
  /^([ \t]{0,80}set (?:[\w-]{0,60}?(?:pass(?:word|wd|phrase)|pwd|secret|psk|private-key|community|token)[\w-]{0,60}|(?!public|[\w-]{0,60}-public)(?:[\w-]{0,60}-)?(?:key|key-string|cak|pin|pin-code))[ \t]{1,20})("(?:[^"\\]|\\.){0,20000}(?:"[^\r\n]*|(?![\w\W]))|[^\r\n]+)|\bENC ([^\s"]+)/gim;
/** In a whole configuration a community of SNMP is the name of an entry. */
const named = /^[ \t]{0,80}(?:config ([^\r\n]{1,120})|set name ([^\r\n]+))/gm;
const ofCommunity = /^(?:hosts6?|vdoms)\b/;

function* communities(text: string): Generator<Range> {
  let inside = false;
  for (const { index, 0: whole, 1: section, 2: value } of text.matchAll(named)) {
    if (section !== undefined) inside = section.startsWith('system snmp community') || (inside && ofCommunity.test(section));
    else if (inside && value !== undefined && !value.startsWith(replacement))
      yield { start: index + whole.length - value.length, end: index + whole.length };
  }
}

/**
 * Lines of configurations of Cisco IOS, NX-OS and ASA, Arista EOS, ArubaOS and Comware whose rest is a secret, or has one in it (command
 * references).
 */
const ofLine = new RegExp(
  `^([ \\t]{0,20}(?:no )?(?:${[
    '(?:enable|super) (?:secret|password)',
    '(?:username|local-user|user) \\S{1,64}(?: [\\w-]{1,20}){0,6}? (?:secret|password|privilege \\d{1,2} (?:secret|password))',
    'snmp-server (?:community|user|host \\S{1,80})',
    'snmp-agent (?:community(?: (?:read|write))?|usm-user|target-host)',
    '(?:radius|tacacs)-server(?: [\\w.:-]{1,64}){0,8}? key',
    '(?:key-string|password|passwd|secret|pre-shared-key|crypto isakmp key)',
    'ikev[12] (?:local|remote)-authentication pre-shared-key',
    'key(?! chain\\b)(?= \\S{1,200} \\S| [^\\s\\d])',
    'neighbor \\S{1,80} password',
    'ip ospf (?:authentication-key|message-digest-key \\d{1,3} md5)',
    '(?:standby|vrrp|glbp) \\d{1,4} authentication',
    'wpa-psk (?:ascii|hex)',
    'set snmp community',
  ].join('|')})[ \\t]{1,20})([^\\r\\n]+)`,
  'gm',
);
/** Junos has the secret of a statement in quotes; the community of SNMP is the name of one. */
const ofStatement =
  /\b(?:(?:encrypted|authentication|privacy|simple)-password|authentication-key|pre-shared-key (?:ascii-text|hexadecimal)|secret) ("[^"\r\n]{1,2000}")|^[ \t]{0,40}community (\S{1,200})(?= \{)/gm;
/** Passwords by crypt(3), and those that Junos (`$9$`) and Comware (`$c$`, `$h$`) can read themselves. */
const hash = /\$(?:\d{1,2}|[chy]|2[aby])\$([^\s";]{6,})/g;

function* lastGroups(text: string, pattern: RegExp): Generator<Range> {
  for (const { index, 0: whole, ...groups } of text.matchAll(pattern)) {
    const value = groups[2] ?? groups[1] ?? '';
    if (!value.startsWith(replacement)) yield { start: index + whole.length - value.length, end: index + whole.length };
  }
}

/**
 * Cuts the secrets out of settings of FortiOS: what is encrypted, passwords and the like, communities; all else stays as it is. Linear in
 * the length of the text.
 */
export function redactFortios(text: string): string {
  const ranges: Range[] = [...communities(text)];
  for (const { index, 0: whole, 2: value, 3: encrypted } of text.matchAll(secret)) {
    const length = (value ?? encrypted ?? '').length;
    ranges.push({ start: index + whole.length - length, end: index + whole.length });
  }
  return cutRanges(text, ranges);
}

/**
 * Cuts the secrets of configurations of network devices out of what was pasted from their command line: behind the table a log of the
 * session may go on with `show running-config`. Linear in the length of the text.
 */
export function redactDeviceConfig(text: string): string {
  const known = redactFortios(text);
  return cutRanges(known, [...lastGroups(known, ofLine), ...lastGroups(known, ofStatement), ...lastGroups(known, hash)]);
}
