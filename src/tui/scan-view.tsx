import { Box, render, Text } from 'ink';
import { grouped } from '../model/number-text.ts';
import { doneCount, failedCount, type Progress } from '../scan/progress.ts';
import { clock, countsLine, failureCounts, paceLine, slowest } from '../scan/progress-text.ts';

export interface ScanViewProps {
  readonly title: string;
  readonly progress: Progress;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Ctrl-C was pressed: what is in flight is being saved. */
  readonly stopping: boolean;
}

const bar = (share: number, width: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
};

/** How far the scan is, what failed and why, and what it is waiting for. */
export function ScanView({ title, progress, now, columns, stopping }: ScanViewProps) {
  const done = doneCount(progress);
  const share = progress.targets === 0 ? 1 : done / progress.targets;
  const failed = failedCount(progress);
  const slow = slowest(progress, now, 5, 3);
  const width = Math.max(20, columns);
  return (
    <Box flexDirection="column" width={width}>
      <Box justifyContent="space-between">
        <Text bold wrap="truncate-end">
          {title}
        </Text>
        <Text
          dimColor
        >{`  ${clock((now - progress.startedAt) / 1000)}  ${stopping ? 'stopping, saving' : 'Ctrl-C stops and saves'}`}</Text>
      </Box>
      <Text wrap="truncate-end">
        <Text color="cyan">{bar(share, Math.min(30, Math.floor(width / 3)))}</Text>
        {` ${Math.floor(share * 100)} %  ${grouped(done)} of ${grouped(progress.targets)}  ${paceLine(progress, now)}`}
      </Text>
      <Text wrap="truncate-end">{countsLine({ ...progress, failed: new Map() })}</Text>
      {failed > 0 && (
        <Text color="yellow" wrap="truncate-end">
          {`failed ${grouped(failed)}: ${failureCounts(progress)}`}
        </Text>
      )}
      {slow.length > 0 && <Text dimColor wrap="truncate-end">{`slow now: ${slow.join(', ')}`}</Text>}
    </Box>
  );
}

/** A view that is drawn until it is closed. */
export interface OpenView {
  update(props: Omit<ScanViewProps, 'columns' | 'title'>): void;
  close(): void;
}

/** Draws the view on a terminal. The caller makes sure that `stream` is one: in a pipe ink writes escape codes. */
export function openScanView(
  stream: NodeJS.WriteStream,
  title: string,
  first: Omit<ScanViewProps, 'columns' | 'title'>,
): OpenView {
  // A terminal of zero columns (some serial consoles) would break the layout.
  const columns = (): number => stream.columns || 80;
  const view = (props: Omit<ScanViewProps, 'columns' | 'title'>) => <ScanView {...props} title={title} columns={columns()} />;
  const instance = render(view(first), { stdout: stream, patchConsole: false, exitOnCtrlC: false });
  return {
    update: (props) => instance.rerender(view(props)),
    close: () => {
      instance.clear();
      instance.unmount();
    },
  };
}
