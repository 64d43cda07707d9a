import { Option } from 'commander';
import { indexEstate, serviceName } from '../analysis/estate.ts';
import { keptByText, listensText, processesText, softwareText } from '../analysis/service-text.ts';
import type { Service } from '../model/snapshot.ts';
import type { CommandModule, Context } from './context.ts';
import { byCells, isAt, nodeOption, portArgument } from './filters.ts';
import { noteOn, printList } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface ServiceFlags {
  readonly host?: string;
  readonly port?: number;
  readonly kind?: string;
  readonly container?: string;
  readonly snapshot?: string;
}

const columns = [
  { name: 'service', shrink: 1 },
  { name: 'listens', shrink: 2 },
  { name: 'processes', shrink: 2 },
  { name: 'shared', shrink: 2, optional: 1 },
  { name: 'unit or container', shrink: 2, optional: 2 },
  { name: 'software', shrink: 2, optional: 3 },
];

const listensOn = ({ endpoints }: Service, port: number | undefined): boolean =>
  port === undefined || endpoints.some((endpoint) => endpoint.port === port);

async function listServices(context: Context, flags: ServiceFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const estate = indexEstate(snapshot);
  const node = nodeOption(estate, flags.host, noteOn(context));
  const services = snapshot.services.filter(
    (service) =>
      isAt(node, { host: service.host, service: service.id }) &&
      listensOn(service, flags.port) &&
      (flags.kind === undefined || service.kind === flags.kind) &&
      (flags.container === undefined || service.container === flags.container),
  );
  const rows = services.map((service) => [
    serviceName(estate, service),
    listensText(service),
    processesText(service),
    service.shared?.reason ?? '',
    keptByText(service),
    softwareText(service),
  ]);
  const none = snapshot.services.length > 0 ? 'nothing matches' : 'no service was seen: map coverage says what was not looked at';
  printList(context, snapshot, services, { columns, rows: rows.sort(byCells) }, none);
}

/** `map services`. */
export const servicesCommand: CommandModule = (program, bind) => {
  program
    .command('services')
    .description('what runs on the hosts: who listens, who calls out')
    .option('--host <NODE>', 'only on this host')
    .option('--port <PORT>', 'only who listens on this port', portArgument)
    .addOption(new Option('--kind <KIND>', 'only these').choices(['listener', 'client', 'both']))
    .option('--container <NAME>', 'only what runs in containers of this name')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', '\nExamples:\n  map services --host db1\n  map services --port 5432')
    .action(bind((context, flags: ServiceFlags) => listServices(context, flags)));
};
