import type { Fact } from '../model/fact.ts';
import { canonicalAddress } from '../text/address.ts';

/** What somebody said about the host whose outputs were sent: its name and addresses. */
export interface EntryNote {
  readonly host: string;
  readonly addresses: readonly string[];
}

/** A note as evidence: written down once, read like any other section. */
export const writeEntryNote = (note: EntryNote): string => `${JSON.stringify(note)}\n`;

function parseEntryNote(text: string): readonly Fact[] {
  try {
    const note = JSON.parse(text) as Partial<EntryNote>;
    const host = typeof note.host === 'string' && note.host !== '' ? [{ fact: 'system', line: 1, name: note.host } as const] : [];
    const addresses = (Array.isArray(note.addresses) ? note.addresses : []).flatMap((address) => {
      const canonical = canonicalAddress(String(address));
      return canonical === undefined ? [] : [{ fact: 'address', line: 1, address: canonical } as const];
    });
    return [...host, ...addresses];
  } catch {
    return [{ fact: 'skipped', line: 1, text: text.slice(0, 200), reason: 'not a note of an import' }];
  }
}

/** The note an import keeps beside the outputs of a host. */
export const importEntry = { id: 'import.entry', group: 'system', rank: 0, parse: parseEntryNote } as const;
