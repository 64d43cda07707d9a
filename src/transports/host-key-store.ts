import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Keys that were not known before, on their way to a known_hosts file. */
export interface HostKeyStore {
  readonly file: string;
  /** Adds a key; written soon, and by `flush` at the latest. */
  record(name: string, type: string, key: string): void;
  /** Resolves when everything recorded is on disk, or could not be written (told to `warn`, once). */
  flush(): Promise<void>;
}

/** A file edited by hand may lack its last newline, and a line appended to it would be lost. */
async function endsInsideLine(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  try {
    const text = `${(await endsInsideLine(file)) ? '\n' : ''}${lines.map((line) => `${line}\n`).join('')}`;
    // One write with O_APPEND: two scans that run at once cannot tear each other's lines.
    await file.appendFile(text);
  } finally {
    await file.close();
  }
}

/** Opens the store of a known_hosts file, which is made when the first key is recorded. */
export function openHostKeyStore(file: string, warn: (message: string) => void): HostKeyStore {
  let waiting: string[] = [];
  let writing: Promise<void> | undefined;
  let warned = false;

  const complain = (error: unknown): void => {
    if (warned) return;
    warned = true;
    const cause = error instanceof Error ? error.message : String(error);
    warn(`${file}: new host keys cannot be recorded (${cause}); they will be accepted as new again next time`);
  };
  /** Takes whatever has come in by now in one go, again and again until nothing is left. */
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      await appendLines(file, lines).catch(complain);
    }
    writing = undefined;
  };
  return {
    file,
    record(name, type, key) {
      waiting.push(`${name} ${type} ${key}`);
      writing ??= writeAll();
    },
    flush: () => writing ?? Promise.resolve(),
  };
}
