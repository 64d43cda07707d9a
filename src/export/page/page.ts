import type { PageData } from '../page-data.ts';
import { openControls } from './controls.ts';
import { byId } from './dom.ts';
import { Explorer } from './explorer.ts';
import { fillHeader } from './header.ts';
import { listenToKeys } from './keyboard.ts';
import { foldLegend } from './legend.ts';
import { buildSearchIndex } from './search.ts';
import { openSearchBox } from './search-box.ts';
import { about } from './selection.ts';

// The block is JSON written by the exporter of the same version.
const data = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '') as PageData;
const { snapshot, views } = data;
// Before the map is fitted into what is left.
foldLegend();
const stageElement = byId('stage', HTMLElement);
const explorer = new Explorer(data, stageElement);
const { stage, estate } = explorer;

fillHeader(snapshot, () => explorer.go(about));
openControls(
  {
    services: views.some(({ level }) => level === 'services'),
    shared: views.some(({ includeShared }) => includeShared),
    configured: views.some(({ includeConfigured }) => includeConfigured),
    peers: snapshot.hosts.some(({ evidence }) => evidence === undefined),
    silent: snapshot.dependencies.some(({ silent }) => silent === true),
  },
  explorer.filters,
  (change) => explorer.filter(change),
);
const search = openSearchBox(buildSearchIndex(estate), ({ kind, id }) => {
  explorer.go({ kind, id });
  // The next Tab goes into what was found.
  byId('panel', HTMLElement).focus();
});
listenToKeys(stage, stageElement, search, () => explorer.go(about));
byId('fit', HTMLButtonElement).addEventListener('click', () => {
  explorer.go(about);
  stage.fit();
});
byId('closer', HTMLButtonElement).addEventListener('click', () => stage.zoomBy(1.25));
byId('farther', HTMLButtonElement).addEventListener('click', () => stage.zoomBy(0.8));
explorer.open();
