import {
  type Element,
  element,
  integer,
  type Oid,
  oidContent,
  oidOf,
  readCutElement,
  readElement,
  sequence,
  smallInteger,
} from './ber.ts';

/** Tags of the protocol data units (RFC 3416, 3). */
export const pduTags = { get: 0xa0, getNext: 0xa1, response: 0xa2, getBulk: 0xa5, report: 0xa8 } as const;

/** Tags that stand for a value that is not there (RFC 3416, 3). */
export const absentTags = { noSuchObject: 0x80, noSuchInstance: 0x81, endOfMibView: 0x82 } as const;

/** Error statuses that a walk tells apart (RFC 3416, 3). */
export const errorStatuses = { tooBig: 1, noSuchName: 2, genErr: 5, authorizationError: 16 } as const;

/** One object as it came: the value undecoded, so that one odd value costs nothing but itself. */
export interface RawVarbind {
  readonly oid: Oid;
  readonly tag: number;
  readonly content: Buffer;
}

export interface Pdu {
  readonly tag: number;
  readonly id: number;
  /** In a GetBulk request the number of non-repeaters. */
  readonly errorStatus: number;
  /** In a GetBulk request max-repetitions. */
  readonly errorIndex: number;
  readonly varbinds: readonly RawVarbind[];
  /** The list of objects was cut off or unreadable from some place on; those before it are kept. */
  readonly damaged: boolean;
}

function readVarbind(pair: Element): RawVarbind | undefined {
  const name = readElement(pair.content, 0);
  const oid = name?.tag === 0x06 ? oidOf(name.content) : undefined;
  const value = name && readElement(pair.content, name.end);
  return pair.tag === 0x30 && oid && value ? { oid, tag: value.tag, content: value.content } : undefined;
}

function readVarbinds(list: Element | undefined): Pick<Pdu, 'varbinds' | 'damaged'> {
  const varbinds: RawVarbind[] = [];
  if (list?.tag !== 0x30) return { varbinds, damaged: true };
  for (let offset = 0; offset < list.content.length; ) {
    const pair = readElement(list.content, offset);
    const varbind = pair && readVarbind(pair);
    if (pair === undefined || varbind === undefined) return { varbinds, damaged: true };
    varbinds.push(varbind);
    offset = pair.end;
  }
  return { varbinds, damaged: false };
}

/** A PDU of any type but the trap of version 1; undefined where its head cannot be read. */
export function readPdu(bytes: Buffer, offset = 0): Pdu | undefined {
  const pdu = readCutElement(bytes, offset);
  if (pdu === undefined || pdu.tag < 0xa0 || pdu.tag > 0xa8 || pdu.tag === 0xa4) return undefined;
  const id = readElement(pdu.content, 0);
  const status = id && readElement(pdu.content, id.end);
  const index = status && readElement(pdu.content, status.end);
  const [requestId, errorStatus, errorIndex] = [smallInteger(id), smallInteger(status), smallInteger(index)];
  if (index === undefined || requestId === undefined || errorStatus === undefined || errorIndex === undefined) return undefined;
  const list = readCutElement(pdu.content, index.end);
  const whole = readElement(bytes, offset) !== undefined && readElement(pdu.content, index.end) !== undefined;
  const read = readVarbinds(list);
  return { tag: pdu.tag, id: requestId, errorStatus, errorIndex, varbinds: read.varbinds, damaged: read.damaged || !whole };
}

/** One object of a list, encoded. */
export const writeVarbind = ({ oid, tag, content }: RawVarbind): Buffer =>
  sequence(element(0x06, oidContent(oid)), element(tag, content));

export const writePdu = (pdu: Omit<Pdu, 'damaged'>): Buffer =>
  element(
    pdu.tag,
    integer(pdu.id),
    integer(pdu.errorStatus),
    integer(pdu.errorIndex),
    sequence(...pdu.varbinds.map(writeVarbind)),
  );

/** What is asked: objects by their OIDs, or what follows them, or `repetitions` of what follows them. */
export interface Question {
  readonly kind: 'get' | 'getNext' | 'getBulk';
  readonly oids: readonly Oid[];
  /** Only with `getBulk`. */
  readonly repetitions?: number;
}

const nothing = Buffer.alloc(0);

export const questionPdu = ({ kind, oids, repetitions = 0 }: Question, id: number): Buffer =>
  writePdu({
    tag: pduTags[kind],
    id,
    errorStatus: 0,
    errorIndex: kind === 'getBulk' ? repetitions : 0,
    varbinds: oids.map((oid) => ({ oid, tag: 0x05, content: nothing })),
  });
