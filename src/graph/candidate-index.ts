import { candidateKeys, type Traits } from './traits.ts';

/**
 * A key that this many hosts share (the machine-id of a golden image, the boot id of a container farm)
 * tells nothing about which one it is, and comparing all of them would take quadratic time.
 */
const tooCommon = 16;

/** Finds what may be the same host by shared values. */
export interface CandidateIndex {
  add(position: number, traits: Traits): void;
  /** Positions that share a telling value with `traits`, ascending. */
  find(traits: Traits): readonly number[];
}

export function createCandidateIndex(): CandidateIndex {
  const holders = new Map<string, Set<number>>();
  return {
    add(position, traits) {
      for (const key of candidateKeys(traits)) {
        const known = holders.get(key);
        if (known === undefined) holders.set(key, new Set([position]));
        else if (known.size <= tooCommon) known.add(position);
      }
    },
    find(traits) {
      const found = new Set<number>();
      for (const key of candidateKeys(traits)) {
        const known = holders.get(key);
        if (known === undefined || known.size > tooCommon) continue;
        for (const position of known) found.add(position);
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}
