import type { Port } from './ports.ts';
import type { Cable } from './report.ts';
import type { Site } from './sites.ts';

/** The cables found so far, by their ports; a bundle and its members stand for each other. */
export interface CableBook {
  readonly cables: readonly Cable[];
  add(cable: Cable): void;
  /** The cables on a port, on the bundle it is in, on the members of the bundle it is. */
  at(port: Port | undefined): readonly Cable[];
  /** The bundle a port is a member of. */
  bundleOf(port: Port | undefined): Port | undefined;
  /** A port with its bundle and its members. */
  family(port: Port): readonly Port[];
}

class Book implements CableBook {
  readonly cables: Cable[] = [];
  readonly #at = new Map<Port, Cable[]>();
  readonly #bundles = new Map<Port, Port>();
  readonly #members = new Map<Port, Port[]>();

  constructor(sites: readonly Site[]) {
    for (const { told, ports } of sites) {
      for (const fact of told.aggregate) {
        const bundle = ports.own(fact.port, fact.ifIndex);
        if (bundle === undefined) continue;
        for (const { port, ifIndex } of fact.members) {
          const member = ports.own(port, ifIndex);
          if (member === undefined || member === bundle || this.#bundles.has(member)) continue;
          this.#bundles.set(member, bundle);
          this.#members.set(bundle, [...(this.#members.get(bundle) ?? []), member]);
        }
      }
    }
  }

  bundleOf(port: Port | undefined): Port | undefined {
    return port === undefined ? undefined : this.#bundles.get(port);
  }

  family(port: Port): readonly Port[] {
    const bundle = this.#bundles.get(port) ?? port;
    return bundle === port && !this.#members.has(port) ? [port] : [bundle, ...(this.#members.get(bundle) ?? [])];
  }

  add(cable: Cable): void {
    this.cables.push(cable);
    for (const port of [cable.aPort, cable.bPort]) {
      if (port === undefined) continue;
      const known = this.#at.get(port);
      if (known === undefined) this.#at.set(port, [cable]);
      else known.push(cable);
    }
  }

  at(port: Port | undefined): readonly Cable[] {
    return port === undefined ? [] : this.family(port).flatMap((one) => this.#at.get(one) ?? []);
  }
}

export const openCableBook = (sites: readonly Site[]): CableBook => new Book(sites);

/** True where a cable is in a port, or in the bundle that is, or in a member of it. */
export const isIn = ({ aPort, bPort }: Cable, port: Port, book: CableBook): boolean =>
  book.family(port).some((one) => one === aPort || one === bPort);

/** Notes that `host` tells of a cable by a protocol as well. */
export function tellAlso(cable: Cable, host: string, protocol: string): void {
  (cable.a === host ? cable.toldByA : cable.toldByB).add(protocol);
}
