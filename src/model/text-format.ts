import type { CollectorGroup } from './collector.ts';
import type { Fact } from './fact.ts';

/**
 * A text people paste or a tool wrote, and how to read it: what `map parse` and `map import` take. A collector asks
 * a host and knows what comes back; here only the text itself says what it is.
 */
export interface TextFormat {
  /** `netstat-windows`: what `--format` takes. */
  readonly id: string;
  /** `netstat`: also taken by `--format`; the text decides which of the family it is. */
  readonly family: string;
  /** For a list: whose output it is. */
  readonly title: string;
  /** A command that prints it, or the file it is. */
  readonly example: string;
  /** The question it answers: of one group only the best answer of a host is used. */
  readonly group: CollectorGroup;
  /** `others`: it tells of other machines than the one that wrote it (flow logs, inventories), so it needs no host to belong to. */
  readonly about?: 'others';
  /**
   * How sure the beginning of a text (64 KiB at most) makes one that it is this, 0 (it is not) to 100. A header line
   * that only this tool prints is 90, rows of its form without any header 50, JSON with its keys 90.
   */
  recognise(head: string): number;
  /** Never throws, never hangs; an unreadable line becomes a `skipped` fact. */
  parse(text: string): readonly Fact[];
  /** Cuts secrets out of the text before it is stored or printed. */
  redact?(text: string): string;
}
