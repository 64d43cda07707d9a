import type { WitnessLine } from '../exporter.ts';
import type { Estate } from './estate.ts';
import type { Affected } from './impact.ts';
import type { Selection } from './selection.ts';

/** What every panel needs: the estate, and what its buttons do. */
export interface PanelContext {
  readonly estate: Estate;
  /** What the picture leaves out. */
  readonly notes: () => readonly string[];
  /** Undefined where the page was made without evidence. */
  readonly witnesses: ReadonlyMap<string, readonly WitnessLine[]> | undefined;
  readonly witnessesCut: number;
  readonly go: (selection: Selection) => void;
  /** Dependencies drawn as the same arrow as this one. */
  readonly sameArrow: (dependency: string) => readonly string[];
  /** Marks on the map what these ends take with them, and says what that is. */
  readonly showImpact: (keys: readonly string[]) => readonly Affected[];
}
