import type { ResolveOptions } from '../config/resolve-reference.ts';
import type { Context } from './context.ts';
import { askSecret } from './prompt.ts';
import { sanitize } from './terminal.ts';

/** How secrets are fetched from the command line: asked for on a terminal only, because nothing waits for an answer in a pipeline. */
export function resolverOptions({ io, options }: Context): ResolveOptions {
  const warn = (message: string): void => void (options.quiet || io.stderr.write(`map: ${sanitize(message)}\n`));
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  return { env: io.env, warn, ...(canAsk ? { prompt: askSecret } : {}) };
}
