/** What an analysis hands to the renderers: a title, notes, and tables. Every renderer shows every report. */
export interface Report {
  readonly title: string;
  /** One line a person can act on. */
  readonly summary: readonly string[];
  readonly tables: readonly ReportTable[];
  /** The stable document for scripts. */
  readonly document: unknown;
  /** True where the command should end with exit code 1 (differences, violations). */
  readonly findings: boolean;
}

export interface ReportTable {
  readonly title?: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface ReportColumn {
  readonly name: string;
  readonly align?: 'left' | 'right';
  /** Columns with a higher number are narrowed first when the terminal is too small. */
  readonly shrink?: number;
  /** Where it is too narrow for a cell, whole words go on in further lines; without it the cell is cut. */
  readonly wrap?: boolean;
  /** May be left out of a terminal that is too small, the highest number first; a pipe has every column. */
  readonly optional?: number;
  /** Says what another column says, in other words: where it is left out nobody need be told. */
  readonly repeats?: true;
}
