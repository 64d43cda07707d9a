import { normalizePort, readMac, withoutUnit } from './port-name.ts';
import type { Told } from './told.ts';

/** A port of one device; what is not known of it is absent. */
export interface Port {
  /** What makes it the same port, however it is named. */
  readonly key: string;
  readonly name?: string;
  readonly ifIndex?: number;
}

/** The ports of a device that was looked at. */
export interface PortTable {
  /** The port that one of the device's own facts is about. */
  own(name: string | undefined, ifIndex: number | undefined, bridgePort?: number): Port | undefined;
  /** The port with a number in the bridge. */
  numbered(bridgePort: number): Port | undefined;
  withMac(mac: string): readonly Port[];
  withAddress(address: string): Port | undefined;
  /** Ports a neighbor may mean by a port id and a description; one where it is certain. */
  meant(id: string | undefined, description?: string): readonly Port[];
}

type Index = Map<string, Port[]>;

function add(index: Index, key: string | undefined, port: Port): void {
  if (key === undefined || key === '') return;
  const found = index.get(key);
  if (found === undefined) index.set(key, [port]);
  else if (!found.includes(port)) found.push(port);
}

class Ports implements PortTable {
  readonly #byIndex = new Map<number, Port>();
  readonly #byBridge = new Map<number, Port>();
  readonly #byName = new Map<string, Port>();
  readonly #names: Index = new Map();
  readonly #texts: Index = new Map();
  readonly #macs: Index = new Map();
  readonly #addresses: Index = new Map();

  constructor(told: Told) {
    for (const { name, index, mac, description, alias } of told.interface) {
      const port = this.own(name, index);
      if (port === undefined) continue;
      add(this.#texts, description === undefined ? undefined : normalizePort(description), port);
      add(this.#texts, alias?.trim().toLowerCase(), port);
      add(this.#macs, mac?.toLowerCase(), port);
    }
    for (const { interface: name, address } of told.address) {
      const port = name === undefined ? undefined : this.own(name, undefined);
      if (port !== undefined) add(this.#addresses, address, port);
    }
    for (const fact of told['bridge-port']) this.own(fact.port, fact.ifIndex, fact.bridgePort);
    for (const { localPort, localIfIndex } of told.adjacency) this.own(localPort, localIfIndex);
  }

  own(name: string | undefined, ifIndex: number | undefined, bridgePort?: number): Port | undefined {
    const byIndex = ifIndex === undefined ? undefined : this.#byIndex.get(ifIndex);
    const known = byIndex ?? (name === undefined ? undefined : this.#find(name, ifIndex));
    if (known !== undefined && (bridgePort === undefined || this.#byBridge.has(bridgePort))) return known;
    const port = known ?? this.#create(name, ifIndex, bridgePort);
    if (port !== undefined && bridgePort !== undefined) this.#byBridge.set(bridgePort, port);
    return port;
  }

  /** A name alone is the port that has it; with a number that another port of this name has, it is another one. */
  #find(name: string, ifIndex: number | undefined): Port | undefined {
    const exact = this.#byName.get(name);
    const found = exact ?? (ifIndex === undefined ? this.#names.get(normalizePort(name))?.[0] : undefined);
    return ifIndex === undefined || found?.ifIndex === undefined ? found : undefined;
  }

  #create(name: string | undefined, ifIndex: number | undefined, bridgePort: number | undefined): Port | undefined {
    if (name === undefined && ifIndex === undefined) {
      if (bridgePort === undefined) return undefined;
      return this.#byBridge.get(bridgePort) ?? { key: `bridge ${bridgePort}` };
    }
    const taken = name === undefined || this.#byName.has(name);
    const key = taken ? `${name === undefined ? '' : normalizePort(name)} #${ifIndex}` : normalizePort(name);
    const port = { key, ...(name === undefined ? {} : { name }), ...(ifIndex === undefined ? {} : { ifIndex }) };
    if (ifIndex !== undefined) this.#byIndex.set(ifIndex, port);
    if (name !== undefined) {
      if (!taken) this.#byName.set(name, port);
      add(this.#names, normalizePort(name), port);
    }
    return port;
  }

  numbered(bridgePort: number): Port | undefined {
    return this.#byBridge.get(bridgePort);
  }

  withMac(mac: string): readonly Port[] {
    return this.#macs.get(mac) ?? [];
  }

  withAddress(address: string): Port | undefined {
    const found = this.#addresses.get(address);
    return found?.length === 1 ? found[0] : undefined;
  }

  #named(text: string | undefined): readonly Port[] {
    if (text === undefined || text.trim() === '') return [];
    const exact = this.#byName.get(text);
    if (exact !== undefined) return [exact];
    const name = normalizePort(text);
    return (
      this.#names.get(name) ?? this.#texts.get(name) ?? this.#names.get(withoutUnit(name)) ?? this.#names.get(`${name}.0`) ?? []
    );
  }

  meant(id: string | undefined, description?: string): readonly Port[] {
    const named = this.#named(id);
    if (named.length === 1) return named;
    const mac = id === undefined ? undefined : readMac(id);
    const cards = mac === undefined ? [] : this.withMac(mac);
    const described = this.#named(description);
    const lists = [named, cards, described].filter((list) => list.length > 0);
    const [first = this.#counted(id)] = lists.filter((list) => list.length === 1);
    if (first.length > 0) return first;
    const both = (lists[0] ?? []).filter((port) => lists.every((list) => list.includes(port)));
    return both.length > 0 ? both : (lists[0] ?? []);
  }

  /** A number is that of the interface (locally assigned, IEEE 802.1AB 8.5.3) before that of the port of the bridge. */
  #counted(id: string | undefined): readonly Port[] {
    if (id === undefined || !/^[0-9]{1,10}$/.test(id.trim())) return [];
    const number = Number(id);
    const port = this.#byIndex.get(number) ?? this.#byBridge.get(number);
    return port === undefined ? [] : [port];
  }
}

/** Puts together the ports of a device from all it told of them. */
export const openPorts = (told: Told): PortTable => new Ports(told);
