import type { CommandModule, Context } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import type { DemoFlags } from './run-demo.ts';

const help = `
About a dozen hosts of a small shop, each a real SSH server on its own loopback address that answers
from recorded evidence. They are scanned like any other subnet; the result is written to the database
and as a page. No network and no other software is needed.

Examples:
  map demo                       the estate: map.db and map.html
  map demo --after               the same estate a week later: a second snapshot
  map diff latest~1 latest       what changed between the two`;

/** Loaded late: no other command needs simulated hosts. */
async function demo(context: Context, flags: DemoFlags): Promise<ExitCode> {
  const { runDemo } = await import('./run-demo.ts');
  return runDemo(context, flags);
}

/** `map demo`. */
export const demoCommand: CommandModule = (program, bind) => {
  program
    .command('demo')
    .description('an embedded estate of simulated hosts and switches, scanned over real SSH and SNMP')
    .option('--after', 'the estate a week later: something moved, something new, a host gone dark')
    .option('--page <FILE>', 'where to write the page (default: beside the database, as map.html)')
    .addHelpText('after', help)
    .action(bind((context, flags: DemoFlags) => demo(context, flags)));
};
