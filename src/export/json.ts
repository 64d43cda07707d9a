import type { Snapshot } from '../model/snapshot.ts';
import type { Exporter } from './exporter.ts';
import { compareText, sortBy } from './order.ts';

/**
 * The canonical order of keys, an object kind a row, as in the documentation of the document. A key
 * that is not listed comes after the listed ones, alphabetically: a newer field is never lost.
 */
const keyOrder: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    document: [
      'format',
      'version',
      'snapshot',
      'hosts',
      'services',
      'dependencies',
      'links',
      'applications',
      'networks',
      'coverage',
    ],
    snapshot: ['id', 'label', 'takenAt', 'toolVersion', 'scope', 'interrupted'],
    hosts: [
      'id',
      'name',
      'names',
      'addresses',
      'formerAddresses',
      'macs',
      'kind',
      'os',
      'device',
      'tags',
      'targets',
      'formerTargets',
      'identity',
      'listed',
      'evidence',
    ],
    os: ['name', 'version'],
    device: ['vendor', 'model', 'serial', 'version', 'roles'],
    evidence: ['status', 'at', 'stale'],
    services: [
      ...['id', 'host', 'name', 'software', 'version', 'kind', 'endpoints', 'processes'],
      ...['unit', 'container', 'namedBy', 'shared'],
    ],
    endpoints: ['protocol', 'address', 'port'],
    shared: ['reason'],
    processes: ['pid', 'name', 'user'],
    dependencies: [
      ...['id', 'from', 'to', 'protocol', 'port', 'state', 'seenFrom', 'directionRule', 'confidence', 'connections'],
      ...['samples', 'firstSeen', 'lastSeen', 'via', 'bytes', 'rttMs', 'silent'],
    ],
    from: ['host', 'service'],
    to: ['host', 'service'],
    samples: ['seen', 'total'],
    links: [
      ...['id', 'layer', 'protocols', 'a', 'b', 'seenFrom', 'confidence'],
      ...['shared', 'mismatched', 'aggregate', 'members', 'stale'],
    ],
    aggregate: ['a', 'b'],
    members: ['a', 'b'],
    networks: ['id', 'cidr', 'vlan', 'vlanName', 'gateways', 'hosts'],
    a: ['host', 'port', 'ifIndex'],
    b: ['host', 'port', 'ifIndex'],
    applications: ['id', 'name', 'services', 'namedBy'],
    coverage: [
      ...['targets', 'collected', 'unanswered', 'failed', 'edges', 'edgesConfigured', 'edgesWithBothProcesses'],
      ...['edgesWithoutClientProcess', 'edgesWithoutServerProcess', 'peersNotScanned', 'listedNotScanned'],
      ...['flowRecords', 'flowRecordsRejected', 'flowSampling', 'datagrams', 'skippedLines'],
      ...['overSnmpOnly', 'snmpFailed', 'snmpUnanswered', 'cutOff', 'refusedCommands'],
    ],
    datagrams: ['received', 'lost', 'dropped', 'unreadable', 'withoutTemplate', 'refused'],
    failed: ['target', 'status', 'message'],
    overSnmpOnly: ['target', 'status', 'message'],
    snmpFailed: ['target', 'status', 'message'],
    cutOff: ['target', 'message'],
    refusedCommands: ['target', 'command', 'why', 'message'],
  }),
);

/** Arrays of the document that are sets, sorted by id. */
const entityArrays = ['hosts', 'services', 'dependencies', 'links', 'applications'] as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of a value in canonical order, without those that are not known. */
function orderedKeys(value: Readonly<Record<string, unknown>>, kind: string): string[] {
  const known = keyOrder.get(kind) ?? [];
  const others = Object.keys(value).filter((key) => !known.includes(key));
  return [...known, ...others.sort(compareText)].filter((key) => Object.hasOwn(value, key) && value[key] !== undefined);
}

/** A value on one line, its keys in canonical order. `kind` is the key it stands under. */
function renderInline(value: unknown, kind: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => renderInline(item, kind)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const members = orderedKeys(value, kind).map((key) => `${JSON.stringify(key)}:${renderInline(value[key], key)}`);
  return `{${members.join(',')}}`;
}

/** A member of the document: an array with one entity a line, so that a line of a git diff is an entity. */
function renderMember(value: unknown, kind: string): string {
  if (!Array.isArray(value)) return renderInline(value, kind);
  return value.length === 0 ? '[]' : `[\n    ${value.map((item) => renderInline(item, kind)).join(',\n    ')}\n  ]`;
}

/**
 * The snapshot document: two-space JSON with one entity a line, arrays sorted by id, keys in canonical
 * order, what is not known left out. Two exports of one snapshot are the same bytes.
 */
export function renderSnapshot(snapshot: Snapshot): string {
  const document: Readonly<Record<string, unknown>> = {
    ...snapshot,
    ...Object.fromEntries(entityArrays.map((name) => [name, sortBy<{ readonly id: string }>(snapshot[name], ({ id }) => id)])),
  };
  const members = orderedKeys(document, 'document').map((key) => `  ${JSON.stringify(key)}: ${renderMember(document[key], key)}`);
  return `{\n${members.join(',\n')}\n}\n`;
}

export const jsonExporter: Exporter = {
  name: 'json',
  description: 'the snapshot document, one entity a line: for scripts, and for git',
  extension: 'json',
  render: ({ snapshot }) => renderSnapshot(snapshot),
};
