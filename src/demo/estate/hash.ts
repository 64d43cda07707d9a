/** FNV-1a, 32 bits: the same number for the same text everywhere. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** 32 hexadecimal digits made from a text, as machine ids and UUIDs have. */
export const hexOf = (text: string): string =>
  [0, 1, 2, 3].map((part) => hashOf(`${part} ${text} ${part}`).toString(16).padStart(8, '0')).join('');
