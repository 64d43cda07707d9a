import type { Fact } from '../../model/fact.ts';
import { parseArp } from './arp.ts';
import { partOf } from './labelled-parts.ts';
import { parseNeighborTable } from './neighbor-table.ts';

const ndp = (text: string): readonly Fact[] => parseNeighborTable(partOf(text, 'ndp'));

/** `arp -an` (arp(8)), then `== ndp` and `ndp -an` (ndp(8)) of FreeBSD and NetBSD: IPv4 and IPv6. */
export const parseArpNdp = (text: string): readonly Fact[] => [...parseArp(partOf(text, '')), ...ndp(text)];

/** The same of OpenBSD, whose arp prints a table. */
export const parseArpTableNdp = (text: string): readonly Fact[] => [...parseNeighborTable(partOf(text, '')), ...ndp(text)];
