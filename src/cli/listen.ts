import { isIP } from 'node:net';
import { count } from '../analysis/estate.ts';
import { samplingText } from '../analysis/sampling-text.ts';
import type { LiveFlows } from '../import/flows/live-flows.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UsageError } from '../model/usage-error.ts';
import { addressBits, readPrefix } from '../text/prefix.ts';
import type { UdpListener } from '../transports/udp-listener.ts';
import type { CommandModule, Context } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { openInterrupt } from './interrupt.ts';
import { note, printJson } from './print.ts';
import { refuseDemoMap } from './refuse-mix.ts';
import { labelText, repeated } from './scan-flags.ts';
import { sanitize } from './terminal.ts';

interface ListenFlags {
  readonly port: number;
  readonly bind: string;
  readonly from?: readonly string[];
  readonly for?: number;
  readonly every: number;
  readonly name: string;
  readonly label?: string;
}

const wholeNumber =
  (flag: string, least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new UsageError(`${flag} ${text}: a whole number from ${least} to ${most}`);
  };

const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already; end it, or choose another with --port and tell the exporters',
  EACCES: 'ports below 1024 need rights this user does not have; choose one above with --port',
  EADDRNOTAVAIL: 'this machine does not have that address; see --bind',
};

/** An address or a network; of an address all its bits count. */
function networkOf(text: string): { readonly address: string; readonly length: number } {
  const { address, length } = readPrefix(text) ?? {};
  if (address === undefined) throw new UsageError(`--from ${text}: neither an IP address nor a network like 10.0.0.0/24`);
  return { address, length: length ?? addressBits(address) };
}

async function openListener({ bind, port, from = [] }: ListenFlags, flows: LiveFlows): Promise<UdpListener> {
  const networks = from.map(networkOf);
  const { listenUdp } = await import('../transports/udp-listener.ts');
  try {
    return await listenUdp({ address: bind, port, from: networks, receive: flows.take });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot listen at ${bind}, UDP port ${port}: ${remedies[code] ?? message}`);
  }
}

const heardFrom = (senders: readonly string[]): string => senders.map(sanitize).join(', ');

/** What was heard of flows, and what of it is missing. */
function heardText({ counts, exporters }: LiveFlows, { dropped, refused, refusedFrom }: UdpListener['losses']): string {
  const { datagrams, records, lost, damaged, withoutTemplate } = counts;
  const trouble = [
    ...(lost === 0 ? [] : [`${lost} lost on the way`]),
    ...(dropped === 0 ? [] : [`no room for ${count(dropped, 'datagram')}`]),
    ...(damaged === 0 ? [] : [`${damaged} damaged`]),
    ...(withoutTemplate === 0 ? [] : [`${count(withoutTemplate, 'set')} of records without a template`]),
    ...(refused === 0 ? [] : [`${count(refused, 'datagram')} of others left out (${heardFrom(refusedFrom)})`]),
  ];
  return [
    `${count(records, 'record')} in ${count(datagrams, 'datagram')} from ${count(exporters.size, 'exporter')}`,
    ...trouble,
  ].join(', ');
}

function printEnd(context: Context, flows: LiveFlows, losses: UdpListener['losses'], snapshot: Snapshot | undefined): void {
  const { counts, exporters } = flows;
  if (context.options.json) {
    const made = snapshot && {
      snapshot: snapshot.snapshot,
      dependencies: snapshot.dependencies.length,
      hosts: snapshot.hosts.length,
    };
    printJson(context, { event: 'summary', ...counts, ...losses, exporters: [...exporters].sort(), ...made });
    return;
  }
  const lines = [
    heardText(flows, losses),
    ...(counts.sampled === 0 ? [] : [`${count(counts.sampled, 'record')} of up to ${samplingText(counts.sampling)}`]),
    ...(snapshot === undefined
      ? ['No flow was heard: the map is as it was']
      : [`Snapshot ${snapshot.snapshot.id}: ${count(snapshot.dependencies.length, 'dependency', 'dependencies')}`]),
  ];
  context.io.stdout.write(`${lines.join('\n')}\n`);
}

const progressMs = 10_000;

async function listen(context: Context, flags: ListenFlags): Promise<ExitCode> {
  if (isIP(flags.bind) === 0) throw new UsageError(`--bind ${flags.bind}: not an IP address`);
  await refuseDemoMap(context);
  const { openLiveFlows } = await import('../import/flows/live-flows.ts');
  const { runListen } = await import('./run-listen.ts');
  const { createStore } = await import('./create-store.ts');
  const flows = openLiveFlows(flags.name);
  // Before the socket, which would keep the process alive when there is no database to save in.
  const store = createStore(context.options.db);
  const listener = await openListener(flags, flows).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const interrupt = openInterrupt(() => note(context, 'stopping: what was heard is saved'));
  const place = `${listener.address}, UDP port ${listener.port}`;
  note(context, `listening at ${place} for NetFlow 5, NetFlow 9 and IPFIX; Ctrl-C ends and saves`);
  const progress = setInterval(() => note(context, heardText(flows, listener.losses)), progressMs);
  let latest: Snapshot | undefined;
  const saved = (snapshot: Snapshot): void => {
    latest = snapshot;
    note(context, `saved as snapshot ${snapshot.snapshot.id} in ${context.options.db}`);
  };
  const times = { everyMs: flags.every * 60_000, ...(flags.for === undefined ? {} : { forMs: flags.for * 1000 }) };
  const label = flags.label === undefined ? {} : { label: flags.label };
  try {
    const { signal } = interrupt;
    const close = (): Promise<void> => listener.close();
    const job = {
      flows,
      store,
      scope: [`listen ${place}`],
      now: () => context.io.now(),
      signal,
      close,
      losses: () => listener.losses,
      saved,
    };
    await runListen({ ...job, ...times, ...label });
    printEnd(context, flows, listener.losses, latest);
    return interrupt.signal.aborted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    clearInterval(progress);
    await listener.close();
    interrupt.close();
    store.close();
  }
}

const help = `
Routers and switches send what passed them to UDP port 2055 (4739 for IPFIX); configure them to send here. What is kept is a sum
by conversation, in memory that does not grow, saved every hour and at the end; runs under one --name add up. Nothing is ever sent.
UDP can be forged: listen where only the exporters can send to (--bind, --from, a firewall). What comes while a save is
under way waits, 64 MiB of it; what is lost all the same is counted.

Examples:
  map listen                                 until Ctrl-C
  map listen --port 4739 --bind 10.0.0.2     IPFIX, at one address of this machine
  map listen --from 10.0.0.1 --from 10.9.0.0/24   two routers' networks, and nobody else
  map listen --for 3600 --label "busy hour"  an hour
Exit codes: 0 done, 2 usage, 4 database, 130 ended by Ctrl-C (what was heard is saved).`;

/** `map listen`. */
export const listenCommand: CommandModule = (program, bind) => {
  program
    .command('listen')
    .description('receive NetFlow and IPFIX from routers, as evidence of who talks to whom')
    .option('--port <N>', 'UDP port', wholeNumber('--port', 1, 65_535), 2055)
    .option('--bind <ADDRESS>', 'address of this machine to listen at', '0.0.0.0')
    .option('--from <ADDRESS>', 'listen to these exporters only: an address or a network; may be given several times', repeated)
    .option('--for <SECONDS>', 'how long; until Ctrl-C without it', wholeNumber('--for', 1, 31_536_000))
    .option('--every <MINUTES>', 'save a snapshot so often', wholeNumber('--every', 1, 10_080), 60)
    .option('--name <NAME>', 'what this listening is called in the evidence', 'listen')
    .option('--label <TEXT>', 'a name for the snapshots', labelText)
    .addHelpText('after', help)
    .action(bind((context, flags: ListenFlags) => listen(context, flags)));
};
