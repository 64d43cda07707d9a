import { redactSecrets } from '../redact-secrets.ts';
import { cutRanges, endOfLine, isBlankAt, type Range } from './range.ts';

const keyword = /\bauth_pass\b/g;

/** The value: the rest of the line without closing braces, and the next lines where a backslash joins them. */
function valueAfter(text: string, at: number): Range | undefined {
  let end = endOfLine(text, at);
  while (end < text.length && text[text[end - 1] === '\r' ? end - 2 : end - 1] === '\\') end = endOfLine(text, end + 1);
  let start = at;
  while (start < end && isBlankAt(text, start)) start += 1;
  while (end > start && (isBlankAt(text, end - 1) || text[end - 1] === '}')) end -= 1;
  return end > start && text.slice(start, end) !== '[cut]' ? { start, end } : undefined;
}

/**
 * Cuts the passwords of VRRP (`auth_pass`, keepalived.conf(5)) and what else looks like a secret (arguments of scripts,
 * paths of checks) out of a configuration. Everything else is kept to the byte. Linear in the length of the text.
 */
export function redactKeepalived(text: string): string {
  const ranges: Range[] = [];
  let done = 0;
  for (const { index, 0: word } of text.matchAll(keyword)) {
    if (index < done) continue;
    const range = valueAfter(text, index + word.length);
    if (range === undefined) continue;
    ranges.push(range);
    done = range.end;
  }
  return redactSecrets(cutRanges(text, ranges));
}
