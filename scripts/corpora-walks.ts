import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWalkSections } from '../src/collectors/walk-sections.ts';
import type { Fact } from '../src/model/fact.ts';

/** A walk of a recorded network, as `expected.json` lists it. */
export interface RecordedWalk {
  readonly file: string;
  readonly label: string;
  readonly ip: string | null;
  readonly name: string | null;
  /** The VLAN whose context of the device it is; null for the device's own tables. */
  readonly vlanContext: number | null;
}

/** Walks by device, its own tables first: what has a context is another walk of the device with the same label. */
export function devicesOf(walks: readonly RecordedWalk[]): readonly (readonly RecordedWalk[])[] {
  const devices = new Map<string, RecordedWalk[]>();
  for (const walk of walks.toSorted((a, b) => (a.vlanContext ?? 0) - (b.vlanContext ?? 0)))
    devices.set(walk.label, [...(devices.get(walk.label) ?? []), walk]);
  return [...devices.values()];
}

/** Everything the walks of one device tell, read as imported ones are. */
export function walkFactsOf(directory: string, walks: readonly RecordedWalk[]): readonly Fact[] {
  const sections = walks.map(({ file, vlanContext }) => ({
    collector: `text.snmpwalk${vlanContext === null ? '' : `@vlan-${vlanContext}`}`,
    sample: 1,
    status: 'ok' as const,
    stdout: readFileSync(join(directory, file)),
  }));
  const { facts, samples } = readWalkSections(sections, undefined);
  return [...facts, ...samples.flatMap(({ sockets }) => sockets)];
}
