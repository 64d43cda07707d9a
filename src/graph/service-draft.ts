import type { ProcessRef } from '../model/fact.ts';
import type { ServiceEndpoint } from '../model/snapshot.ts';
import { compareText } from './compare-text.ts';
import type { ServiceName } from './service-name.ts';

/** A process group of one node, filled while its sockets are read. */
export interface ServiceDraft {
  /** Position in the table. */
  readonly index: number;
  readonly node: number;
  readonly key: string;
  name: ServiceName;
  /** Those that hold its listening sockets, and those that hold any other; by pid, or by name without one. */
  readonly listening: Map<number | string, ProcessRef>;
  readonly connected: Map<number | string, ProcessRef>;
  readonly endpoints: Map<string, ServiceEndpoint>;
  /** It showed a listening socket; without one, its endpoints are known by traffic alone. */
  listens: boolean;
  /** Pid of the unit's main process, where that is known. */
  mainPid?: number;
  /** Image of the container. */
  image?: string;
  /** What an inventory says it is. */
  program?: Pick<ListedService, 'software' | 'version'>;
}

/** A service as an inventory tells of it. */
export interface ListedService {
  readonly name: string;
  readonly software?: string | undefined;
  readonly version?: string | undefined;
  readonly endpoints: readonly { readonly protocol: string; readonly port: number }[];
}

/** Of several containers that are one service the first by name stands for all, whichever socket was read first. */
export function callByLowest(draft: ServiceDraft, name: ServiceName): ServiceDraft {
  const { container } = draft.name;
  if (container !== undefined && name.container !== undefined && compareText(name.container, container) < 0) draft.name = name;
  return draft;
}

/** Adds an endpoint once. */
export function addEndpoint(draft: ServiceDraft, endpoint: ServiceEndpoint): void {
  draft.endpoints.set(`${endpoint.protocol} ${endpoint.address} ${endpoint.port}`, endpoint);
}
