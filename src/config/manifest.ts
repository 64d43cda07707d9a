import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../model/usage-error.ts';

const entrySchema = z.strictObject({
  host: z.string().min(1).max(255),
  addresses: z.array(z.string().min(1)).default([]),
  file: z.string().min(1),
  format: z.string().min(1).default('auto'),
  context: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/, 'a context is 1 to 64 printable characters without blanks')
    .optional(),
});

/** A file of a manifest, whose it is, and what it is. */
export interface ManifestEntry extends z.infer<typeof entrySchema> {
  /** `estate.yaml:7`: where it stands. */
  readonly place: string;
}

/** Something that may be an entry, and where it stands. */
export interface ManifestRow {
  readonly value: unknown;
  readonly place: string;
}

/** @throws UsageError with file and line of the first thing that is no entry. */
export function checkManifest(rows: readonly ManifestRow[]): readonly ManifestEntry[] {
  return rows.map(({ value, place }) => {
    const checked = entrySchema.safeParse(value);
    if (checked.success) return { ...checked.data, place };
    const [issue] = checked.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
    throw new UsageError(`${place}: ${where}${issue?.message ?? 'not an entry of a manifest'}`);
  });
}

function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : 'cannot be read'}`);
  }
}

/**
 * The text of a manifest in YAML or JSON: a list of `{ host, addresses, file, format, context }`.
 * @throws UsageError with file and line.
 */
export function readYamlManifest(text: string, file: string): readonly ManifestRow[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const [problem] = document.errors;
  if (problem !== undefined) throw new UsageError(`${file}:${lineAt(problem.pos[0])}: ${problem.message.split('\n')[0]}`);
  const items: unknown = toPlain(document, file);
  if (!Array.isArray(items)) throw new UsageError(`${file}: a manifest is a list of { host, addresses, file, format }`);
  return items.map((value: unknown, index) => {
    const node = document.getIn([index], true);
    return { value, place: `${file}:${isNode(node) ? lineAt(node.range?.[0] ?? 0) : 1}` };
  });
}
