import { olderEvidence, stateSentence } from '../analysis/arrow-state.ts';
import { between } from '../analysis/between.ts';
import { ruleText, seenFromText } from '../analysis/direction-text.ts';
import { count, type Estate, endName, hostName, indexEstate, portText } from '../analysis/estate.ts';
import { type Node, nodeName } from '../analysis/select.ts';
import { clockAndAge } from '../analysis/time-text.ts';
import type { WitnessLine } from '../export/exporter.ts';
import type { Dependency, Snapshot } from '../model/snapshot.ts';
import type { Store } from '../store/types.ts';
import type { CommandModule, Context } from './context.ts';
import { findNode, nodeForms } from './node-lookup.ts';
import { withStore } from './open-store.ts';
import { databaseFlag, note, noteOn, noteSnapshot, printJson, shellWord } from './print.ts';
import { isSnapshotFile, readSnapshot, readStoredSnapshot, snapshotForms } from './resolve-snapshot.ts';
import { paint, sanitize, screenWidth, truncate, wrap } from './terminal.ts';
import type { LineKind, WitnessLines } from './witness-lines.ts';

interface ExplainFlags {
  readonly snapshot?: string;
}

interface Explained {
  readonly estate: Estate;
  readonly nodes: readonly [Node, Node];
  readonly dependencies: readonly Dependency[];
  readonly evidenceOf: WitnessLines;
  readonly kindOf: (line: WitnessLine) => LineKind;
  /** The command that shows the raw lines of an arrow this snapshot's scan did not see, where there is one. */
  readonly elsewhere: (dependency: Dependency) => string | undefined;
}

type Found = Omit<Explained, 'evidenceOf' | 'kindOf' | 'elsewhere'>;

const noEvidence: WitnessLines = () => [];

/** The last snapshot whose own scan saw an arrow, which is the first that was taken after that; not the one at hand. */
function lastSighting(store: Store, current: Snapshot, { id, lastSeen }: Dependency): string | undefined {
  const sawIt = (snapshot: Snapshot | undefined): boolean =>
    snapshot?.dependencies.some((dependency) => dependency.id === id && dependency.silent !== true) === true;
  return store
    .snapshots()
    .filter(({ takenAt, id: number }) => takenAt >= lastSeen && number !== current.snapshot.id)
    .find(({ id: number }) => sawIt(store.readSnapshot(number)))?.id;
}

function earlierCommand(
  context: Context,
  store: Store,
  current: Snapshot,
  texts: readonly string[],
  dependency: Dependency,
): string | undefined {
  const number = lastSighting(store, current, dependency);
  if (number === undefined) return undefined;
  return `map explain ${texts.map(shellWord).join(' ')} --snapshot ${number}${databaseFlag(context)}`;
}

/** The two ends, and whoever translated addresses between them: without these, what the ends saw does not fit together. */
function witnessTargets({ estate, nodes, dependencies }: Found): string[] {
  const between = dependencies.flatMap(({ via }) => via.flatMap((id) => estate.hosts.get(id) ?? []));
  return [...new Set([...nodes.map(({ host }) => host), ...between].flatMap(({ targets = [] }) => targets))];
}

async function explain(context: Context, texts: readonly [string, string], snapshotText = 'latest'): Promise<Explained> {
  const look = (estate: Estate): Found => {
    const tell = noteOn(context);
    const nodes = [findNode(estate, texts[0], tell), findNode(estate, texts[1], tell)] as const;
    return { estate, nodes, dependencies: between(estate, ...nodes) };
  };
  if (isSnapshotFile(snapshotText)) {
    note(context, 'the raw lines are in the database the file was exported from');
    return {
      ...look(indexEstate(await readSnapshot(context, snapshotText))),
      evidenceOf: noEvidence,
      kindOf: () => 'traffic',
      elsewhere: () => undefined,
    };
  }
  const { kindOfLine, readWitnessLines } = await import('./witness-lines.ts');
  return withStore(context, (store) => {
    const snapshot = readStoredSnapshot(context, store, snapshotText);
    const found = look(indexEstate(snapshot));
    const scope = { targets: witnessTargets(found), hosts: found.nodes.map(({ host }) => host.id) };
    const evidenceOf = found.dependencies.length === 0 ? noEvidence : readWitnessLines(store, snapshot, scope);
    const lineless = found.dependencies.filter(({ id }) => evidenceOf(id).length === 0);
    const commands = new Map(
      lineless.map((dependency) => [dependency.id, earlierCommand(context, store, snapshot, texts, dependency)]),
    );
    return { ...found, evidenceOf, kindOf: kindOfLine, elsewhere: ({ id }) => commands.get(id) };
  });
}

/** Lines of one end shown without --verbose: the tenth connection of a pool says what the first said. */
const mostLines = 3;

/** On a terminal a raw line is squeezed and cut, without --verbose: the addresses and the process come first. */
function witnessText({ target, collector, line, text }: WitnessLine, { io, options }: Context): string[] {
  const place = `    ${target}, ${collector}${line === undefined ? '' : `, line ${line}`}`;
  const width = options.verbose ? undefined : screenWidth(io.stdout);
  const raw = sanitize(text.replaceAll('\t', ' ').trimEnd());
  return [sanitize(place), width === undefined ? `      ${raw}` : truncate(`      ${raw.replace(/ +/g, ' ')}`, width)];
}

function sideText(heading: string, lines: readonly WitnessLine[], context: Context): string[] {
  if (lines.length === 0) return [];
  const shown = context.options.verbose ? lines : lines.slice(0, mostLines);
  const more = lines.length > shown.length ? [`    ${lines.length - shown.length} more with --verbose`] : [];
  return [`  ${heading}`, ...shown.flatMap((line) => witnessText(line, context)), ...more];
}

const headings: readonly (readonly [heading: string, has: (line: WitnessLine, kind: LineKind) => boolean])[] = [
  ['evidence of the client', ({ side }, kind) => side === 'client' && kind === 'traffic'],
  ['evidence of the server', ({ side }, kind) => side === 'server' && kind === 'traffic'],
  ['records of flows, by whoever was between them', (_, kind) => kind === 'flow'],
  ['configuration that says so', (_, kind) => kind === 'configuration'],
];

function evidenceText({ evidenceOf, kindOf, elsewhere: find }: Explained, dependency: Dependency, context: Context): string[] {
  const lines = evidenceOf(dependency.id);
  const elsewhere = find(dependency);
  const sides = headings.flatMap(([heading, has]) => {
    const group = lines.filter((line) => has(line, kindOf(line)));
    return sideText(heading, group, context);
  });
  if (sides.length > 0) return sides;
  if (elsewhere === undefined) return ['  evidence    no line in the evidence in use'];
  return ['  evidence    no line in the evidence in use; the lines it was seen in:', sanitize(`    ${elsewhere}`)];
}

/** Who saw it how often; of what is only configured there is nothing to count. */
function sightText(estate: Estate, dependency: Dependency): string {
  const { seenFrom, samples, state } = dependency;
  if (state === 'configured') return 'nobody: it stands in a configuration and was never seen in use';
  if (seenFrom === 'flow') return `${seenFromText[seenFrom]}; ${stateSentence(estate, dependency)}`;
  return `${seenFromText[seenFrom]}, in ${samples.seen} of ${samples.total} samples; ${stateSentence(estate, dependency)}`;
}

/** When it was seen, or read in a configuration. */
function timeLines({ state, firstSeen, lastSeen }: Dependency, now: Date): string[] {
  const verb = state === 'configured' ? 'read' : 'seen';
  return [`  first ${verb}  ${clockAndAge(firstSeen, now)}`, `  last ${verb}   ${clockAndAge(lastSeen, now)}`];
}

function explanation(explained: Explained, dependency: Dependency, context: Context): string {
  const { estate } = explained;
  const { io, color } = context;
  const { from, to, via, directionRule, connections, bytes, rttMs } = dependency;
  const now = io.now();
  const arrow = `${endName(estate, from)} -> ${endName(estate, to)}, port ${portText(dependency)}`;
  const traffic = [
    // Who counts both directions writes a record of each: the number is that of the one that has more.
    dependency.seenFrom === 'flow' ? `at most ${count(connections, 'flow record')} each way` : count(connections, 'connection'),
    ...(bytes === undefined ? [] : [count(bytes, 'byte')]),
    ...(rttMs === undefined ? [] : [`round trip ${rttMs} ms`]),
  ];
  const lines = [
    `  direction   ${ruleText[directionRule]} (${directionRule}), confidence ${dependency.confidence.toFixed(2)}`,
    `  seen from   ${sightText(estate, dependency)}`,
    ...olderEvidence(estate, dependency).map((text) => `  older       ${text}`),
    ...timeLines(dependency, now),
    ...(dependency.state === 'configured' ? [] : [`  traffic     ${traffic.join(', ')}`]),
    ...(via.length === 0 ? [] : [`  by way of   ${via.map((id) => hostName(estate, id)).join(', ')}`]),
  ].flatMap((line) => wrap(sanitize(line), screenWidth(io.stdout), ' '.repeat(14)));
  const evidence = evidenceText(explained, dependency, context);
  return `${[paint(sanitize(arrow), 'bold', color), ...lines, ...evidence].join('\n')}\n`;
}

function documentOf({ estate, nodes, dependencies, evidenceOf }: Explained): object {
  const [a, b] = nodes.map((node) => ({
    id: node.kind === 'host' ? node.host.id : node.service.id,
    kind: node.kind,
    name: nodeName(estate, node),
  }));
  const explained = dependencies.map((dependency) => ({
    ...dependency,
    fromName: endName(estate, dependency.from),
    toName: endName(estate, dependency.to),
    rule: ruleText[dependency.directionRule],
    evidence: evidenceOf(dependency.id),
  }));
  return { format: 'map.explanation', version: 1, a, b, dependencies: explained };
}

async function printExplanation(context: Context, texts: readonly [string, string], flags: ExplainFlags): Promise<undefined> {
  const explained = await explain(context, texts, flags.snapshot);
  const { estate, nodes, dependencies } = explained;
  if (context.options.json) {
    printJson(context, documentOf(explained));
    return;
  }
  const [a, b] = nodes.map((node) => sanitize(nodeName(estate, node)));
  if (dependencies.length === 0)
    context.io.stdout.write(`no arrow between ${a} and ${b} was seen or is configured, in either direction\n`);
  context.io.stdout.write(dependencies.map((dependency) => explanation(explained, dependency, context)).join('\n'));
  noteSnapshot(context, estate.snapshot);
}

const examples = `
Examples:
  map explain app1 db1
  map explain web1/nginx app1:8080 --json`;

/** `map explain A B`. */
export const explainCommand: CommandModule = (program, bind) => {
  program
    .command('explain')
    .argument('<A>', nodeForms)
    .argument('<B>', nodeForms)
    .description('why there is an arrow between two nodes, down to the raw lines')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', examples)
    .action(bind((context, a: string, b: string, flags: ExplainFlags) => printExplanation(context, [a, b], flags)));
};
