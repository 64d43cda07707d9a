import type { HostKind } from '../model/snapshot.ts';
import type { PictureLevel } from './exporter.ts';

/** How an arrow is drawn. `silent`: both ends were looked at and no traffic was seen this time. */
export type ArrowState = 'active' | 'attempted' | 'configured' | 'silent';

/** What is known of a host: looked at now, only earlier, in vain, or never (a peer). */
export type Sight = 'fresh' | 'stale' | 'failed' | 'peer';

/** One row in the box of a host. */
export interface PictureNode {
  /** Id of the service; for ends whose process is not known, the host's id with `?` behind it. */
  readonly id: string;
  readonly title: string;
  /** The ports it listens on, may be empty. */
  readonly ports: string;
  /** What is not drawn of it, may be empty. */
  readonly note: string;
  readonly look: 'service' | 'shared' | 'unnamed';
}

/** One host. Without nodes the box itself is the end of arrows. */
export interface PictureBox {
  /** Id of the host. */
  readonly id: string;
  readonly title: string;
  /** Address, and why not more is known; a few words each. */
  readonly details: readonly string[];
  readonly kind: HostKind;
  readonly sight: Sight;
  readonly nodes: readonly PictureNode[];
}

/** One arrow, from client to server: every dependency between the same two ends. */
export interface PictureArrow {
  /** Ids of nodes, or of boxes without nodes. */
  readonly from: string;
  readonly to: string;
  /** The ports: `5432`, `53/udp`. */
  readonly label: string;
  readonly state: ArrowState;
  /** Ids of the dependencies it stands for, sorted. */
  readonly dependencies: readonly string[];
}

/** What every picture format draws. */
export interface Picture {
  readonly level: PictureLevel;
  readonly title: string;
  /** By name, then id. */
  readonly boxes: readonly PictureBox[];
  readonly arrows: readonly PictureArrow[];
  /** What was left out, a sentence each: a picture says what it does not show. */
  readonly notes: readonly string[];
}
