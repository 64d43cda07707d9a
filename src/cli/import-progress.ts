import { grouped } from '../model/number-text.ts';
import type { TakeStep } from './take-snapshot.ts';

/** What an import does at the moment. */
export type ImportProgress =
  | { readonly step: 'reading'; readonly path: string; readonly records: number }
  | { readonly step: 'read'; readonly done: number; readonly of: number }
  | { readonly step: 'observing' }
  | TakeStep;

function progressText(progress: ImportProgress): string {
  switch (progress.step) {
    case 'reading':
      return `reading ${progress.path}: ${grouped(progress.records)} records`;
    case 'read':
      return `${grouped(progress.done)} of ${grouped(progress.of)} files`;
    case 'observing':
      return 'reading what is new in them';
    case 'deriving':
      return 'working out the map';
    case 'saving':
      return `saving the map: ${grouped(progress.dependencies)} ${progress.dependencies === 1 ? 'dependency' : 'dependencies'}`;
  }
}

/** Milliseconds from one line to the next; of an import that is over sooner nothing is told. */
const pauseMs = 1000;

/**
 * Says what is being done, each second at most; steps that may take longer are told when they begin, once it takes its time at all.
 * @param now milliseconds
 */
export function tellProgress(tell: (text: string) => void, now: () => number): (progress: ImportProgress) => void {
  const began = now();
  let told = began;
  return (progress) => {
    const isStep = progress.step !== 'reading' && progress.step !== 'read';
    if (now() - (isStep ? began : told) < pauseMs) return;
    told = now();
    tell(progressText(progress));
  };
}
