import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../model/usage-error.ts';
import { type ConfigDocument, configSchema, knownConfigKeys } from './config-schema.ts';
import { nearestWord } from './nearest.ts';

export type ConfigPath = readonly PropertyKey[];

/** A checked map.yaml that can still say where each value stands. */
export interface ConfigText {
  readonly document: ConfigDocument;
  /** `map.yaml:7:15`: the value at a path, or the nearest thing around it. */
  placeOf(path: ConfigPath): string;
}

type Issue = z.core.$ZodIssue;

interface Source {
  readonly file: string;
  readonly yaml: Document;
  readonly lines: LineCounter;
}

function nodeAt({ yaml }: Source, path: ConfigPath): unknown {
  return path.length === 0 ? yaml.contents : yaml.getIn(path, true);
}

function offsetOf(source: Source, path: ConfigPath): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(source, path.slice(0, length));
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return 0;
}

/** Where a key itself stands, which for an unknown key is the thing to point at. */
function offsetOfKey(source: Source, path: ConfigPath, name: string): number {
  const node = nodeAt(source, path);
  const key = isMap(node)
    ? node.items.map((item) => item.key).find((item) => isScalar(item) && String(item.value) === name)
    : undefined;
  return isScalar(key) ? (key.range?.[0] ?? 0) : offsetOf(source, path);
}

function placeAt({ file, lines }: Source, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
}

const spell = (path: ConfigPath): string => (path.length === 0 ? 'the file' : path.map(String).join('.'));

function unknownKey(path: ConfigPath, name: string): string {
  const known = knownConfigKeys(path);
  const nearest = nearestWord(name, known);
  const remedy = nearest === undefined ? `known here: ${known.join(', ')}` : `did you mean ${nearest}?`;
  return `${JSON.stringify(name)} is not known in ${spell(path)}; ${remedy}`;
}

/** What was expected, said without the value, which may be a secret in the wrong place. */
function expectation(issue: Issue): string {
  if (issue.code === 'invalid_union') return 'must be a text or a list of texts';
  if (issue.code === 'invalid_value') return `must be ${[...new Set(issue.values.map(String))].join(' or ')}`;
  return issue.message.replace(/^Invalid input: /, '');
}

function explain(source: Source, issue: Issue): { readonly offset: number; readonly text: string } {
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    return { offset: offsetOfKey(source, issue.path, name), text: unknownKey(issue.path, name) };
  }
  return { offset: offsetOf(source, issue.path), text: `${spell(issue.path)}: ${expectation(issue)}` };
}

function refuseIssues(source: Source, issues: readonly Issue[]): never {
  const [first] = issues.map((issue) => explain(source, issue)).toSorted((a, b) => a.offset - b.offset);
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  throw new UsageError(`${placeAt(source, first?.offset ?? 0)}: ${first?.text ?? 'not a configuration'}${more}`);
}

function toPlainValue(source: Source): unknown {
  const [problem] = source.yaml.errors;
  // The message of the parser goes on with an excerpt of the file, which may hold a secret.
  if (problem !== undefined)
    throw new UsageError(`${placeAt(source, problem.pos[0])}: ${problem.message.split(/ at line |\n/)[0]}`);
  try {
    return source.yaml.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new UsageError(`${source.file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

/** Reads and checks the text of a map.yaml. Throws UsageError with file, line and column. */
export function parseConfigText(text: string, file: string): ConfigText {
  const lines = new LineCounter();
  const source: Source = { file, lines, yaml: parseDocument(text, { lineCounter: lines, prettyErrors: false }) };
  const checked = configSchema.safeParse(toPlainValue(source));
  if (!checked.success) refuseIssues(source, checked.error.issues);
  return { document: checked.data, placeOf: (path) => placeAt(source, offsetOf(source, path)) };
}
