import type { Dependency, DependencyEnd } from '../../model/snapshot.ts';
import type { WitnessLine } from '../exporter.ts';
import { portText } from '../picture-arrows.ts';
import { button, definitions, element } from './dom.ts';
import { endName, hostName } from './estate.ts';
import type { PanelContext } from './panel-context.ts';
import { ageWords, byteWords, confidenceWords, count, ruleWords, seenFromWords, stateWords, timeWords } from './wording.ts';

function endButton(context: PanelContext, end: DependencyEnd): HTMLElement {
  const go = () => context.go(end.service === undefined ? { kind: 'host', id: end.host } : { kind: 'service', id: end.service });
  return button(endName(context.estate, end), go, { class: 'link' });
}

function facts(context: PanelContext, dependency: Dependency): HTMLElement {
  const { samples, via, bytes, rttMs } = dependency;
  const { takenAt } = context.estate.snapshot.snapshot;
  const written = dependency.state === 'configured';
  return definitions([
    ['Direction', ruleWords[dependency.directionRule]],
    ['How sure', confidenceWords(dependency.confidence)],
    ['Seen from', seenFromWords[dependency.seenFrom]],
    ['Samples', samples.total === 0 ? undefined : `in ${samples.seen} of ${samples.total}`],
    ['Connections', written ? undefined : count(dependency.connections, 'connection')],
    [written ? 'First read' : 'First seen', timeWords(dependency.firstSeen)],
    [written ? 'Last read' : 'Last seen', `${timeWords(dependency.lastSeen)}, ${ageWords(dependency.lastSeen, takenAt)}`],
    ['By way of', via.map((id) => hostName(context.estate, id)).join(', ')],
    ['Bytes', bytes === undefined ? undefined : byteWords(bytes)],
    ['Round trip', rttMs === undefined ? undefined : `${rttMs} ms`],
  ]);
}

function witness({ side, target, collector, line, text }: WitnessLine): HTMLElement {
  const where = `${side}, ${target}: ${collector}${line === undefined ? '' : `, line ${line}`}`;
  return element('figure', {}, element('figcaption', {}, where), element('pre', {}, text));
}

function evidence({ witnesses, witnessesCut }: PanelContext, id: string): HTMLElement {
  const lines = witnesses?.get(id) ?? [];
  if (witnesses === undefined) return element('p', { class: 'quiet' }, 'This page was made without the raw lines.');
  if (lines.length === 0) {
    const why =
      witnessesCut > 0
        ? 'Left out to keep this file small, or kept from an earlier scan'
        : 'No line of this scan; it is kept from an earlier one';
    return element('p', { class: 'quiet' }, `${why}. The command map explain shows all there is.`);
  }
  return element('div', { class: 'evidence' }, ...lines.map(witness));
}

function section(context: PanelContext, dependency: Dependency, open: boolean): HTMLElement {
  const state = dependency.silent === true ? 'silent' : dependency.state;
  return element(
    'details',
    { open },
    element('summary', {}, `Port ${portText(dependency.protocol, dependency.port)}`),
    element('p', { class: 'between' }, endButton(context, dependency.from), ' needs ', endButton(context, dependency.to)),
    element('p', { class: `state ${state}` }, stateWords[state]),
    facts(context, dependency),
    element('h3', {}, 'Evidence: what the hosts answered'),
    evidence(context, dependency.id),
  );
}

/** Why there is an arrow: every dependency it stands for, with the rule, the numbers and the raw lines. */
export function arrowPanel(context: PanelContext, chosen: Dependency): Node[] {
  const { dependencies } = context.estate;
  const others = context.sameArrow(chosen.id).flatMap((id) => {
    const dependency = dependencies.get(id);
    return dependency === undefined || id === chosen.id ? [] : [dependency];
  });
  return [
    element('p', { class: 'kind' }, 'Dependency'),
    element('h2', {}, `${endName(context.estate, chosen.from)} → ${endName(context.estate, chosen.to)}`),
    others.length === 0
      ? element('span')
      : element('p', {}, `This arrow stands for ${count(others.length + 1, 'dependency', 'dependencies')}.`),
    section(context, chosen, true),
    ...others.map((dependency) => section(context, dependency, false)),
  ];
}
