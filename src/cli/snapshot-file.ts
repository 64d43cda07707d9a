import { readFileSync } from 'node:fs';
import { failureStatuses } from '../model/failure.ts';
import { directionRules, hostKinds, type Snapshot } from '../model/snapshot.ts';
import { UsageError } from '../model/usage-error.ts';

/** Says where a value is not as it must be; undefined where it is. */
type Check = (value: unknown, place: string) => string | undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofType =
  (type: 'string' | 'number' | 'boolean'): Check =>
  (value, place) =>
    typeof value === type ? undefined : `${place} is not a ${type}`;

const text = ofType('string');
const number = ofType('number');
const boolean = ofType('boolean');

const listOf =
  (item: Check): Check =>
  (value, place) => {
    if (!Array.isArray(value)) return `${place} is not a list`;
    for (const [index, entry] of value.entries()) {
      const problem = item(entry, `${place}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

/** The named keys; one that ends in `?` may be absent. Others are not looked at: fields may be added. */
const record =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    if (!isRecord(value)) return `${place} is not an object`;
    for (const [key, check] of Object.entries(keys)) {
      const name = key.replace(/\?$/, '');
      const found = Object.hasOwn(value, name) ? value[name] : undefined;
      if (found === undefined && name !== key) continue;
      const problem = found === undefined ? `${place}.${name} is missing` : check(found, `${place}.${name}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

const oneOf =
  (words: readonly string[]): Check =>
  (value, place) =>
    typeof value === 'string' && words.includes(value) ? undefined : `${place} is none of ${words.join(', ')}`;

const texts = listOf(text);
const status = oneOf(['collected', ...failureStatuses]);
const failures = listOf(record({ target: text, status, message: text }));
const seenFrom = oneOf(['client', 'server', 'both', 'flow', 'config']);
const end = record({ host: text, 'service?': text });
const linkEnd = record({ host: text, 'port?': text, 'ifIndex?': number });

/** What the analyses rely on, in the order of the documentation of the document. */
const document = record({
  snapshot: record({ id: text, 'label?': text, takenAt: text, toolVersion: text, scope: texts, 'interrupted?': boolean }),
  hosts: listOf(
    record({
      ...{ id: text, name: text, names: texts, addresses: texts, macs: texts, kind: oneOf(hostKinds), tags: record({}) },
      'device?': record({ 'vendor?': text, 'model?': text, 'serial?': text, 'version?': text, 'roles?': texts }),
      ...{ 'os?': record({ 'name?': text, 'version?': text }), 'targets?': texts, 'identity?': texts },
      ...{ 'formerAddresses?': texts, 'formerTargets?': texts, 'listed?': texts },
      'evidence?': record({ status, at: text, stale: boolean }),
    }),
  ),
  services: listOf(
    record({
      ...{ id: text, host: text, name: text, kind: text, namedBy: text, 'software?': text, 'version?': text },
      ...{ 'unit?': text, 'container?': text, 'shared?': record({ reason: text }) },
      endpoints: listOf(record({ protocol: text, address: text, port: number })),
      processes: listOf(record({ 'pid?': number, 'name?': text, 'user?': text })),
    }),
  ),
  dependencies: listOf(
    record({
      ...{
        id: text,
        from: end,
        to: end,
        protocol: text,
        port: number,
        state: text,
        seenFrom,
        directionRule: oneOf(directionRules),
      },
      ...{ confidence: number, connections: number, samples: record({ seen: number, total: number }), firstSeen: text },
      ...{ lastSeen: text, via: texts, 'bytes?': number, 'rttMs?': number, 'silent?': boolean },
    }),
  ),
  links: listOf(
    record({
      id: text,
      layer: number,
      protocols: texts,
      a: linkEnd,
      b: linkEnd,
      seenFrom: text,
      confidence: number,
      'shared?': boolean,
      'mismatched?': boolean,
      'stale?': boolean,
      'aggregate?': record({ a: text, b: text }),
      'members?': listOf(record({ 'a?': text, 'b?': text })),
    }),
  ),
  applications: listOf(record({ id: text, name: text, services: texts, namedBy: text })),
  'networks?': listOf(record({ id: text, cidr: text, 'vlan?': number, 'vlanName?': text, gateways: texts, hosts: number })),
  coverage: record({
    ...{
      targets: number,
      collected: number,
      unanswered: number,
      edges: number,
      'edgesConfigured?': number,
      edgesWithBothProcesses: number,
    },
    ...{ edgesWithoutClientProcess: number, edgesWithoutServerProcess: number, peersNotScanned: number },
    ...{
      'listedNotScanned?': number,
      'flowRecords?': number,
      'flowRecordsRejected?': number,
      'flowSampling?': number,
      'datagrams?': record({
        ...{ received: number, lost: number, dropped: number },
        ...{ unreadable: number, withoutTemplate: number, refused: number },
      }),
      skippedLines: number,
      failed: failures,
      'overSnmpOnly?': failures,
      'snmpFailed?': failures,
    },
    ...{ 'snmpUnanswered?': number, 'cutOff?': listOf(record({ target: text, message: text })) },
    'refusedCommands?': listOf(record({ target: text, command: text, why: text, 'message?': text })),
  }),
});

function isSnapshot(value: unknown): value is Snapshot {
  return document(value, 'document') === undefined;
}

function parse(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${file} is not JSON (${(error as Error).message}); write one with map export -f json`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Reads a snapshot that `map export -f json` wrote. Throws UsageError with the place of the first thing wrong. */
export function readSnapshotFile(file: string): Snapshot {
  const value = parse(file, read(file));
  if (!isRecord(value) || value['format'] !== 'map.snapshot') {
    throw new UsageError(`${file} is not a snapshot ("format" is not "map.snapshot"); write one with map export -f json`);
  }
  if (value['version'] !== 1) {
    throw new UsageError(`${file} is a snapshot of version ${String(value['version'])}, this map reads version 1`);
  }
  if (!isSnapshot(value)) throw new UsageError(`${file}: ${document(value, 'document')}; write it again with map export -f json`);
  return value;
}
