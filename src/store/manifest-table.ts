import type { Database } from 'better-sqlite3';
import type { Section, SectionStatus } from '../model/evidence.ts';
import type { BlobTable } from './blob-table.ts';
import { openNameTable } from './name-table.ts';

export interface ManifestTable {
  /** Stores the sections of a visit; `previous` is the target's manifest before, used again where all is equal. */
  write(sections: readonly Section[], previous: number | undefined): number;
  read(manifest: number): Section[];
}

interface SectionRow {
  readonly collector: string;
  readonly sample: number;
  readonly status: SectionStatus;
  readonly exit_code: number | null;
  readonly stdout: number;
  readonly stderr: number | null;
}

type Place = Pick<SectionRow, 'collector' | 'sample' | 'stdout'>;

/** Finds what stood in a section's place: the same sample last time, or the sample before it. */
function openPlaces(rows: readonly Place[]) {
  const key = (collector: string, sample: number): string => `${sample} ${collector}`;
  const places = new Map(rows.map((row) => [key(row.collector, row.sample), row.stdout]));
  return {
    find: (collector: string, sample: number): number | undefined =>
      places.get(key(collector, sample)) ?? places.get(key(collector, sample - 1)),
    add: (collector: string, sample: number, blob: number): void => {
      places.set(key(collector, sample), blob);
    },
  };
}

const toSection = (row: SectionRow, blobs: BlobTable): Section => ({
  collector: row.collector,
  sample: row.sample,
  status: row.status,
  ...(row.exit_code === null ? {} : { exitCode: row.exit_code }),
  stdout: blobs.read(row.stdout),
  ...(row.stderr === null ? {} : { stderr: blobs.read(row.stderr) }),
});

type Details = readonly [sample: number, status: string, exitCode: number | null, stdout: number, stderr: number | null];

const detailsOf = (row: SectionRow): Details => [row.sample, row.status, row.exit_code, row.stdout, row.stderr];

const sameRow = (a: SectionRow, b: SectionRow): boolean =>
  a.collector === b.collector && detailsOf(a).every((value, index) => value === detailsOf(b)[index]);

const sameRows = (a: readonly SectionRow[], b: readonly SectionRow[]): boolean =>
  a.length === b.length && a.every((row, index) => b[index] !== undefined && sameRow(row, b[index]));

/** The lists of sections of one database. */
export function openManifestTable(db: Database, blobs: BlobTable): ManifestTable {
  const insert = db.prepare('insert into manifest default values');
  const insertSection = db.prepare<[number, number, number, ...Details]>('insert into section values (?, ?, ?, ?, ?, ?, ?, ?)');
  const select = db.prepare<[number], SectionRow>(
    `select collector.name as collector, sample, status, exit_code, stdout, stderr
     from section join collector on collector.id = section.collector where manifest = ? order by ordinal`,
  );
  const collectorId = openNameTable(db, 'collector', 'name');

  const writeBlobs = (sections: readonly Section[], before: readonly SectionRow[]): SectionRow[] => {
    const places = openPlaces(before);
    return sections.map(({ collector, sample, status, exitCode, stdout, stderr }) => {
      const out = blobs.write(stdout, places.find(collector, sample));
      places.add(collector, sample, out);
      const errors = stderr === undefined ? null : blobs.write(stderr);
      return { collector, sample, status, exit_code: exitCode ?? null, stdout: out, stderr: errors };
    });
  };

  return {
    write(sections, previous) {
      const before = previous === undefined ? [] : select.all(previous);
      const now = writeBlobs(sections, before);
      // Equal content has equal ids here, so the ids say as much as the content would.
      if (previous !== undefined && sameRows(now, before)) return previous;
      const manifest = Number(insert.run().lastInsertRowid);
      for (const [ordinal, row] of now.entries()) {
        insertSection.run(manifest, ordinal, collectorId(row.collector), ...detailsOf(row));
      }
      return manifest;
    },
    read: (manifest) => select.all(manifest).map((row) => toSection(row, blobs)),
  };
}
