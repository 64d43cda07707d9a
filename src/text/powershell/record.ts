/** One object as PowerShell printed it, whatever the form. */
export interface PowerShellRecord {
  readonly kind: 'record';
  /** 1-based line it begins on. */
  readonly line: number;
  /** Names in lower case; a value that is empty or no scalar is absent. */
  readonly fields: ReadonlyMap<string, string>;
}

/** A line, or the rest of a text, that is no part of an object. */
interface BrokenText {
  readonly kind: 'broken';
  readonly line: number;
  readonly text: string;
}

export type PowerShellItem = PowerShellRecord | BrokenText;

/** The first of the fields that is there. */
export function fieldOf({ fields }: PowerShellRecord, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A value cut to the width of its column: `fe80::1...`, since PowerShell 6 `fe80::1…`. */
export const isCut = (value: string): boolean => value.endsWith('...') || value.endsWith('…');
