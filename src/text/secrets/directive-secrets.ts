import { endOfLine, nextWord, type Range, replacement, withoutClosing } from './range.ts';
import { isSecret } from './secret-name.ts';

/**
 * Directives whose argument is a secret: redis.conf, sentinel.conf, keepalived.conf(5), ldap.conf(5), slapd.conf(5),
 * sssd-ldap(5), mod_authnz_ldap, HAProxy (`stats auth`, userlists).
 */
const directive =
  /(?<![\w-])(?:requirepass|masterauth|auth_pass|auth-pass[ \t]{1,8}[\w.-]{1,64}|bindpw|rootpw|ldap_default_authtok|AuthLDAPBindPassword|stats[ \t]{1,8}auth|user[ \t]{1,8}[\w.-]{1,64}[ \t]{1,8}(?:insecure-)?password)[ \t]{1,40}(?=[^\s=])/gi;
/** A header that a proxy adds: `proxy_set_header Authorization "Basic …"`. */
const basicHeader = /authorization["']?[ \t]{1,8}["']?basic[ \t]{1,8}(?=[^\s"'])/gi;
/** A constant of PHP: `define('DB_PASSWORD', 'x')`. */
const constant = /define\([ \t]{0,4}["']([\w-]{1,96})["'][ \t]{0,4},[ \t]{0,4}(["'])/gi;
const salted = /(?:_key|_salt)$/i;
/** `jdbc:oracle:thin:user/secret@host`. */
const oracle = /jdbc:oracle:[a-z0-9]{1,8}:[^/@\s]{1,64}\/(?=[^/@\s])/gi;
/** Go's MySQL driver: `user:secret@tcp(host:3306)/db`. */
const goAddress = /@(?:tcp|unix)\(/g;
/** A line of libpq's password file with its path in front: `/root/.pgpass:host:port:database:user:secret`. */
const passwordFile = /^\/[^:\n]{0,300}\.pgpass:(?:\d{1,9}:)?(?:[^:\n]{1,300}:){4}(?=[^\n])/gm;
const longestUser = 512;

function* wordsAfter(text: string, pattern: RegExp): Generator<Range> {
  for (const match of text.matchAll(pattern)) {
    const word = nextWord(text, match.index + match[0].length);
    if (word !== undefined && !text.startsWith(replacement, word.start)) yield withoutClosing(text, word);
  }
}

function* constants(text: string): Generator<Range> {
  for (const match of text.matchAll(constant)) {
    const [whole, name = '', quote = ''] = match;
    const start = match.index + whole.length;
    const closing = text.indexOf(quote, start);
    const line = endOfLine(text, start);
    const end = closing === -1 || closing > line ? line : closing;
    const isCut = text.startsWith(replacement, start) || end === start;
    if (!isCut && (salted.test(name) || isSecret(name, 'equals', text.slice(start, Math.min(end, start + 64)))))
      yield { start, end };
  }
}

function* oracleSecrets(text: string): Generator<Range> {
  for (const match of text.matchAll(oracle)) {
    const start = match.index + match[0].length;
    const word = nextWord(text, start);
    const at = word === undefined ? -1 : text.slice(word.start, Math.min(word.end, start + longestUser)).lastIndexOf('@');
    if (at > 0 && !text.startsWith(replacement, start)) yield { start, end: start + at };
  }
}

function* goSecrets(text: string): Generator<Range> {
  for (const { index } of text.matchAll(goAddress)) {
    const from = Math.max(0, index - longestUser);
    const before = text.slice(from, index);
    const blank = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n'), before.lastIndexOf('='), before.lastIndexOf('"'));
    const colon = before.indexOf(':', blank + 1);
    const start = from + colon + 1;
    if (colon !== -1 && start < index && !text.startsWith(replacement, start)) yield { start, end: index };
  }
}

function* passwordLines(text: string): Generator<Range> {
  for (const { index, 0: before } of text.matchAll(passwordFile)) {
    const start = index + before.length;
    if (!text.startsWith(replacement, start)) yield { start, end: endOfLine(text, start) };
  }
}

/** Secrets that the syntax of a configuration file announces: arguments of directives, constants, users before an address. */
export function* directiveSecrets(text: string): Generator<Range> {
  yield* wordsAfter(text, directive);
  yield* wordsAfter(text, basicHeader);
  yield* constants(text);
  yield* oracleSecrets(text);
  yield* goSecrets(text);
  yield* passwordLines(text);
}
