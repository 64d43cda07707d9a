import { Argument, InvalidArgumentError, Option } from 'commander';
import { count } from '../analysis/estate.ts';
import { type NetworkPlatform, networkPlatforms, type Platform, platforms } from '../model/collector.ts';
import type { CommandModule, Context } from './context.ts';
import { note, printJson } from './print.ts';
import { toolVersion } from './version.ts';
import { writeWholeFile } from './write-file.ts';

const parts = ['commands', 'script', 'sudoers', 'wrapper', 'windows', 'snmp'] as const;
type Part = (typeof parts)[number];

interface AccessFlags {
  readonly platform?: Platform | NetworkPlatform;
  readonly user: string;
  readonly output?: string;
}

/** Names of users that need no quoting in sudoers(5), authorized_keys and snmpd.conf. */
function userName(text: string): string {
  if (/^[A-Za-z_][\w.-]{0,31}$/.test(text)) return text;
  throw new InvalidArgumentError('a user name is letters, digits, _ . and -');
}

const settings = { marker: '0'.repeat(32), samples: 1, interval: 55, sudo: 'auto' } as const;

/** Everything there is to sign off, made from what a scan would really send. */
async function readAccess({ platform, user }: AccessFlags) {
  const { collectors } = await import('../collectors/registry.ts');
  const { networkCollectors } = await import('../collectors/network-registry.ts');
  const { networkDialects } = await import('../collectors/network-dialects.ts');
  const { buildScript } = await import('../scan/script.ts');
  const { publishedCommands, sha256 } = await import('../access/published-commands.ts');
  const { forcedCommand, scriptHash } = await import('../access/forced-command.ts');
  const { sudoersFile } = await import('../access/sudoers.ts');
  const { publishedTables, snmpView } = await import('../access/snmp-view.ts');
  const { snmpCollectors } = await import('../collectors/snmp/registry.ts');
  const { windowsRights } = await import('../access/windows-rights.ts');
  const all = publishedCommands([...collectors, ...networkCollectors], networkDialects);
  const commands = platform === undefined ? all : all.filter((one) => one.platform === platform);
  const script = buildScript(collectors, settings);
  const texts: Readonly<Record<Exclude<Part, 'commands'>, string>> = {
    script,
    sudoers: sudoersFile(commands, user),
    wrapper: forcedCommand(script, toolVersion),
    windows: windowsRights,
    snmp: snmpView(user, snmpCollectors),
  };
  const tables = publishedTables(snmpCollectors);
  return {
    commands,
    tables,
    texts,
    scriptSha256: scriptHash(script),
    listSha256: sha256(all.map((one) => one.sha256).join('\n')),
  };
}

type Access = Awaited<ReturnType<typeof readAccess>>;

/** One command as people read and sign it: who asks, the hash, then the command itself, whole. */
function commandText({ collector, root, sha256, command, when }: Access['commands'][number]): string {
  const head = `${collector}${root ? '  (root sees more)' : ''}  sha256 ${sha256}`;
  return `${head}\n    ${command}\n${when === undefined ? '' : `    only where: ${when}\n`}`;
}

function commandList({ commands }: Access): string {
  const systems = [...new Set(commands.map(({ platform }) => platform))];
  const blocks = systems.map((system) => {
    const own = commands.filter(({ platform }) => platform === system);
    return `== ${system}: ${count(own.length, 'command')}\n\n${own.map(commandText).join('\n')}`;
  });
  return blocks.join('\n');
}

const sumOf = ({ commands, listSha256, scriptSha256 }: Access): string =>
  `${count(commands.length, 'command')}; SHA-256 of the list ${listSha256}, of the script without its settings ${scriptSha256}`;

const document = ({ commands, tables, texts, scriptSha256, listSha256 }: Access, user: string) => ({
  ...{ format: 'map.access', version: 1, toolVersion, user, listSha256, scriptSha256, commands },
  ...{ sudoers: texts.sudoers, wrapper: texts.wrapper, windows: texts.windows, snmp: texts.snmp, snmpTables: tables },
});

async function printAccess(context: Context, part: Part, flags: AccessFlags): Promise<undefined> {
  const access = await readAccess(flags);
  if (context.options.json) printJson(context, document(access, flags.user));
  else {
    const text = part === 'commands' ? commandList(access) : access.texts[part];
    if (flags.output === undefined) context.io.stdout.write(text);
    else writeWholeFile(flags.output, text);
    if (part === 'commands') note(context, sumOf(access));
  }
  return undefined;
}

const help = `
What a security team signs off before the first scan:
  commands   every command that can run on a host, with its SHA-256
  script     the script of a scan, whole
  sudoers    the commands root sees more with, as a file for /etc/sudoers.d
  wrapper    a forced command for the SSH key: this script and nothing else
  windows    the rights a user needs there
  snmp       every table an agent may be asked, as a view for snmpd.conf

Examples:
  map access                            read it
  map access commands --json > v1.json  keep it, and compare it after an update
  map access sudoers --user map -o map.sudoers && visudo -cf map.sudoers
  map access wrapper -o map-wrapper`;

/** `map access`. */
export const accessCommand: CommandModule = (program, bind) => {
  program
    .command('access')
    .description('what runs on hosts, and which rights that needs: for the security team')
    .addArgument(new Argument('[PART]', 'what to print').choices(parts).default('commands'))
    .addOption(
      new Option('--platform <SYSTEM>', 'commands and sudoers of one system').choices([...platforms, ...networkPlatforms]),
    )
    .addOption(new Option('--user <NAME>', 'the user map logs in as').default('map').argParser(userName))
    .option('-o, --output <FILE>', 'write it to a file')
    .addHelpText('after', help)
    .action(bind((context, part: Part, flags: AccessFlags) => printAccess(context, part, flags)));
};
