import type { Collection } from '../model/evidence.ts';
import type { TargetStatus } from '../model/failure.ts';

/** What a scan tells while it runs. Listeners print, draw or store; the scan itself never does. */
export type ScanEvent =
  | { readonly type: 'started'; readonly at: string; readonly targets: number }
  /** A login (or the local shell) is being opened: from here on the host's own deadline runs. */
  | { readonly type: 'host-started'; readonly at: string; readonly target: string }
  | {
      readonly type: 'host-finished';
      readonly at: string;
      readonly target: string;
      readonly status: TargetStatus;
      readonly milliseconds: number;
      /** What there is to keep, also of a host that failed half-way. */
      readonly collection: Collection;
    }
  /** A swept address where nothing answered. Only counted: most of a prefix is empty. */
  | { readonly type: 'unanswered'; readonly target: string }
  | { readonly type: 'finished'; readonly at: string; readonly interrupted: boolean };
