/**
 * The page without its data: fixed text only, nothing in it comes from a host. The ids are what the
 * script in `page/` looks for.
 */
export const pageShell = `
<header>
  <div class="brand"><strong id="title"></strong><span id="counts"></span></div>
  <button type="button" id="coverage" class="coverage" title="What was seen, and what was not"></button>
</header>
<nav aria-label="Search and filters">
  <div class="search">
    <input id="search" type="search" placeholder="Search name, address, port, process    ( / )" autocomplete="off" spellcheck="false"
      role="combobox" aria-label="Search hosts and services" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
    <ul id="results" role="listbox" aria-label="Search results" hidden></ul>
  </div>
  <fieldset id="levels"><legend>Show</legend></fieldset>
  <fieldset id="filters"><legend>Also show</legend></fieldset>
</nav>
<main>
  <section class="map" aria-label="Map">
    <div id="stage" tabindex="0" role="img" aria-label="Map of hosts and services. Use the search or the lists beside it to move without a mouse."></div>
    <footer>
      <details id="legend" open><summary>Legend</summary></details>
      <div class="zoom">
        <button type="button" id="fit" title="Show the whole map">Whole map</button>
        <button type="button" id="closer" aria-label="Zoom in" title="Zoom in">+</button>
        <button type="button" id="farther" aria-label="Zoom out" title="Zoom out">−</button>
      </div>
    </footer>
  </section>
  <aside id="panel" tabindex="-1" aria-label="Details"></aside>
</main>
<noscript><p>This map is drawn by a script inside this file. Nothing is loaded from the network; allow scripts for this file to see it.</p></noscript>
`;
