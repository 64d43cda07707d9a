import type { ScanEvent } from '../scan/events.ts';
import type { Progress } from '../scan/progress.ts';
import { progressLine } from '../scan/progress-text.ts';

/** Shows a running scan somewhere. */
export interface ScanReporter {
  readonly listen: (event: ScanEvent, progress: Progress) => void;
  /** Ctrl-C was pressed. */
  readonly stopping: () => void;
  readonly close: () => void;
}

const drawEveryMs = 200;
const lineEveryMs = 5000;

/** Events as NDJSON, one a line. Evidence goes to the database, not to the event stream. */
export function openJsonReporter(write: (line: string) => void): ScanReporter {
  return {
    listen: (event) => {
      const { type, ...rest } = event;
      if (type === 'unanswered') return;
      const shown = type === 'host-finished' ? hostFinished(event) : rest;
      write(`${JSON.stringify({ event: type, ...shown })}\n`);
    },
    stopping: () => write(`${JSON.stringify({ event: 'stopping' })}\n`),
    close: () => {},
  };
}

function hostFinished(event: Extract<ScanEvent, { type: 'host-finished' }>): object {
  const { at, target, status, milliseconds, collection } = event;
  const message = collection.message === undefined ? {} : { message: collection.message };
  const ways = collection.ways === undefined ? {} : { ways: collection.ways };
  return { at, target, status, ...message, ...ways, milliseconds, sections: collection.sections.length };
}

/** A line now and then, for logs and pipes. */
export function openLineReporter(write: (line: string) => void, now: () => number): ScanReporter {
  let last: Progress | undefined;
  let printed = now();
  let shown = '';
  const print = (progress: Progress, at: number): void => {
    const line = progressLine(progress, at);
    // A scan that ends with its last line has said everything.
    if (line !== shown) write(`${line}\n`);
    shown = line;
  };
  return {
    listen: (_, progress) => {
      last = progress;
      if (now() - printed < lineEveryMs) return;
      printed = now();
      print(progress, printed);
    },
    stopping: () => write('stopping: what was collected is being saved\n'),
    close: () => {
      if (last !== undefined) print({ ...last, running: new Map() }, now());
    },
  };
}

/** The view on a terminal. ink is loaded only here: it takes a third of a second and writes escape codes. */
export async function openViewReporter(stream: NodeJS.WriteStream, title: string, first: Progress): Promise<ScanReporter> {
  const { openScanView } = await import('../tui/scan-view.tsx');
  let progress = first;
  let stopping = false;
  const props = () => ({ progress, now: Date.now(), stopping });
  const view = openScanView(stream, title, props());
  const timer = setInterval(() => view.update(props()), drawEveryMs);
  return {
    listen: (_, latest) => {
      progress = latest;
    },
    stopping: () => {
      stopping = true;
    },
    close: () => {
      clearInterval(timer);
      view.close();
    },
  };
}

export const silentReporter: ScanReporter = { listen: () => {}, stopping: () => {}, close: () => {} };
