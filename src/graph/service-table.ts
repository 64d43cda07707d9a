import type { ProcessRef, SocketFact } from '../model/fact.ts';
import type { ServiceEndpoint } from '../model/snapshot.ts';
import type { KnownPlacement } from './host-containers.ts';
import { describeProcess, type HostProcesses } from './host-processes.ts';
import { listeningAddresses } from './listening-addresses.ts';
import { addEndpoint, callByLowest, type ListedService, type ServiceDraft } from './service-draft.ts';
import { namePort, nameService, nameUnit, type ServiceName, serviceKey } from './service-name.ts';
import { isManager, workers } from './socket-workers.ts';

/** What tells whose a socket is. */
type Held = Pick<SocketFact, 'processes' | 'cgroup' | 'inode' | 'netns'>;

/** The services of every node, made as they are asked for. */
export interface ServiceTable {
  readonly drafts: readonly ServiceDraft[];
  /** The service that holds the socket; nothing where neither process nor control group is known. */
  holderOf(node: number, socket: SocketFact): ServiceDraft | undefined;
  /** The service of a listening socket: its holder, or the bare port. */
  listenerOf(node: number, socket: SocketFact): ServiceDraft;
  /** The service a process belongs to, where that is known. */
  ofProcess(node: number, pid: number): ServiceDraft | undefined;
  /** The service of a systemd unit, running or not. */
  ofUnit(node: number, unit: string): ServiceDraft;
  /** The service that runs a program, among those met so far. */
  ofProgram(node: number, program: string): ServiceDraft | undefined;
  /** The service of a container that runs on the node. */
  ofContainer(node: number, placement: KnownPlacement): ServiceDraft | undefined;
  /** A service that an inventory lists on the node: whoever calls its ports means it. */
  list(node: number, service: ListedService): ServiceDraft;
  /** A server of which only the port is known, and the network namespace, if that is not the host's. */
  atPort(node: number, endpoint: ServiceEndpoint, netns?: number): ServiceDraft;
}

/** Which service a leading process in a control group belongs to. */
interface Holder {
  readonly cgroup: string | undefined;
  readonly netns: number | undefined;
  readonly draft: ServiceDraft | undefined;
}

class Table implements ServiceTable {
  readonly drafts: ServiceDraft[] = [];
  readonly #hosts: readonly HostProcesses[];
  readonly #byKey = new Map<string, ServiceDraft>();
  /** By node and name, the first of each; bare ports are left out. */
  readonly #byName = new Map<string, ServiceDraft>();
  /** By node, protocol and port. */
  readonly #listed = new Map<string, ServiceDraft>();
  /** By node, then by what leads the group: most rows are of a group already met. */
  readonly #holders = new Map<number, Map<number | string, Holder>>();

  constructor(hosts: readonly HostProcesses[]) {
    this.#hosts = hosts;
  }

  holderOf(node: number, socket: SocketFact): ServiceDraft | undefined {
    return this.#hold(node, socket, 'connected');
  }

  ofProcess(node: number, pid: number): ServiceDraft | undefined {
    return this.#hold(node, { processes: [{ pid }] }, 'connected');
  }

  ofUnit(node: number, unit: string): ServiceDraft {
    return this.#draft(node, nameUnit(unit));
  }

  ofProgram(node: number, program: string): ServiceDraft | undefined {
    return this.#byName.get(`${node} ${program}`);
  }

  ofContainer(node: number, placement: KnownPlacement): ServiceDraft | undefined {
    const name = nameService(placement);
    return name === undefined ? undefined : this.#placed(node, name, placement, undefined);
  }

  /** The processes a table shows with the socket, or that the host showed beside a table without. */
  #processesOf(node: number, { processes, inode }: Held): readonly ProcessRef[] {
    if (processes.length > 0 || inode === undefined) return processes;
    return this.#hosts[node]?.holdersOf(inode) ?? processes;
  }

  #hold(node: number, socket: Held, as: 'listening' | 'connected'): ServiceDraft | undefined {
    const found = workers(this.#processesOf(node, socket));
    const [lead] = found;
    const { cgroup, netns } = socket;
    const holders = this.#holdersOf(node);
    const key = lead?.pid ?? lead?.name ?? cgroup ?? '';
    let holder = holders.get(key);
    if (holder === undefined || holder.cgroup !== cgroup || holder.netns !== netns) {
      holder = { cgroup, netns, draft: this.#findHolder(node, lead, socket) };
      holders.set(key, holder);
    }
    const { draft } = holder;
    if (draft !== undefined) for (const process of found) this.#addProcess(draft, as, process);
    return draft;
  }

  listenerOf(node: number, socket: SocketFact): ServiceDraft {
    const { protocol, local, netns } = socket;
    const port = local.port ?? 0;
    const holder = this.#hold(node, socket, 'listening');
    const draft = holder ?? this.#draft(node, namePort(protocol, port, this.#labelOf(node, netns)));
    for (const address of this.#addressesOf(node, socket)) addEndpoint(draft, { protocol, address, port });
    draft.listens = true;
    if (holder === undefined)
      for (const process of this.#processesOf(node, socket)) this.#addProcess(draft, 'listening', process);
    return draft;
  }

  list(node: number, { name, endpoints, software, version }: ListedService): ServiceDraft {
    const draft = this.#draft(node, { name, namedBy: 'configuration' });
    draft.program = { software, version };
    draft.listens = true;
    for (const { protocol, port } of endpoints) {
      addEndpoint(draft, { protocol, address: '*', port });
      this.#listed.set(`${node} ${protocol} ${port}`, draft);
    }
    return draft;
  }

  atPort(node: number, endpoint: ServiceEndpoint, netns?: number): ServiceDraft {
    const listed = this.#listed.get(`${node} ${endpoint.protocol} ${endpoint.port}`);
    if (listed !== undefined && netns === undefined) return listed;
    const draft = this.#draft(node, namePort(endpoint.protocol, endpoint.port, this.#labelOf(node, netns)));
    // One that listens says itself where.
    if (!draft.listens) addEndpoint(draft, endpoint);
    return draft;
  }

  #labelOf(node: number, netns: number | undefined): string | undefined {
    return netns === undefined ? undefined : (this.#hosts[node]?.namespaces.labelOf(netns) ?? 'namespace');
  }

  /** Where a socket listens: "any address" of a container is none of the host's. */
  #addressesOf(node: number, { local, netns }: SocketFact): readonly string[] {
    const address = local.address ?? '*';
    const inside = netns === undefined ? undefined : this.#hosts[node]?.namespaces.addresses.get(netns);
    return inside === undefined ? [address] : listeningAddresses(address, inside);
  }

  #holdersOf(node: number): Map<number | string, Holder> {
    const known = this.#holders.get(node);
    if (known !== undefined) return known;
    const holders = new Map<number | string, Holder>();
    this.#holders.set(node, holders);
    return holders;
  }

  #findHolder(node: number, lead: ProcessRef | undefined, { cgroup, netns }: Held): ServiceDraft | undefined {
    // A socket only the service manager holds waits for a daemon that does not run yet.
    if (lead !== undefined && isManager(lead)) return undefined;
    const host = this.#hosts[node];
    const known = lead?.pid === undefined ? undefined : host?.byPid.get(lead.pid);
    const placements = [
      lead?.pid === undefined ? undefined : host?.placementOf(lead.pid),
      cgroup === undefined ? undefined : host?.placementAt(cgroup),
      lead === undefined && netns !== undefined ? host?.namespaces.placementIn(netns) : undefined,
    ];
    const placement = placements.find(hasName);
    const name = nameService(placement, lead?.name ?? known?.name, known?.args);
    return name === undefined ? undefined : this.#placed(node, name, placement, lead);
  }

  #placed(node: number, name: ServiceName, placement: KnownPlacement | undefined, lead: ProcessRef | undefined): ServiceDraft {
    const draft = this.#draft(node, name);
    const { image, mainPid } = placement?.known ?? {};
    if (name.namedBy === 'container') {
      if (image !== undefined) draft.image ??= image;
      if (mainPid !== undefined) draft.mainPid ??= mainPid;
    }
    if (lead === undefined) this.#addMainProcess(draft, name.namedBy === 'container' ? mainPid : draft.mainPid);
    return draft;
  }

  #draft(node: number, name: ServiceName): ServiceDraft {
    const key = serviceKey(name);
    const full = `${node} ${key}`;
    const known = this.#byKey.get(full);
    if (known !== undefined) return callByLowest(known, name);
    const empty = { listening: new Map(), connected: new Map(), endpoints: new Map(), listens: false };
    const draft: ServiceDraft = { index: this.drafts.length, node, key, name, ...empty };
    const mainPid = name.unit === undefined || name.container !== undefined ? undefined : this.#hosts[node]?.mainPidOf(name.unit);
    if (mainPid !== undefined) draft.mainPid = mainPid;
    this.drafts.push(draft);
    this.#byKey.set(full, draft);
    const byName = `${node} ${name.name}`;
    if (name.namedBy !== 'port' && !this.#byName.has(byName)) this.#byName.set(byName, draft);
    return draft;
  }

  /** Without root the socket shows its control group and no process; the unit's main process is known all the same. */
  #addMainProcess(draft: ServiceDraft, mainPid: number | undefined): void {
    const known = mainPid === undefined ? undefined : this.#hosts[draft.node]?.byPid.get(mainPid);
    if (known !== undefined) this.#addProcess(draft, 'listening', { pid: known.pid });
  }

  #addProcess(draft: ServiceDraft, as: 'listening' | 'connected', process: ProcessRef): void {
    const key = process.pid ?? process.name;
    if (key === undefined || draft[as].has(key)) return;
    const known = process.pid === undefined ? undefined : this.#hosts[draft.node]?.byPid.get(process.pid);
    draft[as].set(key, describeProcess(process, known));
  }
}

const hasName = (placement: KnownPlacement | undefined): boolean =>
  placement !== undefined && (placement.unit !== undefined || placement.container !== undefined);

/** Opens the table of services. Positions of `hosts` are their nodes; nodes beyond are peers without processes. */
export const openServiceTable = (hosts: readonly HostProcesses[]): ServiceTable => new Table(hosts);
