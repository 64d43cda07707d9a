import { parentPort, workerData } from 'node:worker_threads';
import { Graphviz } from '@hpcc-js/wasm-graphviz';

/** What a layout thread is asked for. The graph holds numbers only, no text of a host. */
export interface LayoutRequest {
  readonly engine: 'dot' | 'sfdp';
  readonly graph: string;
}

// Graphviz cannot be interrupted, so it runs in a thread of its own, which can be ended.
const { engine, graph } = workerData as LayoutRequest;
const graphviz = await Graphviz.load();
parentPort?.postMessage(graphviz.layout(graph, 'json', engine));
