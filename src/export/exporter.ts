import type { Snapshot } from '../model/snapshot.ts';

/** One raw line of what a host answered, behind an arrow. */
export interface WitnessLine {
  /** Which end of the arrow answered it. */
  readonly side: 'client' | 'server';
  /** Key of the target that answered. */
  readonly target: string;
  /** Id of the collector that asked, `linux.ss`. */
  readonly collector: string;
  /** 1-based line of that collector's output. */
  readonly line?: number;
  readonly text: string;
}

/** What can be drawn as a node: services in the boxes of their hosts, or hosts alone. */
export type PictureLevel = 'services' | 'hosts';

/** Everything an exporter may use. It opens nothing itself: same input, same bytes. */
export interface ExportInput {
  readonly snapshot: Snapshot;
  /** The raw lines behind a dependency; without it, formats that show evidence say that there is none. */
  readonly witnessLines?: (dependencyId: string) => readonly WitnessLine[];
  /** Draw the arrows of shared infrastructure (DNS, monitoring, …) too; pictures leave them out by default. */
  readonly includeShared?: boolean;
  /** Draw every arrow that only stands in a configuration; pictures leave out those to hosts nobody looked at and to what many use. */
  readonly includeConfigured?: boolean;
  /** Forces the level of a picture; by default services, and hosts where services would be too many. */
  readonly level?: PictureLevel;
}

/** A format the map can be written in. */
export interface Exporter {
  /** What `-f` takes. */
  readonly name: string;
  /** One line for the list of formats. */
  readonly description: string;
  /** Of a file in this format, without the dot. */
  readonly extension: string;
  /** The whole file. Deterministic; throws on a defect only. */
  render(input: ExportInput): Promise<string | Uint8Array> | string | Uint8Array;
}
