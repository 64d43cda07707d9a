import { meaningOf } from '../model/failure.ts';
import type { Report, ReportTable } from '../model/report.ts';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import type { Change } from './changes.ts';
import {
  type DependencyDifference,
  type DiffDocument,
  diff,
  type HostDifference,
  type LinkDifference,
  type Pair,
  pairSnapshots,
} from './diff.ts';
import { compareText, count, portText } from './estate.ts';
import { readEnds } from './link-ends.ts';
import { isDark, isUnasked } from './sight.ts';
import { clock } from './time-text.ts';

/** The worst first: what a person at night looks for. */
const verdicts = ['removed', 'unknown', 'silent', 'changed', 'added'] as const;
type Verdict = (typeof verdicts)[number];
type Lists<T> = Readonly<Partial<Record<Verdict, readonly T[]>>>;

const inOrder = <T>(lists: Lists<T>): { verdict: Verdict; item: T }[] =>
  verdicts.flatMap((verdict) => (lists[verdict] ?? []).map((item) => ({ verdict, item })));

function valueText(value: unknown): string {
  if (value === undefined) return 'not known';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A list's change as what came and went, anything else as before and after. */
function changeText({ field, from, to }: Change): string {
  if (!Array.isArray(from) || !Array.isArray(to)) return `${field} ${valueText(from)} -> ${valueText(to)}`;
  const came = to.filter((value) => !from.includes(value)).map((value) => `+${valueText(value)}`);
  const went = from.filter((value) => !to.includes(value)).map((value) => `-${valueText(value)}`);
  return `${field} ${[...went, ...came].join(' ')}`;
}

interface Told {
  readonly changes?: readonly Change[];
  readonly firstLook?: true;
}

/** What changed, without the field that the verdict itself tells. */
function told({ changes = [], firstLook }: Told, verdict?: Verdict): string {
  const said = verdict === 'unknown' ? 'status' : verdict;
  const others = changes.filter(({ field }) => field !== said);
  return [...(firstLook === true ? ['first look at this host'] : []), ...others.map(changeText)].join('; ');
}

function hostWhat(host: HostDifference, verdict: Verdict): string {
  const status = host.evidence?.status;
  if (verdict !== 'unknown' || status === undefined || status === 'collected') return told(host);
  return [`${status}: ${meaningOf(status)}`, told(host, verdict)].filter((text) => text !== '').join('; ');
}

function dependencyWhat(dependency: DependencyDifference, verdict: Verdict): string {
  const written = dependency.state === 'configured';
  const verb = written ? 'read' : 'seen';
  const last = verdict === 'silent' || verdict === 'unknown' ? `last ${verb} ${clock(dependency.lastSeen)}` : '';
  return [written ? 'only configured' : '', last, told(dependency, verdict)].filter((text) => text !== '').join('; ');
}

/** Rows by verdict, the worst first, then by name. */
function byVerdict(a: readonly string[], b: readonly string[]): number {
  const rank = ([verdict]: readonly string[]): number => verdicts.indexOf(verdict as Verdict);
  return rank(a) - rank(b) || compareText(a.slice(1).join('\n'), b.slice(1).join('\n'));
}

const shrinks: Readonly<Record<string, number>> = { change: 0, port: 0, what: 2 };

function table(title: string, names: readonly string[], rows: readonly (readonly string[])[]): ReportTable[] {
  const columns = names.map((name) => ({
    ...{ name, shrink: shrinks[name] ?? 1 },
    ...(name === 'port' ? { align: 'right' as const } : {}),
  }));
  return rows.length === 0 ? [] : [{ title, columns, rows: rows.toSorted(byVerdict) }];
}

/** The ends of a link in the order of `map links`. */
function linkCells(hosts: Pair['to']['hosts'], link: LinkDifference): string[] {
  const text = ({ host, port = '' }: LinkDifference['a']): string =>
    `${host === link.a.host ? link.aName : link.bName} ${port}`.trim();
  return readEnds(hosts, link).map(text);
}

function tablesOf({ hosts, services, dependencies, links }: DiffDocument, { from, to }: Pair): ReportTable[] {
  const allHosts = new Map([...from.hosts, ...to.hosts]);
  return [
    ...table(
      'Hosts',
      ['change', 'host', 'what'],
      inOrder(hosts).map(({ verdict, item }) => [verdict, item.name, hostWhat(item, verdict)]),
    ),
    ...table(
      'Services',
      ['change', 'service', 'what'],
      inOrder(services).map(({ verdict, item }) => [
        verdict,
        item.hostName === item.name ? item.name : `${item.hostName}/${item.name}`,
        told(item),
      ]),
    ),
    ...table(
      'Dependencies',
      ['change', 'from', 'to', 'port', 'what'],
      inOrder(dependencies).map(({ verdict, item }) => [
        verdict,
        item.fromName,
        item.toName,
        portText(item),
        dependencyWhat(item, verdict),
      ]),
    ),
    ...table(
      'Links',
      ['change', 'a', 'b', 'what'],
      inOrder(links).map(({ verdict, item }) => [verdict, ...linkCells(allHosts, item), item.protocols.join(', ')]),
    ),
  ];
}

const labelled = ({ id, label, takenAt }: SnapshotHeader): string =>
  `${id}${label === undefined ? '' : ` (${label})`} of ${clock(takenAt)}`;

function countsOf(document: DiffDocument): { text: string; total: number } {
  let total = 0;
  const kinds = [
    ['hosts', document.hosts],
    ['services', document.services],
    ['dependencies', document.dependencies],
    ['links', document.links],
  ] as const;
  const texts = kinds.flatMap(([kind, lists]) => {
    const found: Lists<unknown> = lists;
    const parts = verdicts.flatMap((verdict) => (found[verdict]?.length ? [`${found[verdict].length} ${verdict}`] : []));
    total += Object.values(found).reduce((sum, list) => sum + (list?.length ?? 0), 0);
    return parts.length === 0 ? [] : [`${kind}: ${parts.join(', ')}`];
  });
  return { text: texts.join('. '), total };
}

/** What limits the comparison, a sentence each. */
function notesOf({ from, to }: Pair): string[] {
  const [a, b] = [from.snapshot.snapshot, to.snapshot.snapshot];
  const older = (id: string): boolean => (to.hosts.get(id)?.evidence?.at ?? '') <= (from.hosts.get(id)?.evidence?.at ?? '');
  const unasked = to.snapshot.hosts.filter((host) => isUnasked(host) && older(host.id)).length;
  const dark = to.snapshot.hosts.filter((host) => isDark(host) && isDark(from.hosts.get(host.id))).length;
  return [
    ...(unasked > 0 ? [`${count(unasked, 'host')} not in the scope of ${b.id}: what was known of them is kept`] : []),
    ...(dark > 0 ? [`${count(dark, 'host')} could not be looked at either time`] : []),
    ...(b.interrupted === true ? [`${b.id} was interrupted: hosts it did not reach are as they were known before`] : []),
    ...(a.takenAt > b.takenAt ? [`${a.id} is the newer one: what is added here was there before`] : []),
    ...(a.toolVersion === b.toolVersion
      ? []
      : [`made by different versions of map (${a.toolVersion}, ${b.toolVersion}): run map rebuild to compare like with like`]),
  ];
}

/** `map diff`: what was added, removed, fell silent, changed, or cannot be known, and what limits that. */
export function reportDiff(before: Snapshot, after: Snapshot): Report {
  const pair = pairSnapshots(before, after);
  const document = diff(pair);
  const { text, total } = countsOf(document);
  return {
    title: `Snapshot ${labelled(document.from)} -> ${labelled(document.to)}`,
    summary: [total === 0 ? 'no differences' : text, ...notesOf(pair)],
    tables: tablesOf(document, pair),
    document,
    findings: total > 0,
  };
}
