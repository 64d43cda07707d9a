/** Every way the database can be unusable: what is wrong, and what a person can do about it. */
const causes = {
  missing: ['there is no map database yet', 'run map scan first, or name another file with --db'],
  'no-directory': ['the directory it should be in does not exist', 'create the directory, or name another file with --db'],
  'not-a-file': ['it is a directory or a device, not a file', 'name a file with --db'],
  'not-a-database': ['it is not a database', 'name another file with --db; this one was left as it is'],
  'other-application': ['it is a database of another program', 'name another file with --db; this one was left as it is'],
  'newer-schema': ['it was written by a newer map', 'use that version of map; the file was left as it is'],
  corrupt: ['it is damaged', 'restore it from a copy; sqlite3 FILE .recover saves what can still be read'],
  locked: ['another map is running and writing to it', 'wait until that one has ended, then run again'],
  'not-readable': ['it may not be read', 'check the owner and the mode of the file and its directory'],
  'not-writable': ['it may not be written to', 'check the owner and the mode of the file and its directory'],
  'disk-full': ['the disk is full', 'free some space, then run again; what was saved before is still there'],
  io: ['the disk or the file system failed', 'look at the system log; what was saved before is still there'],
  conflict: ['another map stored a snapshot in the meantime', 'what was collected is saved; run the scan again'],
  unexpected: ['the database refused a statement', 'please report it, with the output of --debug'],
} as const satisfies Readonly<Record<string, readonly [cause: string, remedy: string]>>;

export type StoreErrorCode = keyof typeof causes;

/**
 * The database cannot be used, or not for this. The message names the file, the cause and the
 * remedy. What was committed before is untouched.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly file: string;
  readonly remedy: string;

  /** `detail` is shown behind the cause; `reason` is the error this one stands for. */
  constructor(code: StoreErrorCode, file: string, detail?: string, reason?: unknown) {
    const [cause, remedy] = causes[code];
    super(`${file}: ${cause}${detail === undefined ? '' : ` (${detail})`}; ${remedy}`, { cause: reason });
    this.code = code;
    this.file = file;
    this.remedy = remedy;
  }
}
