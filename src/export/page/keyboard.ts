import type { Stage } from './map-stage.ts';
import type { SearchBox } from './search-box.ts';

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'search';

/** `/` searches and Escape goes back everywhere; on the map the arrows move it, + and - zoom, 0 fits. */
export function listenToKeys(stage: Stage, stageElement: HTMLElement, search: SearchBox, onEscape: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape') {
      // A browser would empty the search field, which would open its list again.
      event.preventDefault();
      if (!search.close()) onEscape();
    }
  });
  const moves: ReadonlyMap<string, () => void> = new Map([
    ['ArrowLeft', () => stage.panBy(60, 0)],
    ['ArrowRight', () => stage.panBy(-60, 0)],
    ['ArrowUp', () => stage.panBy(0, 60)],
    ['ArrowDown', () => stage.panBy(0, -60)],
    ['+', () => stage.zoomBy(1.25)],
    ['-', () => stage.zoomBy(0.8)],
    ['0', () => stage.fit()],
  ]);
  stageElement.addEventListener('keydown', (event) => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves.get(event.key);
    if (move === undefined) return;
    event.preventDefault();
    move();
  });
}
