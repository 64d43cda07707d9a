import type { TextFormat } from '../../model/text-format.ts';
import { parsePfNat } from '../formats/pf-nat.ts';

const rule = /^(?:(?:no )?(?:nat|rdr|binat) (?:pass )?on |(?:pass|match) [^\n]{1,400} (?:rdr-to|nat-to|binat-to) )/m;

export const pfNatText: TextFormat = {
  id: 'pf-nat',
  family: 'pf-nat',
  title: 'NAT rules of pf: FreeBSD, OpenBSD, NetBSD, macOS',
  example: 'pfctl -s nat',
  group: 'translations',
  recognise: (head) => (rule.test(head) ? 80 : 0),
  parse: parsePfNat,
};
