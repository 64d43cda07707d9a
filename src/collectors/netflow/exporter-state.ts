import { numberIn, type Values } from './elements.ts';
import type { Template } from './template.ts';

/** A data set that came before its template. */
export interface Waiting {
  readonly template: number;
  readonly set: Buffer;
}

/** Bounds of what is kept for all exporters together: whoever sends to an open port may send anything. */
export interface KeptLimits {
  /** Observation domains, of all exporters. */
  readonly domains: number;
  /** Templates of one domain. */
  readonly templates: number;
  /** Octets of data sets of one domain that wait for their template. */
  readonly waiting: number;
  /** Octets of all domains together, about. */
  readonly octets: number;
}

export const usualLimits: KeptLimits = { domains: 1_024, templates: 512, waiting: 256 * 1024, octets: 128 * 1024 * 1024 };

/** What a field of a template and a template take in memory, about. */
const [fieldOctets, templateOctets] = [48, 200];
/** A set takes this beside its octets, of which it may have none. */
const setOctets = 128;
const waitingOf = ({ set }: Waiting): number => setOctets + set.length;
const octetsOf = ({ fields }: Template): number => templateOctets + fields.length * fieldOctets;

/** One observation domain (source id) of one exporter: what it said of the layout of its records and of its sampling. */
export class Domain {
  readonly #templates = new Map<number, Template>();
  readonly #samplers = new Map<number, number>();
  #sampling = 1;
  #waiting: Waiting[] = [];
  #waitingOctets = 0;
  #templateOctets = 0;
  #expected: number | undefined;
  readonly #limits: KeptLimits;

  constructor(limits: KeptLimits) {
    this.#limits = limits;
  }

  /** What is kept of it, about. */
  get octets(): number {
    return this.#templateOctets + this.#waitingOctets;
  }

  template(id: number): Template | undefined {
    return this.#templates.get(id);
  }

  /** Keeps a template, in place of the one it replaces; gives back what waited for it. Of too many the oldest goes. */
  learn(template: Template): readonly Waiting[] {
    this.forget(template.id);
    this.#templates.set(template.id, template);
    this.#templateOctets += octetsOf(template);
    const [oldest] = this.#templates.keys();
    if (this.#templates.size > this.#limits.templates && oldest !== undefined) this.forget(oldest);
    const ready = this.#waiting.filter((waiting) => waiting.template === template.id);
    if (ready.length > 0) {
      this.#waiting = this.#waiting.filter((waiting) => waiting.template !== template.id);
      this.#waitingOctets = this.#waiting.reduce((sum, waiting) => sum + waitingOf(waiting), 0);
    }
    return ready;
  }

  forget(id: number): void {
    const known = this.#templates.get(id);
    if (known !== undefined) this.#templateOctets -= octetsOf(known);
    this.#templates.delete(id);
  }

  /** Keeps a set until its template comes; false where there is no room for it. */
  wait(waiting: Waiting): boolean {
    if (this.#waitingOctets + waitingOf(waiting) > this.#limits.waiting) return false;
    // A copy: the datagram it is a part of is not kept.
    this.#waiting.push({ template: waiting.template, set: Buffer.from(waiting.set) });
    this.#waitingOctets += waitingOf(waiting);
    return true;
  }

  /** Takes what an options record says of sampling (RFC 3954, 8; RFC 5477, 8; RFC 7270 for the older elements). */
  learnSampling(values: Values): void {
    const interval = numberIn(values, 'samplingPacketInterval');
    const space = numberIn(values, 'samplingPacketSpace');
    const rate =
      interval !== undefined && interval > 0 && space !== undefined
        ? (interval + space) / interval
        : numberIn(values, 'samplerRandomInterval', 'samplingInterval');
    if (rate === undefined || !(rate >= 1)) return;
    const sampler = numberIn(values, 'selectorId', 'samplerId');
    if (sampler === undefined) this.#sampling = rate;
    else if (this.#samplers.size < this.#limits.templates || this.#samplers.has(sampler)) this.#samplers.set(sampler, rate);
  }

  /** One in how many packets of a record was looked at: as the record says, its sampler, or the exporter for all. */
  samplingOf(values: Values): number {
    const own = numberIn(values, 'samplingInterval');
    if (own !== undefined && own > 0) return own;
    const sampler = numberIn(values, 'selectorId', 'samplerId');
    if (sampler !== undefined && sampler !== 0) return this.#samplers.get(sampler) ?? this.#sampling;
    const [only] = this.#samplers.values();
    return this.#samplers.size === 1 && this.#sampling === 1 ? (only ?? 1) : this.#sampling;
  }

  /** How many were lost since the datagram before, by the sequence number this one should have had; a restart loses none. `next`: what the one after should have. */
  lostBefore(sequence: number, next: number | undefined): number {
    const gap = this.#expected === undefined ? 0 : sequence - this.#expected;
    this.#expected = next === undefined ? undefined : next % 2 ** 32;
    return gap > 0 && gap < 2 ** 20 ? gap : 0;
  }
}
