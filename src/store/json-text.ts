import { DamagedContent } from './translate-error.ts';

/** JSON that was stored, read back; text that is no JSON means a damaged database. */
export function parseStored(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DamagedContent('a stored value is not JSON', { cause: error });
  }
}
