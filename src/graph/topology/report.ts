import type { Port } from './ports.ts';

/** What one device tells of one neighbor. */
export interface Report {
  readonly protocol: string;
  /** Host id of the teller. */
  readonly from: string;
  readonly fromPort?: Port;
  readonly to: string;
  /** Ports of the neighbor that may be meant; empty where it does not say. */
  readonly toPorts: readonly Port[];
  /** The neighbor's port as told, where that is none of those it has itself. */
  readonly toText?: string;
}

/** Two ports that belong together, and who told so by which protocols. */
export interface Cable {
  readonly a: string;
  readonly b: string;
  aPort?: Port;
  bPort?: Port;
  /** How the teller calls a port that is not known to be one of the device. */
  aText?: string;
  bText?: string;
  readonly toldByA: Set<string>;
  readonly toldByB: Set<string>;
  mismatched?: true;
  shared?: true;
  /** Where that is not what the telling sides make it. */
  confidence?: number;
}
