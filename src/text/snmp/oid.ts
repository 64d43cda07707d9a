const dot = 46;
const zero = 48;
const nine = 57;
/** Sub-identifiers of an OID (RFC 2578, 3.5). */
const mostParts = 128;
/** 128 numbers of ten digits, and their dots. */
const longest = 1_408;

/** Where the first `depth` parts of a number end; -1 where it has no more than them. */
export function prefixEnd(oid: string, depth: number): number {
  let at = -1;
  for (let part = 0; part < depth; part += 1) {
    at = oid.indexOf('.', at + 1);
    if (at === -1) return -1;
  }
  return at;
}

/** True for `1.3.6.1`: decimal numbers with one dot between them, of the length an OID may have. */
export function isOid(text: string): boolean {
  if (text.length > longest) return false;
  let parts = 1;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === dot) {
      if (digits === 0) return false;
      digits = 0;
      parts += 1;
    } else if (code < zero || code > nine || digits === 10) return false;
    else digits += 1;
  }
  return digits > 0 && parts > 1 && parts <= mostParts;
}

/** An OID in numbers without a dot in front; undefined where the text is none. */
export function plainOid(text: string): string | undefined {
  const bare = text.startsWith('.') ? text.slice(1) : text;
  return isOid(bare) ? bare : undefined;
}

/** Numbers of an index, which is part of an OID; none where it is empty. */
export function indexParts(index: string): readonly number[] {
  const parts: number[] = [];
  if (index === '') return parts;
  let number = 0;
  for (let at = 0; at < index.length; at += 1) {
    const code = index.charCodeAt(at);
    if (code === dot) {
      parts.push(number);
      number = 0;
    } else number = number * 10 + code - zero;
  }
  parts.push(number);
  return parts;
}
