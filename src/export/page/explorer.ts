import type { PageData } from '../page-data.ts';
import { reflectFilters } from './controls.ts';
import { emphasisOf, impactEmphasis } from './emphasis.ts';
import { type Estate, indexEstate } from './estate.ts';
import { focusView } from './focus.ts';
import { affectedBy } from './impact.ts';
import { fillLegend } from './legend.ts';
import { openStage, type Stage } from './map-stage.ts';
import { drawnWith, neededFilters } from './needed-filters.ts';
import { fillPanel } from './panel.ts';
import type { PanelContext } from './panel-context.ts';
import { about, fromFragment, type Selection, toFragment } from './selection.ts';
import { type Filters, toView, type View } from './view.ts';

const darkScheme = matchMedia('(prefers-color-scheme: dark)');

/** Larger maps are for an overview: what is chosen is drawn alone with its neighbors. */
const overview = 300;

function firstFilters({ views, includeShared, includeConfigured }: PageData): Filters {
  const level = views.some((view) => view.level === 'services') ? 'services' : 'hosts';
  const boxes = (views[0]?.corners.length ?? 0) / 2;
  return { level, includeShared, includeConfigured, showPeers: true, showSilent: true, focus: boxes > overview };
}

/** The view of a choice, or one with less in it where that does not exist. */
function viewFor(data: PageData, filters: Filters): View {
  const less = [{}, { includeConfigured: false }, { includeShared: false }, { includeShared: false, includeConfigured: false }];
  const [view] = less.flatMap((change) => toView(data, { ...filters, ...change }) ?? []);
  if (view === undefined) throw new Error(`the page has no view of ${filters.level}`);
  return view;
}

/** The map and the panel beside it: both follow one selection and one set of filters. */
export class Explorer {
  readonly estate: Estate;
  readonly stage: Stage;
  readonly #data: PageData;
  readonly #context: PanelContext;
  #filters: Filters;
  readonly #peers: ReadonlySet<string>;
  /** The map of everything, and what is drawn now: that map, or a part of it. */
  #whole: View;
  #view: View;
  #look = JSON.stringify([true, true]);
  #selection: Selection = about;

  constructor(data: PageData, container: HTMLElement) {
    this.#data = data;
    this.estate = indexEstate(data.snapshot);
    this.#filters = firstFilters(data);
    this.#whole = viewFor(data, this.#filters);
    this.#view = this.#whole;
    this.#peers = new Set(data.snapshot.hosts.filter(({ evidence }) => evidence === undefined).map(({ id }) => id));
    this.stage = openStage(container, this.#stageEvents(), darkScheme.matches);
    this.#context = this.#panelContext();
    darkScheme.addEventListener('change', ({ matches }) => this.stage.recolour(matches));
    window.addEventListener('hashchange', () => this.#select(fromFragment(location.hash, this.estate)));
  }

  /** Draws the map for the first time. Last of all: what stands around the map decides how large it is. */
  open(): void {
    fillLegend(this.#view.picture);
    fillPanel(this.#context, this.#selection);
    this.stage.show(this.#view, new Set(), false);
    this.stage.fit();
    this.#select(fromFragment(location.hash, this.estate));
  }

  get filters(): Filters {
    return this.#filters;
  }

  /** Goes to a selection: the address of the page changes, so that Back returns. */
  go(selection: Selection): void {
    const fragment = toFragment(selection);
    if (fragment === location.hash) this.#select(selection);
    else if (fragment !== '') location.hash = fragment;
    else {
      history.pushState(null, '', location.pathname + location.search);
      this.#select(selection);
    }
  }

  /** Draws the map with other filters, the selection kept. */
  filter(change: Partial<Filters>): void {
    const before = this.#filters;
    this.#filters = { ...before, ...change };
    const choices = ['level', 'includeShared', 'includeConfigured'] as const;
    if (choices.some((name) => before[name] !== this.#filters[name])) this.#whole = viewFor(this.#data, this.#filters);
    this.#redraw();
    this.#emphasize();
    // The overview says what the picture leaves out.
    if (this.#selection.kind === 'about') fillPanel(this.#context, this.#selection);
  }

  #select(selection: Selection): void {
    this.#selection = selection;
    const needed = this.#filters.focus ? {} : neededFilters(selection, this.#whole, this.estate);
    if (Object.keys(needed).length > 0) {
      this.filter(needed);
      reflectFilters(this.#filters);
    } else {
      this.#redraw();
      this.#emphasize();
    }
    fillPanel(this.#context, selection);
  }

  #emphasize(): void {
    const emphasis = emphasisOf(this.estate, this.#view, this.#selection);
    this.stage.emphasize(emphasis);
    if (emphasis !== undefined) this.stage.reveal(emphasis);
  }

  /** Another view has other places and is shown whole; the same view stays where the reader has moved it. */
  #redraw(): void {
    const { focus, showPeers, showSilent } = this.#filters;
    const focused = focus ? focusView(this.estate, this.#selection) : undefined;
    const view = focused ?? this.#whole;
    const hidden = focused === undefined && !showPeers ? this.#peers : new Set<string>();
    const look = JSON.stringify([showPeers, showSilent]);
    if (view === this.#view && look === this.#look) return;
    const moved = view !== this.#view;
    this.#view = view;
    this.#look = look;
    this.stage.show(view, hidden, !showSilent);
    fillLegend(view.picture);
    if (moved) this.stage.fit();
  }

  #stageEvents(): Parameters<typeof openStage>[1] {
    return {
      onNode: (subject, host) =>
        this.go(this.estate.services.has(subject) ? { kind: 'service', id: subject } : { kind: 'host', id: host }),
      onArrow: (id) => this.go({ kind: 'arrow', id }),
      onGround: () => this.go(about),
    };
  }

  #panelContext(): PanelContext {
    const { witnesses, witnessesCut } = this.#data;
    return {
      estate: this.estate,
      witnesses: witnesses && new Map(witnesses),
      witnessesCut,
      notes: () => this.#whole.picture.notes,
      go: (selection) => this.go(selection),
      sameArrow: (dependency) => drawnWith(this.#view, dependency) ?? [dependency],
      showImpact: (keys) => {
        const affected = affectedBy(this.estate, keys);
        // Who is affected may be anywhere: on the map of everything.
        if (this.#filters.focus) this.filter({ focus: false });
        reflectFilters(this.#filters);
        this.stage.emphasize(impactEmphasis(this.estate, this.#view, keys, affected));
        this.stage.fit();
        return affected;
      },
    };
  }
}
