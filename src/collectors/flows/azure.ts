import { objectsField, textField } from '../../text/json-objects.ts';
import { readInteger } from '../../text/scan.ts';
import type { FlowFormat, FlowReader, FlowSink } from './flow-format.ts';
import { readObject } from './read-object.ts';
import { sendFlow } from './send-flow.ts';
import { fromMilliseconds, fromSeconds, sumOf } from './values.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where a tuple stands, and whose. */
interface TuplePlace {
  readonly line: number;
  readonly exporter: string | undefined;
  readonly sink: FlowSink;
}

const secondsDigits = 11;

/** NSG flow logs count seconds, VNet flow logs milliseconds. */
function timeOf(text: string | undefined): string | undefined {
  const number = readInteger(text);
  return (text?.length ?? 0) < secondsDigits ? fromSeconds(number) : fromMilliseconds(number);
}

const numberIn = (text: string | undefined): number | undefined => readInteger(text === '' ? undefined : text);

interface Counted {
  readonly verdict: 'accepted' | 'rejected';
  readonly packets: number | undefined;
  readonly bytes: number | undefined;
}

/** After protocol and direction: NSG has the decision, then (version 2) state and counters. */
function countedNsg(fields: readonly string[]): Counted {
  const [decision, , sentPackets, sentBytes, gotPackets, gotBytes] = fields.slice(7);
  return {
    verdict: decision === 'D' ? 'rejected' : 'accepted',
    packets: sumOf(numberIn(sentPackets), numberIn(gotPackets)),
    bytes: sumOf(numberIn(sentBytes), numberIn(gotBytes)),
  };
}

/** VNet has the state (D is denied), the encryption, then counters. */
function countedVnet(fields: readonly string[]): Counted {
  const [state, , sentPackets, sentBytes, gotPackets, gotBytes] = fields.slice(7);
  return {
    verdict: state === 'D' ? 'rejected' : 'accepted',
    packets: sumOf(numberIn(sentPackets), numberIn(gotPackets)),
    bytes: sumOf(numberIn(sentBytes), numberIn(gotBytes)),
  };
}

/** The source of a tuple is who began: the platform tracks connections and counts both ways under one tuple. */
function readTuple(tuple: string, counted: typeof countedNsg, { line, exporter, sink }: TuplePlace): void {
  const fields = tuple.split(',');
  const [time, source, destination, sourcePort, destinationPort, protocol] = fields;
  const seen = timeOf(time);
  const { verdict, packets, bytes } = counted(fields);
  const raw = {
    line,
    protocol,
    source,
    sourcePort,
    destination,
    destinationPort,
    exporter,
    verdict,
    initiator: 'source',
  } as const;
  const counts = { ...(packets === undefined ? {} : { packets }), ...(bytes === undefined ? {} : { bytes }) };
  const times = seen === undefined ? {} : { firstSeen: seen, lastSeen: seen };
  sendFlow({ ...raw, ...counts, ...times }, tuple, sink);
}

function readTuples(group: Json, counted: typeof countedNsg, place: TuplePlace): void {
  const tuples = group['flowTuples'];
  if (!Array.isArray(tuples)) return;
  for (const tuple of tuples) if (typeof tuple === 'string') readTuple(tuple, counted, place);
}

/** `properties.flows[].flows[]` with the interface's MAC (NSG), `flowRecords.flows[].flowGroups[]` (VNet). */
function readRecord(record: Json, line: number, sink: FlowSink): void {
  const properties = objectsField({ of: [record['properties']] }, 'of')[0] ?? {};
  const vnet = objectsField({ of: [record['flowRecords'] ?? properties['flowRecords']] }, 'of')[0];
  const own = textField(record, 'macAddress');
  for (const rule of objectsField(vnet ?? properties, 'flows')) {
    for (const group of objectsField(rule, vnet === undefined ? 'flows' : 'flowGroups')) {
      const exporter = textField(group, 'mac') ?? own;
      readTuples(group, vnet === undefined ? countedNsg : countedVnet, { line, exporter, sink });
    }
  }
}

/**
 * Flow logs of Azure: of network security groups, versions 1 and 2, and of virtual networks, version 4 ("Flow logging for
 * network security groups", "Virtual network flow logs", Azure Network Watcher).
 */
function open(): FlowReader {
  return (text, line, sink) => {
    const record = readObject(text, line, sink);
    if (record === undefined) return;
    if (record['flowRecords'] === undefined && record['properties'] === undefined) sink.other();
    else readRecord(record, line, sink);
  };
}

export const azureFlow: FlowFormat = {
  id: 'azure-flow',
  family: 'azure-flow',
  title: 'flow logs of Azure: of network security groups and virtual networks',
  example: 'PT1H.json',
  unit: 'objects',
  recognise: (head) => (head.includes('"flowTuples"') ? 95 : 0),
  open,
};
