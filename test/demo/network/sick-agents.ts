import { createSocket } from 'node:dgram';
import { addressAt } from '../../../src/demo/network/start-network.ts';
import type { TargetStatus } from '../../../src/model/failure.ts';
import { absentTags } from '../../../src/transports/snmp/pdu.ts';
import {
  type Asked,
  afterProbe,
  number,
  type RawAgent,
  rowsAfter,
  startRawAgent,
} from '../../transports/snmp-agents/raw-agent.ts';

interface SickAgent {
  readonly behave: (asked: Asked) => void;
  /** What the scan has to say of it; absent where that is nothing. */
  readonly status?: TargetStatus;
}

const last = 77;

/** One object in every table, which it names again whatever is asked next. */
const loops = afterProbe(({ pdu, send, answer }) =>
  send(answer(pdu.varbinds.map(({ oid }) => number(oid.at(-1) === last ? oid : [...oid, last], 1)))),
);

/** One object in every table, an address where none belongs; then it says properly that there is no more. */
const wrongTypes = afterProbe(({ pdu, send, answer }) =>
  send(
    answer(
      pdu.varbinds.map(({ oid }) =>
        oid.at(-1) === last
          ? { oid, tag: absentTags.endOfMibView, content: Buffer.alloc(0) }
          : { oid: [...oid, last], tag: 64, content: Buffer.of(1, 2, 3, 4) },
      ),
    ),
  ),
);

/** Answers from another address of this machine, as a router with several sometimes does. */
function elsewhere({ pdu, from, answer }: Asked): void {
  const other = createSocket('udp4');
  other.bind(0, '127.0.0.9', () => {
    other.send(answer(pdu.varbinds.map(({ oid }) => number(oid, 1))), from.port, from.address, () => other.close());
  });
}

export const sickAgents: readonly SickAgent[] = [
  { behave: loops, status: 'snmp-looped' },
  // Answers to questions nobody asked.
  { behave: afterProbe(({ pdu, send, answer }) => send(answer(rowsAfter(pdu, 5), { id: pdu.id ^ 1 }))), status: 'snmp-garbled' },
  // Nothing more after the first answers.
  {
    behave: (asked) => {
      if (asked.number < 3) loops(asked);
    },
    status: 'snmp-stopped',
  },
  { behave: ({ send }) => send(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')), status: 'not-snmp' },
  { behave: elsewhere, status: 'snmp-elsewhere' },
  { behave: wrongTypes },
  { behave: (asked) => void setTimeout(() => loops(asked), 2500).unref() },
];

/** Starts them on the addresses from `first` on. */
export const startSickAgents = (prefix: string, first: number, port: number): Promise<RawAgent[]> =>
  Promise.all(sickAgents.map(({ behave }, index) => startRawAgent(behave, addressAt(prefix, first + index), port)));

/** What a scan has to say of those that fail, by target. */
export const sickStatuses = (prefix: string, first: number): Record<string, TargetStatus> =>
  Object.fromEntries(
    sickAgents.flatMap(({ status }, index) => (status === undefined ? [] : [[addressAt(prefix, first + index), status]])),
  );
