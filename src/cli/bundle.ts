import { Option } from 'commander';
import type { CommandModule, Context } from './context.ts';
import { positive, wholeNumber } from './scan-flags.ts';
import { toolVersion } from './version.ts';
import { writeWholeFile } from './write-file.ts';

interface BundleFlags {
  readonly shell: 'sh' | 'powershell';
  readonly samples: number;
  readonly interval: number;
  readonly sudo: 'auto' | 'never';
  readonly output?: string;
}

async function printBundle(context: Context, { shell, samples, interval, sudo, output }: BundleFlags): Promise<undefined> {
  const { collectors } = await import('../collectors/registry.ts');
  const { buildBundleScript } = await import('../scan/bundle.ts');
  const { buildPowerShellBundle } = await import('../scan/powershell-bundle.ts');
  const { randomUUID } = await import('node:crypto');
  const build = shell === 'sh' ? buildBundleScript : buildPowerShellBundle;
  const script = build(collectors, { marker: randomUUID(), samples, interval, sudo }, toolVersion);
  if (output === undefined) context.io.stdout.write(script);
  else writeWholeFile(output, script);
  return undefined;
}

const help = `
For hosts nobody may log in to from here: the administrator reads the script, runs it, and hands the file over.
It runs exactly the commands a scan runs (docs/collectors.md), changes nothing, and writes one file.

Examples:
  map bundle > collect.sh                     read it, hand it over; there: sh collect.sh
  map bundle --shell powershell -o collect.ps1   for Windows
  map bundle --samples 60 --interval 55       look for an hour, to see short connections
  ssh web1 sh -s < collect.sh > web1.bundle   without a file on the host
  map import *.bundle                         the files that come back`;

/** `map bundle`. */
export const bundleCommand: CommandModule = (program, bind) => {
  program
    .command('bundle')
    .description('print the offline collector, to be run by hand on a host')
    .addOption(new Option('--shell <SHELL>', 'for which shell').choices(['sh', 'powershell']).default('sh'))
    .option('--samples <N>', 'how often the sockets are looked at', wholeNumber, 1)
    .option('--interval <SECONDS>', 'between two samples', positive, 55)
    .addOption(
      new Option('--sudo <WHEN>', 'whether sudo -n is used where it is allowed').choices(['auto', 'never']).default('auto'),
    )
    .option('-o, --output <FILE>', 'write it to a file')
    .addHelpText('after', help)
    .action(bind((context, flags: BundleFlags) => printBundle(context, flags)));
};
