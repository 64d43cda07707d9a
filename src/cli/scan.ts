import type { CommandModule, Context } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import { addScanFlags, type ScanFlags } from './scan-flags.ts';

const examples = `
Targets: an address, a network (10.0.0.0/24), a range (10.0.0.1-10.0.0.20), a name, localhost, or
@FILE with one of these a line; each may carry a port (10.0.0.1:2222).

Examples:
  map scan localhost                             this machine, without SSH
  map scan 10.0.0.0/24 --user ops                with your agent, keys and ~/.ssh/config
  map scan 10.0.0.0/24 --dry-run                 what would be done; touches nothing
  map scan @hosts.txt --jump bastion --password env:OPS_PASSWORD
  map scan web1 db1 --samples 60 --interval 55   look for an hour, to see short connections
  map scan 10.0.0.0/16 --exclude @fragile.txt --rate 200 --label "before the move"

Ctrl-C stops the scan and saves what was read. Exit codes: 0 done, 2 usage, 3 some targets failed,
4 database, 130 interrupted.`;

/** Loaded late: SSH, YAML and address arithmetic are not needed to print a table. */
async function scan(context: Context, specs: readonly string[], flags: ScanFlags): Promise<ExitCode> {
  const { scanCommandLine } = await import('./scan-command-line.ts');
  return scanCommandLine(context, specs, flags);
}

/** `map scan`. */
export const scanCommand: CommandModule = (program, bind) => {
  const command = program
    .command('scan')
    .argument('<target...>', 'what to look at')
    .description('look at hosts, and take a snapshot of the whole estate');
  addScanFlags(command)
    .addHelpText('after', examples)
    .action(bind((context, specs: string[], flags: ScanFlags) => scan(context, specs, flags)));
};
