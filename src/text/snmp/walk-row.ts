import { isOidName } from './oid-names.ts';

/** A line of a walk that begins an object. */
export interface WalkRow {
  /** As printed. */
  readonly name: string;
  /** What stands behind the `=` (or, printed with `-Oq`, behind the name). */
  readonly rest: string;
}

const blank = 32;
/** Names with string indexes are longer than they look. */
const longestName = 2_048;

/** Where the name ends: at the first blank outside of quotes and brackets. */
function nameEnd(line: string): number {
  let quote = 0;
  const end = Math.min(line.length, longestName);
  for (let at = 0; at < end; at += 1) {
    const code = line.charCodeAt(at);
    if (quote !== 0) {
      if (code === 92) at += 1;
      else if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === blank || code === 61) return at;
  }
  return -1;
}

const numericName = /^\.?[0-2](?:\.\d{1,10}){4,128}$/;
/** What a walk with MIBs begins with: `SNMPv2-MIB::sysName.0`. */
const moduleStyle = /^[A-Z][A-Za-z0-9-]{2,63}::[a-z]/;
const hasType = /^(?:STRING|Hex-STRING|INTEGER|Gauge32|Counter(?:32|64)|Timeticks|OID|IpAddress|Network Address): /;
const isoName = /^\.?iso\.[\w.-]+/;

/** True for `.1.3.6.1.2.1.1.5.0`, `iso.3.6.1…`, `SNMPv2-MIB::sysName.0` and `sysName.0`, and for nothing of prose. */
const isName = (name: string): boolean => numericName.test(name) || isoName.test(name) || isOidName(name);

/**
 * A row in any of the styles of snmpcmd(1): `NAME = TYPE: VALUE`, `NAME = VALUE` (`-OQ`), `NAME VALUE` (`-Oq`);
 * undefined for a line that begins no object: it belongs to the value before it or to nothing.
 */
export function readWalkRow(line: string): WalkRow | undefined {
  const first = line.charCodeAt(0);
  // A dot, a digit 0 to 2 or a letter begins a name.
  if (first !== 46 && !(first >= 48 && first <= 50) && !((first | 32) >= 97 && (first | 32) <= 122)) return undefined;
  const end = nameEnd(line);
  if (end <= 0) return undefined;
  const name = line.slice(0, end);
  if (!isName(name)) return undefined;
  let at = end;
  while (line.charCodeAt(at) === blank) at += 1;
  if (line.charCodeAt(at) === 61) at += 1;
  while (line.charCodeAt(at) === blank) at += 1;
  return { name, rest: line.slice(at) };
}

/** True for a row whose value has a type, or whose name is a number: few other texts have such lines. */
export function isWalkRow(line: string): boolean {
  const row = readWalkRow(line);
  if (row === undefined) return false;
  return numericName.test(row.name) || isoName.test(row.name) || moduleStyle.test(row.name) || hasType.test(row.rest);
}
