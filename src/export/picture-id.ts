import { createHash } from 'node:crypto';

/**
 * A name for a node that every graph language takes unquoted, the same in every export of the same
 * thing, whatever characters its id is made of.
 */
export const pictureId = (id: string): string => `n${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
