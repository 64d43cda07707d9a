import type { Side } from './connections.ts';

/** Records and bytes; no bytes where nobody counted any. */
export interface FlowCount {
  readonly records: number;
  readonly bytes: number | undefined;
}

/** What one observer counted, by the side that sent it. */
class Observed {
  readonly records = { low: 0, high: 0 };
  lowBytes: number | undefined = undefined;
  highBytes: number | undefined = undefined;

  add(side: Side, { records, bytes }: FlowCount): void {
    this.records[side] += records;
    if (bytes === undefined) return;
    if (side === 'low') this.lowBytes = (this.lowBytes ?? 0) + bytes;
    else this.highBytes = (this.highBytes ?? 0) + bytes;
  }
}

const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** What was counted of a conversation: several may have counted the same packets. */
export class FlowCounts {
  /** The only observer, else all of them: there are many conversations, and most have one. */
  #observer: string | undefined;
  #only: Observed | undefined;
  #many: Map<string, Observed> | undefined;

  add(observer: string, side: Side, count: FlowCount): void {
    this.#of(observer).add(side, count);
  }

  #of(observer: string): Observed {
    const known = this.#observer === observer ? this.#only : this.#many?.get(observer);
    if (known !== undefined) return known;
    const observed = new Observed();
    if (this.#only === undefined) [this.#observer, this.#only] = [observer, observed];
    else {
      this.#many ??= new Map();
      this.#many.set(observer, observed);
    }
    return observed;
  }

  /**
   * Of several observers of one direction the one that counted most counted all of it. A record of each direction is
   * one exchange; bytes of both are bytes.
   */
  sum(): FlowCount {
    const all = this.#only === undefined ? [] : [this.#only, ...(this.#many?.values() ?? [])];
    let [records, low, high] = [0, undefined as number | undefined, undefined as number | undefined];
    for (const one of all) {
      records = Math.max(records, one.records.low, one.records.high);
      low = larger(low, one.lowBytes);
      high = larger(high, one.highBytes);
    }
    return { records, bytes: low === undefined ? high : low + (high ?? 0) };
  }
}
