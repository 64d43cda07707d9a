import type { AddressFact, Fact, InterfaceFact } from '../../model/fact.ts';

/** An interface in the making; its lines come one after the other in every format. */
export interface InterfaceDraft {
  readonly line: number;
  readonly name: string;
  /** The first of several blocks about one interface describes it; an alias (`eth0:1`) only adds addresses. */
  readonly alias: boolean;
  index?: number;
  mac?: string;
  mtu?: number;
  up?: boolean;
  kind?: string;
  readonly addresses: AddressFact[];
}

/** The facts of one interface: itself, then its addresses. */
export function finishInterface({ line, name, alias, addresses, ...rest }: InterfaceDraft): readonly Fact[] {
  const fact: InterfaceFact = { fact: 'interface', line, name, ...rest };
  return alias ? addresses : [fact, ...addresses];
}
