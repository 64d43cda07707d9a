import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../model/usage-error.ts';
import { nearestWord } from './nearest.ts';

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
  /** Where each of its keys stands, where that is another line. */
  readonly places?: ReadonlyMap<string, string>;
}

const keys = Object.keys(entrySchema.shape);

function unknownKey(key: string, { place, places }: ManifestRow): UsageError {
  const meant = nearestWord(key, keys);
  const guess = meant === undefined ? '' : `; did you mean ${meant}?`;
  return new UsageError(`${places?.get(key) ?? place}: ${key}: a file has no such key${guess} (${keys.join(', ')})`);
}

type Issue = z.core.$ZodIssue;

/** What is wrong with an entry, with the key it is about. */
function wordsOf(issue: Issue | undefined, value: unknown): string {
  const [key] = issue?.path ?? [];
  if (issue === undefined || key === undefined) return 'an entry of a manifest is { host, addresses, file, format }';
  const said = (value as Readonly<Record<string, unknown>>)[String(key)];
  const where = issue.path.map(String).join('.');
  return issue.code === 'invalid_type' && said === undefined ? `${where}: is missing` : `${where}: ${issue.message}`;
}

/** @throws UsageError with file and line of the first thing that is no entry. */
export function checkManifest(rows: readonly ManifestRow[]): readonly ManifestEntry[] {
  return rows.map((row) => {
    const { value, place } = row;
    const checked = entrySchema.safeParse(value);
    if (checked.success) return { ...checked.data, place };
    const { issues } = checked.error;
    const [unknown] = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
    if (unknown !== undefined) throw unknownKey(unknown, row);
    throw new UsageError(`${place}: ${wordsOf(issues[0], value)}`);
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
    const placeOf = (part: unknown): string => `${file}:${isNode(part) ? lineAt(part.range?.[0] ?? 0) : 1}`;
    const pairs = isMap(node) ? node.items : [];
    const places = pairs.flatMap(({ key }) => (isScalar(key) ? [[String(key.value), placeOf(key)] as const] : []));
    return { value, place: placeOf(node), places: new Map(places) };
  });
}
