import { hostName, indexEstate } from '../analysis/estate.ts';
import { readEnds } from '../analysis/link-ends.ts';
import type { Link, Snapshot } from '../model/snapshot.ts';
import type { CommandModule, Context } from './context.ts';
import { byCells, nodeOption } from './filters.ts';
import { noteOn, printList } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface LinkFlags {
  readonly host?: string;
  readonly snapshot?: string;
}

const columns = [
  { name: 'device', shrink: 1 },
  { name: 'port', shrink: 1 },
  { name: 'neighbor', shrink: 1 },
  { name: 'its port', shrink: 1 },
  { name: 'layer', align: 'right' as const },
  { name: 'told by', shrink: 2, wrap: true },
  { name: 'sure', align: 'right' as const },
];

/** What a person has to know beside the protocols. */
const toldText = ({ protocols, shared, mismatched, stale }: Link): string =>
  [
    protocols.join(', '),
    ...(shared ? ['shared segment'] : []),
    ...(mismatched ? ['the other end tells otherwise'] : []),
    ...(stale ? ['not looked at again'] : []),
  ].join('; ');

const whenEmpty = ({ links }: Snapshot): string =>
  links.length > 0
    ? 'nothing matches'
    : 'no links: no device told of its neighbors; scan switches and routers over SNMP, or import their walks';

async function listLinks(context: Context, flags: LinkFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const estate = indexEstate(snapshot);
  const node = nodeOption(estate, flags.host, noteOn(context));
  const links = snapshot.links.filter(({ a, b }) => node === undefined || [a.host, b.host].includes(node.host.id));
  const rows = links.map((link) => {
    const [near, far] = readEnds(estate.hosts, link, node?.host.id);
    return [
      ...[hostName(estate, near.host), near.port ?? '', hostName(estate, far.host), far.port ?? ''],
      ...[String(link.layer), toldText(link), link.confidence.toFixed(2)],
    ];
  });
  printList(context, snapshot, links, { columns, rows: rows.sort(byCells) }, whenEmpty(snapshot));
}

const help = `
The network device comes first, so that its ports stand together; with --host the end there.

Examples:
  map links
  map links --host lb1 --json`;

/** `map links`. */
export const linksCommand: CommandModule = (program, bind) => {
  program
    .command('links')
    .description('cables and routing neighbors: what is plugged into which port')
    .option('--host <NODE>', 'only with an end there')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', help)
    .action(bind((context, flags: LinkFlags) => listLinks(context, flags)));
};
