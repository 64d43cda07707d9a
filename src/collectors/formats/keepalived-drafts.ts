import type { Endpoint } from '../../model/endpoint.ts';
import type { TranslationFact } from '../../model/translation-fact.ts';

/** Blocks of keepalived.conf(5) while their lines are read. */
export interface Located {
  readonly number: number;
  readonly text: string;
}

export interface VrrpDraft {
  readonly kind: 'vrrp';
  state?: string;
  interface?: string;
  group?: number;
  readonly addresses: { readonly at: Located; readonly words: readonly string[] }[];
}

export interface RealDraft {
  readonly kind: 'real';
  readonly at: Located;
  readonly endpoint: Endpoint;
  weight?: number;
}

export interface ServerDraft {
  readonly kind: 'server';
  readonly at: Located;
  /** Where callers come in, or the name of the group that says it. */
  readonly original: Endpoint | string;
  protocol: NonNullable<TranslationFact['protocol']>;
  readonly reals: RealDraft[];
}

export interface GroupDraft {
  readonly kind: 'group';
  readonly endpoints: Endpoint[];
}

export type Frame = VrrpDraft | RealDraft | ServerDraft | GroupDraft | { readonly kind: 'addresses' | 'other' };
