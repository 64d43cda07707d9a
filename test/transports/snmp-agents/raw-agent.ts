import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { integerContent, type Oid, parseOid } from '../../../src/transports/snmp/ber.ts';
import { type CommunityMessage, communityMessage, readMessage } from '../../../src/transports/snmp/message.ts';
import { type Pdu, pduTags, type RawVarbind, writePdu } from '../../../src/transports/snmp/pdu.ts';

export interface Asked {
  readonly message: CommunityMessage;
  readonly pdu: Pdu;
  readonly datagram: Buffer;
  readonly from: RemoteInfo;
  /** How many questions came before. */
  readonly number: number;
  readonly socket: Socket;
  send(datagram: Buffer): void;
  /** An answer with these objects; `changes` spoil it. */
  answer(varbinds: readonly RawVarbind[], changes?: Partial<Pdu>): Buffer;
}

export interface RawAgent {
  readonly address: string;
  readonly port: number;
  readonly asked: CommunityMessage[];
  close(): Promise<void>;
}

/** An agent that does what `behave` says with each question of version 1 or 2c, whatever its community. */
export async function startRawAgent(behave: (asked: Asked) => void, address = '127.0.0.1', port = 0): Promise<RawAgent> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const asked: CommunityMessage[] = [];
  let open = true;
  socket.on('message', (datagram, from) => {
    const message = readMessage(datagram);
    if (message === undefined || message.version === '3') return;
    const { version, community, pdu } = message;
    const answer = (varbinds: readonly RawVarbind[], changes: Partial<Pdu> = {}): Buffer =>
      communityMessage(
        version,
        community,
        writePdu({ tag: pduTags.response, id: pdu.id, errorStatus: 0, errorIndex: 0, varbinds, ...changes }),
      );
    const send = (data: Buffer): void => {
      if (open) socket.send(data, from.port, from.address);
    };
    behave({ message, pdu, datagram, from, number: asked.length, socket, send, answer });
    asked.push(message);
  });
  await new Promise<void>((resolve) => {
    socket.bind(port, address, resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      open = false;
      socket.close(() => resolve());
    });
  return { address, port: socket.address().port, asked, close };
}

export const number = (oid: string | Oid, value: number, tag = 2): RawVarbind => ({
  oid: typeof oid === 'string' ? parseOid(oid) : oid,
  tag,
  content: integerContent(value),
});

const isProbe = (pdu: Pdu): boolean => pdu.tag === pduTags.get;

/** Answers the probe well and leaves the rest to `behave`. */
export const afterProbe =
  (behave: (asked: Asked) => void) =>
  (asked: Asked): void => {
    if (isProbe(asked.pdu)) asked.send(asked.answer(asked.pdu.varbinds.map(({ oid }) => number(oid, 1))));
    else behave(asked);
  };

export const column = '1.3.6.1.2.1.2.2.1.1';

/** The rows of a table of one column: what follows each OID asked, `rows` of them, each row by row as GetBulk has them. */
export function rowsAfter(pdu: Pdu, rows: number, size = 0): RawVarbind[] {
  const repetitions = pdu.tag === pduTags.getBulk ? pdu.errorIndex : 1;
  const answers: RawVarbind[] = [];
  for (let row = 1; row <= repetitions; row++) {
    for (const { oid } of pdu.varbinds) {
      const index = (oid.length > 10 ? (oid[10] ?? 0) : 0) + row;
      const base = oid.slice(0, 10);
      const value = size > 0 ? { tag: 4, content: Buffer.alloc(size, 'x') } : { tag: 2, content: integerContent(index) };
      answers.push(
        index <= rows
          ? { oid: [...base, index], ...value }
          : { oid: [...base.slice(0, 9), (base[9] ?? 0) + 1, 1], tag: 2, content: integerContent(0) },
      );
    }
  }
  return answers;
}
