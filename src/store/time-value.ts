/** Length of `2026-01-01T00:00:00.000Z`: years of four digits, whose differences are exact numbers. */
const isoLength = 24;

/**
 * An ISO 8601 time as milliseconds since 1970, where that gives exactly the same text again; otherwise
 * the text itself.
 */
export function encodeTime(text: string): number | string {
  const milliseconds = text.length === isoLength ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) return text;
  return new Date(milliseconds).toISOString() === text ? milliseconds : text;
}

export const decodeTime = (value: number | string): string => (typeof value === 'number' ? new Date(value).toISOString() : value);

/** `text` as milliseconds after `origin`, where both are such times; otherwise the text itself. */
export function encodeOffset(text: string, origin: string): number | string {
  const [time, zero] = [encodeTime(text), encodeTime(origin)];
  return typeof time === 'number' && typeof zero === 'number' ? time - zero : text;
}

export const decodeOffset = (value: number | string, origin: string): string =>
  typeof value === 'number' ? new Date(Date.parse(origin) + value).toISOString() : value;
