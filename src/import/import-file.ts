import type { UnreadCommand } from '../collectors/texts/read-session.ts';
import type { Collection, Section } from '../model/evidence.ts';
import type { FlowPiece } from './flows/flow-piece.ts';

/** A file to import, and what was said about it. */
export interface ImportFile {
  /** As the operator named it, or as it was found in a directory. */
  readonly path: string;
  /** Absent where nobody said: then the text or the name of the file has to tell. */
  readonly host?: string;
  /** The directory it was found in: the host where neither somebody nor the name of the file says one. */
  readonly within?: string;
  readonly addresses: readonly string[];
  /** A format or family of `map parse --list`, or `auto`. */
  readonly format: string;
  /** Which of several walks of one device it is (SNMPv3 context, VLAN of a community). */
  readonly context?: string;
  readonly bytes: Uint8Array;
  /** When it was written, ISO 8601: the best anybody can say of when it was true. */
  readonly modifiedAt: string;
}

/** One output of a host, not yet joined with the others of the same host. */
export interface TextPiece {
  readonly kind: 'text';
  readonly path: string;
  readonly host: string;
  readonly addresses: readonly string[];
  readonly at: string;
  readonly section: Section;
  /** Line of the file that the first one of the section is; absent where the section is the file. */
  readonly line?: number;
}

/** Outputs in a file of several that no format recognises. */
interface UnreadPiece {
  readonly kind: 'unread';
  readonly path: string;
  readonly commands: readonly UnreadCommand[];
}

/** What a file came to: outputs of a host, everything a bundle brought, or a log of flows between others. */
export type Piece =
  | TextPiece
  | UnreadPiece
  | FlowPiece
  | { readonly kind: 'bundle'; readonly path: string; readonly collection: Collection };
