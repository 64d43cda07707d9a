import type { Database } from 'better-sqlite3';
import type { Section, SectionStatus } from '../model/evidence.ts';
import { type BlobTable, digest } from './blob-table.ts';
import { openNameTable } from './name-table.ts';

export interface ManifestTable {
  /** Stores the sections of a visit, once for an equal list; `previous` is the target's manifest before. */
  write(sections: readonly Section[], previous: number | undefined): number;
  read(manifest: number): Section[];
}

type SectionValues = readonly [
  collector: number,
  sample: number,
  status: string,
  exitCode: number | null,
  stdout: number,
  stderr: number | null,
];

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

/** The lists of sections of one database, each stored once. */
export function openManifestTable(db: Database, blobs: BlobTable): ManifestTable {
  const find = db.prepare<[Buffer], number>('select id from manifest where hash = ?').pluck();
  const insert = db.prepare<[Buffer]>('insert into manifest (hash) values (?)');
  const insertSection = db.prepare<[number, number, ...SectionValues]>('insert into section values (?, ?, ?, ?, ?, ?, ?, ?)');
  const select = db.prepare<[number], SectionRow>(
    `select collector.name as collector, sample, status, exit_code, stdout, stderr
     from section join collector on collector.id = section.collector where manifest = ? order by ordinal`,
  );
  const collectorId = openNameTable(db, 'collector', 'name');

  const writeSections = (sections: readonly Section[], previous: number | undefined): SectionValues[] => {
    const places = openPlaces(previous === undefined ? [] : select.all(previous));
    return sections.map(({ collector, sample, status, exitCode, stdout, stderr }) => {
      const out = blobs.write(stdout, places.find(collector, sample));
      places.add(collector, sample, out);
      return [collectorId(collector), sample, status, exitCode ?? null, out, stderr === undefined ? null : blobs.write(stderr)];
    });
  };

  return {
    write(sections, previous) {
      const values = writeSections(sections, previous);
      // Equal content has equal ids here, so the ids say as much as the content would.
      const hash = digest(JSON.stringify(values));
      const known = find.get(hash);
      if (known !== undefined) return known;
      const manifest = Number(insert.run(hash).lastInsertRowid);
      for (const [ordinal, row] of values.entries()) insertSection.run(manifest, ordinal, ...row);
      return manifest;
    },
    read: (manifest) => select.all(manifest).map((row) => toSection(row, blobs)),
  };
}
