import type { Connection } from './connection.ts';
import { connectionsOfDescriptor, connectionsOfOracleUrl } from './oracle.ts';
import { connectionsOfPairs } from './pairs.ts';
import { connectionsOfUrl, findUrls } from './url.ts';

/** Nobody's connection string is longer. */
const longest = 16_384;
/** In running text an address of a page is no dependency; in a value it stands at its beginning or behind one of these. */
const opening = /[=,;"'([@:\s]/;
const prose = /[a-z]{2,} [a-z]{2,}/i;
/** Names of formats and vocabularies, which nobody connects to. */
const vocabulary =
  /^(?:www\.w3\.org|schemas\.[a-z.]{1,60}|xmlns\.[a-z.]{1,60}|java\.sun\.com|www\.springframework\.org|maven\.apache\.org|json-schema\.org)$/;

function urlConnections(text: string): readonly Connection[] {
  const isProse = prose.test(text.slice(0, 200));
  return [...findUrls(text)].flatMap((url) => {
    const isOpen = url.start === 0 || opening.test(text[url.start - 1] ?? '');
    const isMention = isProse && url.scheme.startsWith('http') && !/[=,"'(]/.test(text[url.start - 1] ?? '');
    return isOpen && !isMention ? connectionsOfUrl(url).filter(({ host }) => !vocabulary.test(host)) : [];
  });
}

/**
 * Every server that a value names in a form that leaves no doubt: URLs of known schemes (also JDBC's), Oracle
 * descriptors, connection strings of keywords. User names and passwords are left out; so is this host itself.
 */
export function readConnections(value: string): readonly Connection[] {
  const text = value.slice(0, longest);
  const oracle = connectionsOfOracleUrl(text);
  if (oracle.length > 0) return oracle;
  const urls = text.includes('://') ? urlConnections(text) : [];
  if (urls.length > 0) return urls;
  if (/\(\s{0,8}(?:ADDRESS|DESCRIPTION)/i.test(text)) return connectionsOfDescriptor(text);
  return text.includes('=') || text.includes('@tcp(') ? connectionsOfPairs(text) : [];
}
