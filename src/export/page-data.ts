import type { Snapshot } from '../model/snapshot.ts';
import type { PictureLevel, WitnessLine } from './exporter.ts';

/** Where one arrow runs: coordinates in points, `x, y, x, y, …` of cubic Bézier curves. */
export interface PageArrow {
  readonly points: readonly number[];
  readonly label?: readonly [x: number, y: number];
}

/**
 * A layout made at export time, so that the page opens at once and looks the same everywhere. The
 * picture it belongs to is built again in the page from the snapshot, in the same order.
 */
export interface PageView {
  readonly level: PictureLevel;
  readonly includeShared: boolean;
  /** With the arrows that only stand in configurations and that pictures leave out at first. */
  readonly includeConfigured: boolean;
  /** Upper left corner of each box: `x, y, x, y, …`. */
  readonly corners: readonly number[];
  readonly arrows: readonly PageArrow[];
}

/** Everything the page knows, put into it as JSON. */
export interface PageData {
  readonly snapshot: Snapshot;
  /** Without a view of services, the estate is too large for one. */
  readonly views: readonly PageView[];
  /** Whether the arrows of shared infrastructure are shown at first. */
  readonly includeShared: boolean;
  /** The same of all that only stands in configurations. */
  readonly includeConfigured: boolean;
  /** Raw lines by dependency id; absent where no evidence was at hand. */
  readonly witnesses?: readonly (readonly [dependency: string, lines: readonly WitnessLine[]])[];
  /** Lines left out to keep the file small. */
  readonly witnessesCut: number;
}

/** `</script>` and `<!--` would end or change the block the data stands in; `<` is the same in JSON as its escape. */
export const embedJson = (data: PageData): string => JSON.stringify(data).replaceAll('<', '\\u003c');
