/** One object of a JSON array, parsed, or why it could not be. */
export type JsonItem =
  | { readonly kind: 'object'; readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'broken'; readonly line: number; readonly text: string };

const quote = 34;
const backslash = 92;
const open = 123;
const close = 125;
const newline = 10;

function parseItem(text: string, line: number): JsonItem {
  try {
    return { kind: 'object', line, value: JSON.parse(text) as Readonly<Record<string, unknown>> };
  } catch {
    return { kind: 'broken', line, text };
  }
}

/**
 * The outermost objects of one or several JSON arrays, each parsed on its own: an output that was cut
 * off, or two arrays one after the other (`ip -j -4 route; ip -j -6 route`), gives every whole object.
 * What stands between objects is not looked at.
 */
export function* readJsonObjects(text: string): Generator<JsonItem> {
  let depth = 0;
  let start = 0;
  let startLine = 1;
  let line = 1;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === newline) line += 1;
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = depth > 0;
    else if (code === open) {
      if (depth === 0) [start, startLine] = [at, line];
      depth += 1;
    } else if (code === close && depth > 0) {
      depth -= 1;
      if (depth === 0) yield parseItem(text.slice(start, at + 1), startLine);
    }
  }
  if (depth > 0) yield { kind: 'broken', line: startLine, text: text.slice(start) };
}

/** The field's text, where it is a text. */
export const textField = (value: Readonly<Record<string, unknown>>, key: string): string | undefined => {
  const field = value[key];
  return typeof field === 'string' ? field : undefined;
};

/** The field's number, where it is a whole number that is not negative. */
export const numberField = (value: Readonly<Record<string, unknown>>, key: string): number | undefined => {
  const field = value[key];
  return typeof field === 'number' && Number.isSafeInteger(field) && field >= 0 ? field : undefined;
};

/** The field's objects, where it is an array; anything else in it is left out. */
export const objectsField = (
  value: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] => {
  const field = value[key];
  if (!Array.isArray(field)) return [];
  return field.filter((item: unknown): item is Readonly<Record<string, unknown>> => typeof item === 'object' && item !== null);
};

/** The field's object; an empty one where it is none. */
export const objectField = (value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> =>
  objectsField({ field: [value[key]] }, 'field')[0] ?? {};
