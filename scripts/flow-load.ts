/** Datagrams of NetFlow 5, NetFlow 9 and IPFIX for measuring `map listen`: of our own making, for loopback. */

/** Records in a datagram: what NetFlow 5 holds at most, and what fits an Ethernet frame of the others. */
export const recordsEach = 30;
const [headLength9, headLengthIpfix, headLength5] = [20, 16, 24];
const templateId = 256;
/** sourceIPv4Address, destinationIPv4Address, ports, protocolIdentifier, tcpControlBits, counters, flowEndSysUpTime or -Seconds. */
const fields = (time: number): readonly (readonly [element: number, octets: number])[] => [
  [8, 4],
  [12, 4],
  [7, 2],
  [11, 2],
  [4, 1],
  [6, 1],
  [2, 4],
  [1, 4],
  [time, 4],
];
const recordLength = 26;
const recordLength5 = 48;
const [flowEndSysUpTime, flowEndSeconds] = [21, 151];
const servedPorts = [443, 5432, 6379, 8080, 9092];
const estate = { clients: 2500, servers: 250 };
const uptimeMs = 3_600_000;
const ackAndPush = 0x18;

/** The ends of a conversation by its number. */
function endsAt(index: number) {
  const client = index % estate.clients;
  const server = (client * 7 + Math.floor(index / estate.clients) * 13) % estate.servers;
  return {
    source: ((10 << 24) | (1 << 16) | client) >>> 0,
    destination: ((10 << 24) | (2 << 16) | server) >>> 0,
    port: servedPorts[server % servedPorts.length] ?? 443,
  };
}

/** A client's port: another one each time it calls again. */
const clientPort = (index: number, turn: number): number => 32_768 + ((index * 31 + turn * 977) % 28_000);

type Version = 5 | 9 | 10;

/** A datagram and where its parts are that change from sending to sending. */
interface Draft {
  readonly version: Version;
  readonly bytes: Buffer;
  /** Of its first conversation. */
  readonly first: number;
}

function draft5(first: number): Draft {
  const bytes = Buffer.alloc(headLength5 + recordsEach * recordLength5);
  bytes.writeUInt16BE(5, 0);
  bytes.writeUInt16BE(recordsEach, 2);
  bytes.writeUInt32BE(uptimeMs, 4);
  for (let row = 0; row < recordsEach; row += 1) {
    const at = headLength5 + row * recordLength5;
    const { source, destination, port } = endsAt(first + row);
    bytes.writeUInt32BE(source, at);
    bytes.writeUInt32BE(destination, at + 4);
    bytes.writeUInt32BE(12, at + 16);
    bytes.writeUInt32BE(4000 + row, at + 20);
    bytes.writeUInt32BE(uptimeMs - 1000, at + 24);
    bytes.writeUInt32BE(uptimeMs, at + 28);
    bytes.writeUInt16BE(port, at + 34);
    bytes.writeUInt8(ackAndPush, at + 37);
    bytes.writeUInt8(6, at + 38);
  }
  return { version: 5, bytes, first };
}

/** NetFlow 9 or IPFIX: a head and one data set. */
function draftSet(version: 9 | 10, first: number): Draft {
  const head = version === 9 ? headLength9 : headLengthIpfix;
  const bytes = Buffer.alloc(head + 4 + recordsEach * recordLength);
  writeHead(bytes, version, 1);
  bytes.writeUInt16BE(templateId, head);
  bytes.writeUInt16BE(4 + recordsEach * recordLength, head + 2);
  for (let row = 0; row < recordsEach; row += 1) {
    const at = head + 4 + row * recordLength;
    const { source, destination, port } = endsAt(first + row);
    bytes.writeUInt32BE(source, at);
    bytes.writeUInt32BE(destination, at + 4);
    bytes.writeUInt16BE(port, at + 10);
    bytes.writeUInt8(6, at + 12);
    bytes.writeUInt8(ackAndPush, at + 13);
    bytes.writeUInt32BE(12, at + 14);
    bytes.writeUInt32BE(4000 + row, at + 18);
    bytes.writeUInt32BE(version === 9 ? uptimeMs : nowSeconds(), at + 22);
  }
  return { version, bytes, first };
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function writeHead(bytes: Buffer, version: 9 | 10, sets: number): void {
  bytes.writeUInt16BE(version, 0);
  bytes.writeUInt16BE(version === 9 ? sets : bytes.length, 2);
  if (version === 9) bytes.writeUInt32BE(uptimeMs, 4);
  bytes.writeUInt32BE(nowSeconds(), version === 9 ? 8 : 4);
  bytes.writeUInt32BE(version, (version === 9 ? headLength9 : headLengthIpfix) - 4);
}

/** The template of a version; routers send it again and again. */
function templateOf(version: 9 | 10): Buffer {
  const head = version === 9 ? headLength9 : headLengthIpfix;
  const list = fields(version === 9 ? flowEndSysUpTime : flowEndSeconds);
  const bytes = Buffer.alloc(head + 8 + list.length * 4);
  writeHead(bytes, version, 1);
  bytes.writeUInt16BE(version === 9 ? 0 : 2, head);
  bytes.writeUInt16BE(8 + list.length * 4, head + 2);
  bytes.writeUInt16BE(templateId, head + 4);
  bytes.writeUInt16BE(list.length, head + 6);
  for (const [position, [element, octets]] of list.entries()) {
    bytes.writeUInt16BE(element, head + 8 + position * 4);
    bytes.writeUInt16BE(octets, head + 10 + position * 4);
  }
  return bytes;
}

/** What an exporter of each version would send next; the sequence numbers are right, so that what is lost is known. */
export interface FlowLoad {
  /** Templates, to be sent first and now and then. */
  templates(): readonly Buffer[];
  next(): Buffer;
}

const versions: readonly Version[] = [5, 9, 10];

/** @param conversations how many, about; they come round and round, each time from another port of the client */
export function openFlowLoad(conversations: number): FlowLoad {
  const drafts = Array.from({ length: Math.ceil(conversations / recordsEach) }, (_, number) => {
    const version = versions[number % versions.length] ?? 5;
    return version === 5 ? draft5(number * recordsEach) : draftSet(version, number * recordsEach);
  });
  const sequence = { 5: 0, 9: 0, 10: 0 };
  let sent = 0;
  const number = ({ bytes, version }: Draft, step: number): Buffer => {
    bytes.writeUInt32BE(sequence[version] >>> 0, version === 5 ? 16 : version === 9 ? 12 : 8);
    sequence[version] += step;
    return bytes;
  };
  return {
    templates: () =>
      ([9, 10] as const).map((version) => number({ version, bytes: templateOf(version), first: 0 }, version === 9 ? 1 : 0)),
    next() {
      const draft = drafts[sent % drafts.length] as Draft;
      const turn = Math.floor(sent / drafts.length);
      sent += 1;
      const { bytes, version, first } = draft;
      const [start, step, port] =
        version === 5 ? [headLength5, recordLength5, 32] : [(version === 9 ? headLength9 : headLengthIpfix) + 4, recordLength, 8];
      for (let row = 0; row < recordsEach; row += 1) {
        bytes.writeUInt16BE(clientPort(first + row, turn), start + row * step + port);
      }
      if (version === 5) bytes.writeUInt32BE(nowSeconds(), 8);
      else writeHead(bytes, version, 1);
      return number(draft, version === 9 ? 1 : recordsEach);
    },
  };
}
