import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { element, integer, type Oid, sequence } from '../transports/snmp/ber.ts';
import { type CommunityMessage, communityMessage, readMessage } from '../transports/snmp/message.ts';
import { absentTags, errorStatuses, type Pdu, pduTags, writeVarbind } from '../transports/snmp/pdu.ts';
import { createObjectStore, type ObjectStore } from './snmp-objects.ts';

export interface SnmpAgentOptions {
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly community: string;
  /** The objects as snmprec, in any order. */
  readonly text: string;
  /** By VLAN, what `community@VLAN` is told instead. */
  readonly contexts?: Readonly<Record<number, string>>;
}

export interface RunningSnmpAgent {
  readonly port: number;
  close(): Promise<void>;
}

/** An answer stays within this, as agents keep theirs within what they can send; the rest is asked for anew (RFC 3416, 4.2.3). */
const answerBytes = 8000;

const nothing = Buffer.alloc(0);
const absent = (oid: Oid, tag: number): Buffer => writeVarbind({ oid, tag, content: nothing });
const oidsOf = (pdu: Pdu): Oid[] => pdu.varbinds.map(({ oid }) => oid);

/** The answers, or the place (from 1) of the object version 1 has no word for. */
type Answers = readonly Buffer[] | { readonly missing: number };

function answerGet(pdu: Pdu, store: ObjectStore): readonly (Buffer | undefined)[] {
  return oidsOf(pdu).map((oid) => store.encoded[store.find(oid)]);
}

function answerNext(pdu: Pdu, store: ObjectStore): readonly (Buffer | undefined)[] {
  return oidsOf(pdu).map((oid) => store.encoded[store.after(oid)]);
}

/** GetBulk (RFC 3416, 4.2.3): what follows once for the non-repeaters, row by row for the others. */
function answerBulk(pdu: Pdu, store: ObjectStore): Buffer[] {
  const oids = oidsOf(pdu);
  const once = oids.slice(0, Math.max(0, pdu.errorStatus));
  const answers = once.map((oid) => store.encoded[store.after(oid)] ?? absent(oid, absentTags.endOfMibView));
  let row = oids.slice(once.length).map((oid) => ({ oid, at: store.after(oid) }));
  let bytes = answers.reduce((sum, { length }) => sum + length, 0);
  for (let left = pdu.errorIndex; left > 0 && row.some(({ at }) => at < store.objects.length); left--) {
    for (const { oid, at } of row) {
      const answer = store.encoded[at] ?? absent(oid, absentTags.endOfMibView);
      bytes += answer.length;
      if (bytes > answerBytes && answers.length > 0) return answers;
      answers.push(answer);
    }
    row = row.map(({ oid, at }) => ({ oid: store.objects[at]?.oid ?? oid, at: at + 1 }));
  }
  if (answers.length === 0) return row.map(({ oid }) => absent(oid, absentTags.endOfMibView));
  return answers;
}

function answersTo({ version, pdu }: CommunityMessage, store: ObjectStore): Answers | undefined {
  if (pdu.tag === pduTags.getBulk) return version === '1' ? undefined : answerBulk(pdu, store);
  if (pdu.tag !== pduTags.get && pdu.tag !== pduTags.getNext) return undefined;
  const found = pdu.tag === pduTags.get ? answerGet(pdu, store) : answerNext(pdu, store);
  const missing = found.indexOf(undefined);
  if (version === '1' && missing >= 0) return { missing: missing + 1 };
  const tag = pdu.tag === pduTags.get ? absentTags.noSuchObject : absentTags.endOfMibView;
  return found.map((answer, at) => answer ?? absent(pdu.varbinds[at]?.oid ?? [], tag));
}

function respond(message: CommunityMessage, store: ObjectStore): Buffer | undefined {
  const { version, community, pdu } = message;
  const answers = answersTo(message, store);
  if (answers === undefined) return undefined;
  const [status, index] = 'missing' in answers ? [errorStatuses.noSuchName, answers.missing] : [0, 0];
  const list = 'missing' in answers ? pdu.varbinds.map(writeVarbind) : answers;
  const body = element(pduTags.response, integer(pdu.id), integer(status), integer(index), sequence(...list));
  return communityMessage(version, community, body);
}

/** What each community may ask. */
function storesOf({ community, text, contexts = {} }: SnmpAgentOptions): ReadonlyMap<string, ObjectStore> {
  const perVlan = Object.entries(contexts).map(
    ([vlan, objects]) => [`${community}@${vlan}`, createObjectStore(objects)] as const,
  );
  return new Map([[community, createObjectStore(text)], ...perVlan]);
}

/**
 * An SNMP agent of versions 1 and 2c that tells fixed objects, cheap enough for hundreds in one process. As real ones,
 * it says nothing to who does not know the community.
 */
export async function startSnmpAgent(options: SnmpAgentOptions): Promise<RunningSnmpAgent> {
  const stores = storesOf(options);
  const socket = createSocket(isIPv6(options.address) ? 'udp6' : 'udp4');
  socket.on('message', (datagram, from) => {
    const message = readMessage(datagram);
    if (message === undefined || message.version === '3') return;
    const store = stores.get(message.community.toString());
    const answer = store && respond(message, store);
    if (answer) socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(options.port, options.address, resolve);
  });
  return { port: socket.address().port, close: () => new Promise((resolve) => void socket.close(() => resolve())) };
}
