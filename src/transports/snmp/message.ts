import { integer, octets, readCutElement, readElement, sequence, smallInteger } from './ber.ts';
import { type Pdu, readPdu } from './pdu.ts';
import { readV3Message, type V3Message } from './v3-message.ts';

/** A message of version 1 (RFC 1157) or 2c (RFC 1901). */
export interface CommunityMessage {
  readonly version: '1' | '2c';
  readonly community: Buffer;
  readonly pdu: Pdu;
}

export type SnmpMessage = CommunityMessage | V3Message;

export const communityMessage = (version: '1' | '2c', community: Buffer | string, pdu: Buffer): Buffer =>
  sequence(integer(version === '1' ? 0 : 1), octets(community), pdu);

/** What a datagram says; undefined where it is no SNMP message. Never throws. */
export function readMessage(datagram: Buffer): SnmpMessage | undefined {
  // Not readElement: what an agent with too small a buffer cut off still tells its beginning.
  const body = readCutElement(datagram, 0);
  if (body?.tag !== 0x30) return undefined;
  const head = readElement(body.content, 0);
  const version = smallInteger(head);
  if (head === undefined) return undefined;
  if (version === 3) return readV3Message(body.content, head.end, datagram);
  if (version !== 0 && version !== 1) return undefined;
  const community = readElement(body.content, head.end);
  if (community?.tag !== 0x04) return undefined;
  const pdu = readPdu(body.content, community.end);
  return pdu && { version: version === 0 ? '1' : '2c', community: community.content, pdu };
}

/** The number by which an answer is matched to its question: msgID of version 3, request-id of the others. */
export const messageId = (message: SnmpMessage): number => (message.version === '3' ? message.id : message.pdu.id);
