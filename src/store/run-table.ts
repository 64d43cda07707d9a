import type { Database } from 'better-sqlite3';
import { parseStored } from './json-text.ts';
import { DamagedContent } from './translate-error.ts';
import type { Run, RunEnd, RunKind, RunRequest, Store } from './types.ts';

interface RunRow {
  readonly id: number;
  readonly kind: RunKind;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly tool_version: string;
  readonly scope: string;
  readonly label: string | null;
  readonly interrupted: number;
  readonly target_count: number;
  readonly unanswered_count: number;
}

const toRun = (row: RunRow): Run => ({
  id: row.id,
  kind: row.kind,
  startedAt: row.started_at,
  ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  toolVersion: row.tool_version,
  scope: parseStored(row.scope) as readonly string[],
  ...(row.label === null ? {} : { label: row.label }),
  interrupted: row.interrupted === 1,
  targetCount: row.target_count,
  unansweredCount: row.unanswered_count,
});

/** Runs are never deleted, and their numbers come out of the database: one that is not there was lost with its page. */
const missing = (runId: number): DamagedContent => new DamagedContent(`there is no run ${runId} any more`);

/** The runs of one database. A run counts as interrupted until it is ended, so a killed one stays so. */
export function openRunTable(db: Database): Pick<Store, 'beginRun' | 'endRun' | 'runs' | 'run'> {
  const insert = db.prepare<[string, string, string, string, string | null]>(
    'insert into run (kind, started_at, tool_version, scope, label) values (?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[string, number, number, number, number]>(
    'update run set finished_at = ?, interrupted = ?, target_count = ?, unanswered_count = ? where id = ?',
  );
  const all = db.prepare<[], RunRow>('select * from run order by id');
  const one = db.prepare<[number], RunRow>('select * from run where id = ?');
  return {
    beginRun({ kind, startedAt, toolVersion, scope, label }: RunRequest) {
      const result = insert.run(kind, startedAt, toolVersion, JSON.stringify(scope), label ?? null);
      return Number(result.lastInsertRowid);
    },
    endRun(runId, end: RunEnd) {
      const { changes } = update.run(end.finishedAt, end.interrupted ? 1 : 0, end.targetCount, end.unansweredCount, runId);
      if (changes === 0) throw missing(runId);
    },
    runs: () => all.all().map(toRun),
    run(runId) {
      const row = one.get(runId);
      if (row === undefined) throw missing(runId);
      return toRun(row);
    },
  };
}
