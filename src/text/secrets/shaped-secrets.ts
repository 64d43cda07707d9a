import { isBlankAt, nextWord, type Range, replacement, withoutClosing } from './range.ts';

/**
 * Tokens that are known by their shape wherever they stand: JSON web tokens (RFC 7519), GitHub, GitLab,
 * Slack, npm, Stripe, Vault.
 */
const shapes =
  /(?<![\w-])(?:eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?|gh[opsur]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{8,}|npm_\w{30,}|[rs]k_live_\w{16,}|hvs\.[\w-]{20,})/g;
/** HTTP credentials (RFC 9110, 11.6.2): a scheme, then the secret. */
const authorization = /authorization["']?[:=][ \t]{0,3}["']?|(?<![\w-])bearer[ \t]{1,3}/gi;
const scheme = /(?:basic|bearer|digest|token|apikey|negotiate|ntlm|key)[ \t]{1,3}/iy;
const scannedUserinfo = 1_024;
const longUser = 20;

function* tokens(text: string): Generator<Range> {
  for (const match of text.matchAll(shapes)) yield { start: match.index, end: match.index + match[0].length };
}

function* httpCredentials(text: string): Generator<Range> {
  authorization.lastIndex = 0;
  for (let match = authorization.exec(text); match !== null; match = authorization.exec(text)) {
    scheme.lastIndex = authorization.lastIndex;
    const start = scheme.test(text) ? scheme.lastIndex : authorization.lastIndex;
    const word = nextWord(text, start);
    if (word === undefined || text.startsWith(replacement, word.start)) continue;
    const secret = withoutClosing(text, word);
    if (secret.end > secret.start) yield secret;
    authorization.lastIndex = word.end;
  }
}

/**
 * The secret between `://` and the `@` (RFC 3986, 3.2.1). A password may hold an unescaped slash, so an
 * authority whose port would be no number reaches to the last `@` of the word.
 */
function userinfoSecret(text: string, at: number, limit: number): Range | undefined {
  let end = at;
  while (end < limit && !isBlankAt(text, end)) end += 1;
  const word = text.slice(at, end);
  // An IPv6 host in brackets, whose colons begin no password.
  if (word.startsWith('[')) return undefined;
  const authority = word.search(/[/?#]/);
  const colon = word.indexOf(':');
  let host = word.lastIndexOf('@', authority === -1 ? word.length : authority);
  if (host === -1 && colon !== -1 && !/^:(?:\d{1,5})?(?:[/?#,"')\]]|$)/.test(word.slice(colon))) host = word.lastIndexOf('@');
  if (host <= 0) return undefined;
  if (colon === -1 || colon > host) return host >= longUser ? { start: at, end: at + host } : undefined;
  return colon + 1 < host ? { start: at + colon + 1, end: at + host } : undefined;
}

function* urlSecrets(text: string): Generator<Range> {
  let next = -1;
  for (let at = text.indexOf('://'); at !== -1; at = next) {
    next = text.indexOf('://', at + 3);
    const limit = Math.min(next === -1 ? text.length : next, at + 3 + scannedUserinfo);
    const secret = userinfoSecret(text, at + 3, limit);
    if (secret !== undefined && !text.startsWith(replacement, secret.start)) yield secret;
  }
}

/** Secrets that no name announces: tokens of a known shape, HTTP credentials, passwords in URLs. */
export function* shapedSecrets(text: string): Generator<Range> {
  yield* tokens(text);
  yield* httpCredentials(text);
  yield* urlSecrets(text);
}
