import { objectsField, readJsonObjects } from '../json-objects.ts';
import type { PowerShellItem, PowerShellRecord } from './record.ts';

type Json = Readonly<Record<string, unknown>>;

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function toRecord(value: Json, line: number): PowerShellRecord {
  const fields = new Map<string, string>();
  for (const [key, field] of Object.entries(value)) {
    if (isScalar(field) && field !== '') fields.set(key.toLowerCase(), String(field));
  }
  return { kind: 'record', line, fields };
}

/** Windows PowerShell wraps an array that passed through a property: `{"value": [...], "Count": 3}`. */
const unwrap = (value: Json): readonly Json[] => {
  const inner = 'Count' in value ? objectsField(value, 'value') : [];
  return inner.length > 0 ? inner : [value];
};

/** Output of `ConvertTo-Json`: an array, or one object alone. */
export function* readPowerShellJson(text: string): Generator<PowerShellItem> {
  for (const item of readJsonObjects(text)) {
    if (item.kind === 'broken') yield item;
    else for (const value of unwrap(item.value)) yield toRecord(value, item.line);
  }
}
