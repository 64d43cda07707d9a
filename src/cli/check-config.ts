import type { Context } from './context.ts';

/** Commands that load the configuration themselves; a pipe (`--config <(...)`) can be read only once. */
const loadsConfig: ReadonlySet<string> = new Set(['scan']);

/**
 * Refuses a named configuration that is missing or cannot be read, also where the command does not need
 * it: whoever names a file means it. Throws UsageError. ./map.yaml is read by the commands that need it.
 */
export async function checkConfig({ io, options }: Context, command: string): Promise<void> {
  if (options.config === undefined || loadsConfig.has(command)) return;
  // Loaded late: YAML and its schema are not needed to print a table.
  const { loadConfig } = await import('../config/config-file.ts');
  loadConfig(options.config, io.env);
}
