const separators = /[:.-]/;
const shortGroup = /^[0-9a-fA-F]{1,2}$/;
const wordGroup = /^[0-9a-fA-F]{4}$/;
/** Octets of a hardware address: EUI-48, EUI-64, InfiniBand (RFC 4391). */
const lengths: ReadonlySet<number> = new Set([6, 8, 20]);
const longest = 59;

function octetsOf(text: string): readonly string[] | undefined {
  const groups = text.split(separators);
  if (groups.every((group) => shortGroup.test(group))) return groups.map((group) => group.padStart(2, '0'));
  if (groups.every((group) => wordGroup.test(group))) return groups.flatMap((group) => [group.slice(0, 2), group.slice(2)]);
  return undefined;
}

/**
 * A hardware address in lower case with colons, from `0:c:29:3b:58:e` (BSD), `00-0C-29-3B-58-0E` or
 * `000c.293b.580e`. All zeros mean that there is none.
 */
export function canonicalMac(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const octets = octetsOf(text);
  if (octets === undefined || !lengths.has(octets.length) || octets.every((octet) => octet === '00')) return undefined;
  return octets.join(':').toLowerCase();
}
