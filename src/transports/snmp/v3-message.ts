import { element, integer, octets, readElement, sequence, smallInteger } from './ber.ts';
import { type Pdu, readPdu } from './pdu.ts';

/** An SNMP engine and its clock (RFC 3414, 2.3). `id` is empty while it is not known. */
export interface Engine {
  readonly id: Buffer;
  readonly boots: number;
  /** Seconds since it booted. */
  readonly time: number;
}

/** A message of version 3 as it came (RFC 3412, 6; RFC 3414, 2.4), neither checked nor decrypted. */
export interface V3Message {
  readonly version: '3';
  readonly id: number;
  readonly authenticated: boolean;
  readonly encrypted: boolean;
  readonly engine: Engine;
  readonly user: Buffer;
  readonly digest: Buffer;
  readonly privacyParameters: Buffer;
  /** The scoped PDU as it stands there; encrypted where `encrypted`. */
  readonly scoped: Buffer;
  readonly datagram: Buffer;
}

/** RFC 3412, 6.4 */
const authFlag = 1;
const privFlag = 2;
const reportableFlag = 4;
/** The User-based Security Model (RFC 3411, 5). */
const usm = 3;
/** The most a UDP datagram over IPv4 carries. */
const maxMessageSize = 65_507;

/** The elements that follow each other from `offset` on. */
function elementsOf(bytes: Buffer, count: number): readonly Buffer[] | undefined {
  const contents: Buffer[] = [];
  for (let offset = 0; contents.length < count; ) {
    const next = readElement(bytes, offset);
    if (next === undefined) return undefined;
    contents.push(next.content);
    offset = next.end;
  }
  return contents;
}

const numberOf = (content: Buffer | undefined): number => smallInteger(content && { tag: 0x02, content, end: 0 }) ?? 0;

function readSecurity(parameters: Buffer): Pick<V3Message, 'engine' | 'user' | 'digest' | 'privacyParameters'> | undefined {
  const body = readElement(parameters, 0);
  const parts = body?.tag === 0x30 ? elementsOf(body.content, 6) : undefined;
  const [id, boots, time, user, digest, privacyParameters] = parts ?? [];
  if (!id || !user || !digest || !privacyParameters) return undefined;
  return { engine: { id, boots: numberOf(boots), time: numberOf(time) }, user, digest, privacyParameters };
}

/** The rest of a message of version 3, from behind its version. Undefined where it is none. */
export function readV3Message(body: Buffer, offset: number, datagram: Buffer): V3Message | undefined {
  const header = readElement(body, offset);
  const security = header && readElement(body, header.end);
  const scoped = security && readElement(body, security.end);
  const id = header?.tag === 0x30 ? smallInteger(readElement(header.content, 0)) : undefined;
  const flags = header && elementsOf(header.content, 3)?.[2]?.[0];
  const read = security && readSecurity(security.content);
  if (!security || !scoped || !read || id === undefined || flags === undefined) return undefined;
  const encrypted = (flags & privFlag) !== 0;
  const whole = encrypted ? scoped.content : body.subarray(security.end, scoped.end);
  return { version: '3', id, authenticated: (flags & authFlag) !== 0, encrypted, ...read, scoped: whole, datagram };
}

/** The PDU within a scoped PDU (RFC 3412, 6.8) in the clear. */
export function readScopedPdu(scoped: Buffer): Pdu | undefined {
  const body = readElement(scoped, 0);
  const engine = body?.tag === 0x30 ? readElement(body.content, 0) : undefined;
  const context = body && engine && readElement(body.content, engine.end);
  return body && context && readPdu(body.content, context.end);
}

export const scopedPdu = (engine: Engine, context: string, pdu: Buffer): Buffer =>
  sequence(octets(engine.id), octets(context), pdu);

export interface V3Draft {
  readonly id: number;
  readonly engine: Engine;
  readonly user: string;
  /** Length of the digest to leave room for; 0: not authenticated. */
  readonly digestLength: number;
  readonly privacyParameters: Buffer;
  /** In the clear, or encrypted where there are privacy parameters. */
  readonly scoped: Buffer;
  /** The agent may answer with a report; never in an answer. */
  readonly reportable: boolean;
}

/** The message with zeros for its digest, and where the digest stands. */
export function writeV3Message(draft: V3Draft): { readonly datagram: Buffer; readonly digestAt: number } {
  const { id, engine, digestLength, privacyParameters } = draft;
  const encrypted = privacyParameters.length > 0;
  const flags = (digestLength > 0 ? authFlag : 0) | (encrypted ? privFlag : 0) | (draft.reportable ? reportableFlag : 0);
  const header = sequence(integer(id), integer(maxMessageSize), octets(Buffer.from([flags])), integer(usm));
  const digest = octets(Buffer.alloc(digestLength));
  const salt = octets(privacyParameters);
  const security = octets(
    sequence(octets(engine.id), integer(engine.boots), integer(engine.time), octets(draft.user), digest, salt),
  );
  const payload = encrypted ? element(0x04, draft.scoped) : draft.scoped;
  const datagram = sequence(integer(3), header, security, payload);
  // Counted from the end: what stands behind the digest has a known length, the lengths in front have not.
  return { datagram, digestAt: datagram.length - payload.length - salt.length - digestLength };
}
