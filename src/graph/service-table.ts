import type { ProcessRef, SocketFact } from '../model/fact.ts';
import type { ServiceEndpoint } from '../model/snapshot.ts';
import { describeProcess, type HostProcesses } from './host-processes.ts';
import { type Placement, readPlacement } from './placement.ts';
import { namePort, nameService, nameUnit, type ServiceName, serviceKey } from './service-name.ts';

/** A process group of one node, filled while its sockets are read. */
export interface ServiceDraft {
  /** Position in the table. */
  readonly index: number;
  readonly node: number;
  readonly key: string;
  readonly name: ServiceName;
  /** Those that hold its listening sockets, and those that hold any other; by pid, or by name without one. */
  readonly listening: Map<number | string, ProcessRef>;
  readonly connected: Map<number | string, ProcessRef>;
  readonly endpoints: Map<string, ServiceEndpoint>;
  /** It showed a listening socket; without one, its endpoints are known by traffic alone. */
  listens: boolean;
  /** Pid of the unit's main process, where that is known. */
  mainPid?: number;
}

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
  /** A server of which only the port is known. */
  atPort(node: number, endpoint: ServiceEndpoint): ServiceDraft;
}

const managers: ReadonlySet<string> = new Set(['systemd', 'init', 'launchd']);

/**
 * systemd keeps the listening socket of a unit it starts on demand open beside the daemon
 * (systemd.socket(5)). In a container the daemon itself may be pid 1, so the name counts too.
 */
const isManager = ({ pid, name }: ProcessRef): boolean => pid === 1 && name !== undefined && managers.has(name);

/** The processes that do the work, lowest pid first. */
function workers(socket: Pick<SocketFact, 'processes'>): readonly ProcessRef[] {
  const { processes } = socket;
  if (processes.length < 2) return processes;
  const others = processes.filter((process) => !isManager(process));
  return (others.length > 0 ? others : [...processes]).sort((a, b) => (a.pid ?? Infinity) - (b.pid ?? Infinity));
}

/** Which service a leading process in a control group belongs to. */
interface Holder {
  readonly cgroup: string | undefined;
  readonly draft: ServiceDraft | undefined;
}

class Table implements ServiceTable {
  readonly drafts: ServiceDraft[] = [];
  readonly #hosts: readonly HostProcesses[];
  readonly #byKey = new Map<string, ServiceDraft>();
  /** By node and name, the first of each; bare ports are left out. */
  readonly #byName = new Map<string, ServiceDraft>();
  /** By node, then by what leads the group: most rows are of a group already met. */
  readonly #holders = new Map<number, Map<number | string, Holder>>();
  readonly #placements = new Map<string, Placement>();

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

  #hold(node: number, socket: Pick<SocketFact, 'processes' | 'cgroup'>, as: 'listening' | 'connected'): ServiceDraft | undefined {
    const found = workers(socket);
    const [lead] = found;
    const { cgroup } = socket;
    const holders = this.#holdersOf(node);
    const key = lead?.pid ?? lead?.name ?? '';
    let holder = holders.get(key);
    if (holder === undefined || holder.cgroup !== cgroup) {
      holder = { cgroup, draft: this.#findHolder(node, lead, cgroup) };
      holders.set(key, holder);
    }
    const { draft } = holder;
    if (draft !== undefined) for (const process of found) this.#addProcess(draft, as, process);
    return draft;
  }

  listenerOf(node: number, socket: SocketFact): ServiceDraft {
    const { protocol, local } = socket;
    const endpoint = { protocol, address: local.address ?? '*', port: local.port ?? 0 };
    const holder = this.#hold(node, socket, 'listening');
    const draft = holder ?? this.#draft(node, namePort(protocol, endpoint.port));
    addEndpoint(draft, endpoint);
    draft.listens = true;
    if (holder === undefined) for (const process of socket.processes) this.#addProcess(draft, 'listening', process);
    return draft;
  }

  atPort(node: number, endpoint: ServiceEndpoint): ServiceDraft {
    const draft = this.#draft(node, namePort(endpoint.protocol, endpoint.port));
    // One that listens says itself where.
    if (!draft.listens) addEndpoint(draft, endpoint);
    return draft;
  }

  #holdersOf(node: number): Map<number | string, Holder> {
    const known = this.#holders.get(node);
    if (known !== undefined) return known;
    const holders = new Map<number | string, Holder>();
    this.#holders.set(node, holders);
    return holders;
  }

  #findHolder(node: number, lead: ProcessRef | undefined, cgroup: string | undefined): ServiceDraft | undefined {
    // A socket only the service manager holds waits for a daemon that does not run yet.
    if (lead !== undefined && isManager(lead)) return undefined;
    const host = this.#hosts[node];
    const socketPlacement = this.#placementAt(cgroup);
    const known = lead?.pid === undefined ? undefined : host?.byPid.get(lead.pid);
    const placement = lead?.pid === undefined ? undefined : host?.placementOf(lead.pid);
    const name = nameService(hasName(placement) ? placement : socketPlacement, lead?.name ?? known?.name, known?.args);
    if (name === undefined) return undefined;
    const draft = this.#draft(node, name);
    if (lead === undefined) this.#addMainProcess(draft);
    return draft;
  }

  #placementAt(cgroup: string | undefined): Placement | undefined {
    if (cgroup === undefined) return undefined;
    const known = this.#placements.get(cgroup);
    if (known !== undefined) return known;
    const placement = readPlacement(cgroup);
    this.#placements.set(cgroup, placement);
    return placement;
  }

  #draft(node: number, name: ServiceName): ServiceDraft {
    const key = serviceKey(name);
    const full = `${node} ${key}`;
    const known = this.#byKey.get(full);
    if (known !== undefined) return known;
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
  #addMainProcess(draft: ServiceDraft): void {
    const { mainPid } = draft;
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

const hasName = (placement: Placement | undefined): boolean =>
  placement !== undefined && (placement.unit !== undefined || placement.container !== undefined);

function addEndpoint(draft: ServiceDraft, endpoint: ServiceEndpoint): void {
  draft.endpoints.set(`${endpoint.protocol} ${endpoint.address} ${endpoint.port}`, endpoint);
}

/** Opens the table of services. Positions of `hosts` are their nodes; nodes beyond are peers without processes. */
export const openServiceTable = (hosts: readonly HostProcesses[]): ServiceTable => new Table(hosts);
