import { meaningOf, remedyOf } from '../../model/failure.ts';
import type { TargetFailure } from '../../model/snapshot.ts';
import { button, definitions, element } from './dom.ts';
import { hostName } from './estate.ts';
import type { PanelContext } from './panel-context.ts';
import { count, coverageWords, timeWords } from './wording.ts';

const terms = [
  ['Host', 'A machine, virtual or not. One host can have many addresses and names.'],
  [
    'Service',
    'A program on a host that listens for others or calls them, named after its systemd unit, container or program file.',
  ],
  ['Dependency', 'An arrow. A → B: A opens connections to B, so A needs B.'],
  ['Port', 'The number of the door at B that A knocks on, such as 443 for HTTPS.'],
  ['Evidence', 'The lines the hosts themselves printed when they were asked. Choose an arrow to read them.'],
  [
    'Shared',
    'Used by nearly everything (names, time, monitoring). Its arrows are hidden at first, because they would cover the rest.',
  ],
  [
    'Configured',
    'Written in a configuration of the client, and never seen in use: it may be a monthly job, or long forgotten. Drawn dotted.',
  ],
  ['Silent', 'A dependency seen before, but not this time although both ends were looked at. It may be a weekly job.'],
  ['Not looked at', 'Only seen as the other end of a connection. What it depends on itself is not known.'],
] as const;

function failure({ target, status, message }: TargetFailure): HTMLElement {
  return element(
    'li',
    {},
    element('strong', {}, target),
    ` ${meaningOf(status)}.`,
    element('br'),
    element('span', { class: 'quiet' }, `${message}. What to do: ${remedyOf(status)}.`),
  );
}

function unseen(context: PanelContext): Node[] {
  const { coverage, snapshot } = context.estate.snapshot;
  const withoutProcess = coverage.edges - coverage.edgesWithBothProcesses;
  const lines = [
    snapshot.interrupted === true ? 'The scan was stopped before it was done: much is missing.' : '',
    withoutProcess > 0
      ? `${withoutProcess} of ${count(coverage.edges, 'dependency', 'dependencies')} without the process at both ends.`
      : '',
    coverage.skippedLines > 0 ? `${count(coverage.skippedLines, 'line')} of output could not be read.` : '',
    ...context.notes(),
  ].filter((line) => line !== '');
  return [
    element('h3', {}, 'What was seen'),
    element('p', {}, `${coverageWords(coverage)}.`),
    ...lines.map((line) => element('p', { class: 'quiet' }, line)),
    ...(coverage.failed.length === 0
      ? []
      : [element('h3', {}, 'Not read'), element('ul', { class: 'failures' }, ...coverage.failed.map(failure))]),
  ];
}

/** From here on the whole map is an overview. */
const many = 300;

/** How many hosts are listed before the reader is sent to the search. */
const listed = 200;

function everything(context: PanelContext): HTMLElement {
  const { hosts } = context.estate.snapshot;
  const named = hosts.map(({ id }) => ({ id, name: hostName(context.estate, id) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const items = named.slice(0, listed).map(({ id, name }) =>
    element(
      'li',
      {},
      button(name, () => context.go({ kind: 'host', id }), { class: 'link' }),
    ),
  );
  const rest =
    hosts.length > listed
      ? element('p', { class: 'quiet' }, `and ${count(hosts.length - listed, 'more host', 'more hosts')}: use the search.`)
      : undefined;
  return element(
    'details',
    {},
    element('summary', {}, `All hosts (${hosts.length})`),
    element('ul', { class: 'ends' }, ...items),
    rest,
  );
}

/** What this is, how to read it, and what is not on it. */
export function aboutPanel(context: PanelContext): Node[] {
  const { takenAt, scope, toolVersion } = context.estate.snapshot.snapshot;
  return [
    element('h2', {}, 'How to read this map'),
    element(
      'p',
      {},
      'Each box is a host, each row in it a service. An arrow runs from the client to what it needs; the number is the port.',
    ),
    element('p', {}, 'Choose a box, a row or an arrow to see what is behind it. Press / to search, Escape to come back here.'),
    ...(context.estate.snapshot.hosts.length > many
      ? [element('p', {}, 'This estate is large: search for a host, a service or a port to see it with its neighbors.')]
      : []),
    ...unseen(context),
    everything(context),
    element('details', {}, element('summary', {}, 'Words used here'), definitions(terms)),
    element(
      'details',
      {},
      element('summary', {}, 'About this snapshot'),
      definitions([
        ['Taken', timeWords(takenAt)],
        ['Looked at', scope.slice(0, 50).join(', ')],
        ['Made by', `map ${toolVersion}`],
      ]),
    ),
  ];
}
