import { Worker } from 'node:worker_threads';
import { assetUrl } from './asset.ts';
import type { LayoutRequest } from './layout-worker.ts';

/**
 * Lays a graph out with graphviz (WebAssembly) in a thread of its own.
 * Resolves to graphviz's JSON text (graphviz.org, "JSON output"), or to undefined where it took longer
 * than `milliseconds` or gave up; the thread is ended in any case.
 */
export async function runGraphviz(request: LayoutRequest, milliseconds: number): Promise<string | undefined> {
  const worker = new Worker(assetUrl('layout-worker.js'), { workerData: request });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string | undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), milliseconds);
      worker.once('message', (text: unknown) => resolve(typeof text === 'string' ? text : undefined));
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
