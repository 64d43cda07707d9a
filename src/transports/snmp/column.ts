import { isWithin, type Oid, parseOid } from './ber.ts';
import { absentTags, type RawVarbind } from './pdu.ts';
import { snmprecLine } from './text.ts';

/** How taking one object of an answer went. */
export type Taken = 'kept' | 'end' | 'looped';

const absent: ReadonlySet<number> = new Set(Object.values(absentTags));

/** One subtree on its way: what has come of it, and where to go on. */
export class Column {
  readonly subtree: Oid;
  readonly lines: string[] = [];
  done = false;
  #last: Oid;
  readonly #seen = new Set<string>();

  constructor(subtree: string) {
    this.subtree = parseOid(subtree);
    // What follows `x.0` does not hold it: an object named whole is asked for from where it hangs.
    this.#last = this.subtree.at(-1) === 0 ? this.subtree.slice(0, -1) : this.subtree;
  }

  /** Ask for what follows this. */
  get last(): Oid {
    return this.#last;
  }

  /**
   * Takes the next object. One that has come before means that the agent goes in circles; one out of order is kept, as
   * agents exist that sort their tables wrongly. Either way it ends, because no object is taken twice.
   */
  take(varbind: RawVarbind): Taken {
    if (absent.has(varbind.tag) || !isWithin(varbind.oid, this.subtree)) return this.#end('end');
    const name = varbind.oid.join('.');
    if (this.#seen.has(name)) return this.#end('looped');
    this.#seen.add(name);
    this.#last = varbind.oid;
    this.lines.push(snmprecLine(name, varbind));
    return 'kept';
  }

  #end(how: Taken): Taken {
    this.done = true;
    return how;
  }
}

/** Whether anything of `subtree` is among what has come. */
export function hasAnything(columns: readonly Column[], subtree: string): boolean {
  return columns.some(({ lines }) => lines.some((line) => line.startsWith(`${subtree}.`) || line.startsWith(`${subtree}|`)));
}
