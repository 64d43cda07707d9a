import cytoscape, { type BoundingBox12, type Collection, type Core } from 'cytoscape';
import { toElements } from './elements.ts';
import type { Emphasis } from './emphasis.ts';
import { styleSheet } from './theme.ts';
import type { View } from './view.ts';

export interface StageEvents {
  readonly onNode: (subject: string, host: string) => void;
  readonly onArrow: (dependency: string) => void;
  readonly onGround: () => void;
}

/** The drawing area. Places never change: they were made at export time. */
export interface Stage {
  show(view: View, hiddenHosts: ReadonlySet<string>, hideSilent: boolean): void;
  emphasize(emphasis: Emphasis | undefined): void;
  /** Brings what was chosen into sight, large enough to read, with what is near it where that fits. */
  reveal(emphasis: Emphasis): void;
  fit(): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  recolour(isDark: boolean): void;
}

/** Below this zoom names cannot be read. */
const legible = 0.45;

const isInside = (inner: BoundingBox12, outer: BoundingBox12): boolean =>
  inner.x1 >= outer.x1 && inner.x2 <= outer.x2 && inner.y1 >= outer.y1 && inner.y2 <= outer.y2;

/** Nodes and edges that stand for one of these ids. */
function elementsOf(cy: Core, ids: ReadonlySet<string>): Collection {
  return cy.elements().filter((element) => {
    if (element.isNode()) return ids.has(element.data('subject'));
    const dependencies: readonly string[] = element.data('dependencies');
    return dependencies.some((id) => ids.has(id));
  });
}

/** Captions go with the node they lie on, rows with nothing but themselves. */
function withCaptions(cy: Core, elements: Collection): Collection {
  const owners = new Set(elements.map((element) => element.id()));
  return elements.union(cy.nodes('.caption').filter((node) => owners.has(node.data('owner'))));
}

/** A box stays readable while something in it is. */
function withBoxes(cy: Core, elements: Collection): Collection {
  const hosts = new Set(elements.nodes().map((node) => node.data('host')));
  return elements.union(cy.nodes('.box').filter((node) => hosts.has(node.data('host'))));
}

function mark(cy: Core, { chosen, near, alarm }: Emphasis): void {
  const strong = elementsOf(cy, chosen);
  const around = elementsOf(cy, near);
  const kept = withCaptions(cy, withBoxes(cy, strong.union(around).union(strong.union(around).edges().connectedNodes())));
  cy.elements().difference(kept).addClass('dim');
  strong.addClass('chosen');
  if (alarm) around.addClass('affected');
}

function hide(cy: Core, hiddenHosts: ReadonlySet<string>, hideSilent: boolean): void {
  const boxes = cy.nodes('.box, .row').filter((node) => hiddenHosts.has(node.data('host')));
  withCaptions(cy, boxes).addClass('away');
  if (hideSilent) cy.edges('.silent').addClass('away');
}

/** Opens the drawing area in `container`. */
export function openStage(container: HTMLElement, events: StageEvents, isDark: boolean): Stage {
  const cy = cytoscape({
    container,
    style: styleSheet(isDark),
    layout: { name: 'preset' },
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
    minZoom: 0.02,
    maxZoom: 3,
    // On large estates moving the picture is smoother than drawing it again.
    hideEdgesOnViewport: false,
    textureOnViewport: false,
    pixelRatio: 'auto',
  });
  cy.on('tap', 'node', ({ target }) => events.onNode(target.data('subject'), target.data('host')));
  cy.on('tap', 'edge', ({ target }) => events.onArrow(target.data('dependency')));
  cy.on('tap', ({ target }) => {
    if (target === cy) events.onGround();
  });
  cy.on('mouseover', '.box, .row, edge', () => container.classList.add('over'));
  cy.on('mouseout', '.box, .row, edge', () => container.classList.remove('over'));
  return stageOf(cy);
}

/** Shows all of these elements, no larger than `maxZoom`. Labels do not count: their size is known only once drawn. */
function frame(cy: Core, elements: Collection, padding: number, maxZoom: number): void {
  cy.resize();
  const { x1, y1, w, h } = elements.boundingBox({ includeLabels: false });
  const [width, height] = [cy.width(), cy.height()];
  const zoom = Math.min((width - 2 * padding) / Math.max(w, 1), (height - 2 * padding) / Math.max(h, 1), maxZoom);
  cy.viewport({ zoom, pan: { x: width / 2 - (x1 + w / 2) * zoom, y: height / 2 - (y1 + h / 2) * zoom } });
}

function stageOf(cy: Core): Stage {
  const middle = () => ({ x: cy.width() / 2, y: cy.height() / 2 });
  return {
    show(view, hiddenHosts, hideSilent) {
      cy.batch(() => {
        cy.elements().remove();
        cy.add(toElements(view));
        hide(cy, hiddenHosts, hideSilent);
      });
    },
    emphasize(emphasis) {
      cy.batch(() => {
        cy.elements().removeClass('dim chosen affected');
        if (emphasis !== undefined) mark(cy, emphasis);
      });
    },
    reveal({ chosen, near }) {
      const seen = (ids: ReadonlySet<string>): Collection => elementsOf(cy, ids).filter((element) => element.visible());
      const target = seen(chosen);
      if (target.empty() || (cy.zoom() >= legible && isInside(target.boundingBox(), cy.extent()))) return;
      frame(cy, target.union(seen(near)), 40, 1);
      if (cy.zoom() >= legible) return;
      cy.zoom(1);
      cy.center(target);
    },
    fit: () => {
      frame(
        cy,
        cy.elements().filter((element) => element.visible()),
        24,
        1.3,
      );
    },
    zoomBy: (factor) => {
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle() });
    },
    panBy: (x, y) => {
      cy.panBy({ x, y });
    },
    recolour: (isDark) => {
      cy.style(styleSheet(isDark));
    },
  };
}
