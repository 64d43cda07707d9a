import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { htmlExporter } from '../../src/export/html.ts';
import { plain } from '../../src/export/plain.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { hostileSnapshot, hostileTexts } from './hostile-snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--no-first-run'],
];

/** 1,200 hosts of two services each: too many services to draw. */
function largeSnapshot(): Snapshot {
  const names = Array.from({ length: 1200 }, (_, index) => `h${String(index).padStart(4, '0')}`);
  return aSnapshot({
    hosts: names.map((name, index) => aHost(name, `10.0.${index >> 8}.${index & 255}`)),
    services: names.flatMap((name) => [aService(name, 'web', [80]), aService(name, 'app', [8080])]),
    dependencies: names.map((name, index) => aDependency(`${name}/web`, `${names[(index + 7) % names.length]}/app`, 8080)),
  });
}

/** Two hosts on a switch. */
function cabledSnapshot(): Snapshot {
  const hosts = [
    aHost('web1', '10.0.0.1'),
    aHost('app1', '10.0.0.2'),
    { ...aHost('sw1', '10.0.0.3'), kind: 'network-device' as const },
  ];
  const [web, app, device] = hosts.map(({ id }) => id);
  const cable = (id: string, host = '', port: string, more = {}): Snapshot['links'][number] => ({
    ...{
      id,
      layer: 2,
      protocols: ['fdb'],
      a: { host: device ?? '', port },
      b: { host, port: 'eth0' },
      seenFrom: 'a',
      confidence: 0.9,
    },
    ...more,
  });
  const links = [cable('l1', web, '10'), cable('l2', app, '2', { stale: true })];
  return { ...aSnapshot({ hosts, services: [aService('web1', 'nginx', [80])], dependencies: [] }), links };
}

const anythingPainted = `[...document.querySelectorAll('canvas')].some((canvas) =>
  canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value !== 0))`;

interface Opened {
  readonly page: Page;
  /** Everything that must not happen: messages, errors, requests, dialogs. */
  readonly trouble: string[];
}

describe.skipIf(!existsSync(executablePath))(`the page in a browser (${executablePath})`, () => {
  let browser: Browser;
  let folder: string;
  const urls = new Map<string, string>();
  let opened: Page | undefined;

  async function write(name: string, snapshot: Snapshot): Promise<void> {
    const witnessLines = (id: string) => [
      { side: 'client', target: '10.20.0.21', collector: 'linux.ss', line: 14, text: `evidence of ${id} <b>bold</b>` } as const,
    ];
    const file = join(folder, `${name}.html`);
    writeFileSync(file, String(await htmlExporter.render({ snapshot, witnessLines })));
    urls.set(name, pathToFileURL(file).href);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'map-page-'));
    await write('sample', sampleSnapshot);
    await write('hostile', hostileSnapshot);
    await write('cabled', cabledSnapshot());
    await write('large', largeSnapshot());
    browser = await chromium.launch({ executablePath, args });
  }, 60_000);

  afterEach(() => opened?.close());

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(name: string, fragment = '', colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
    opened = page;
    const trouble: string[] = [];
    const url = urls.get(name) ?? '';
    page.on('console', (message) => trouble.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => trouble.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && request.url() !== 'data:,') trouble.push(`request: ${request.url()}`);
    });
    await page.goto(`${url}${fragment}`);
    return { page, trouble };
  }

  const heading = (page: Page): Promise<string> => page.locator('#panel h2').innerText();
  /** Goes to a place in the page as a link would. In the page's own language: the tests know no DOM types. */
  const jump = (page: Page, fragment: string) => page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  /** The map once it is painted: two pictures in a row are the same. */
  async function settled(page: Page): Promise<Buffer> {
    let last = await page.locator('#stage').screenshot();
    await expect
      .poll(
        async () => {
          const before = last;
          last = await page.locator('#stage').screenshot();
          return last.equals(before);
        },
        { timeout: 15_000 },
      )
      .toBe(true);
    return last;
  }
  const isChecked = (page: Page, id: string): Promise<boolean> => page.locator(`#${id}`).isChecked();

  it('says which port a host is plugged into, and leads to the switch and back', async () => {
    const { page, trouble } = await open('cabled', '#host=host-web1');
    await expect.poll(() => heading(page)).toBe('web1');
    const text = (await page.locator('#panel').innerText()).replaceAll('\n', ' ');
    expect(text).toContain('Plugged into eth0 sw1 port 10');
    await page.locator('#panel').getByRole('button', { name: 'sw1', exact: true }).click();
    await expect.poll(() => heading(page)).toBe('sw1');
    const ports = (await page.locator('#panel').innerText()).replaceAll('\n', ' ');
    expect(ports).toContain('Ports with a neighbor (2) port 2 app1 eth0 not looked at again port 10 web1 eth0');
    expect(trouble).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'opens without an error or a request, draws the map, and says what was not read, why, and what to do (%s)',
    async (scheme) => {
      const { page, trouble } = await open('sample', '', scheme);
      expect(await page.locator('#title').innerText()).toBe('before the move');
      expect(await page.locator('#coverage').innerText()).toContain(
        '11 of 14 targets read · 3 failed: 1 hung, 1 login-refused, 1 unanswered',
      );
      await expect.poll(() => heading(page)).toBe('How to read this map');
      const painted = await page.evaluate(anythingPainted);
      expect(painted).toBe(true);
      const text = await page.locator('#panel').innerText();
      expect(text).toContain('old1 no answer before the time-out');
      expect(text).toContain('What to do: check the user name');
      expect(text).toContain('20 arrows to or from shared infrastructure left out');
      expect(trouble).toEqual([]);
    },
  );

  it('is searched by keyboard alone: slash, words, arrows, Enter, Escape', async () => {
    const { page, trouble } = await open('sample');
    await page.keyboard.press('/');
    await page.keyboard.type('5432');
    expect(await page.locator('#results [role=option]').allInnerTexts()).toEqual([
      'service postgresql · db1 port 5432',
      'service postgresql · db2 port 5432',
    ]);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#results .active').innerText()).toContain('db2');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading(page)).toBe('postgresql');
    expect(await page.locator('#panel').innerText()).toContain('PostgreSQL 15.6');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Close');
    expect(await page.locator('#results').isHidden()).toBe(true);
    await page.fill('#search', 'no such thing');
    expect(await page.locator('#results').innerText()).toContain('Nothing found');
    await page.keyboard.press('Escape');
    await expect.poll(() => heading(page)).toBe('postgresql');
    await page.keyboard.press('Escape');
    await expect.poll(() => heading(page)).toBe('How to read this map');
    expect(trouble).toEqual([]);
  });

  it('shows a host with what it needs and who needs it, and leads on from there and back', async () => {
    const { page, trouble } = await open('sample', '#host=host-app1');
    const text = await page.locator('#panel').innerText();
    for (const part of [
      'Depends on (7)',
      'Who depends on it (3)',
      'db1 · postgresql',
      'never answered',
      'silent',
      '10.20.0.21',
      'machine-id:app1',
    ]) {
      expect(text).toContain(part);
    }
    await page.locator('#panel').getByRole('button', { name: 'db1 · postgresql' }).click();
    await expect.poll(() => heading(page)).toBe('postgresql');
    await page.goBack();
    await expect.poll(() => heading(page)).toBe('app1');
    await jump(page, '#host=host-db2');
    expect(await page.locator('#panel').innerText()).toContain(
      'The last visit failed (hung); what is shown is from 2025-03-07 09:20 UTC, 7 days before this snapshot.',
    );
    await jump(page, '#host=host-10.20.0.77');
    expect(await page.locator('#panel').innerText()).toContain('nobody logged in there');
    expect(trouble).toEqual([]);
  });

  it('opens the evidence of an arrow that is clicked on the map', async () => {
    const { page, trouble } = await open('sample');
    await page.check('#level-hosts');
    const stage = await page.locator('#stage').boundingBox();
    // Downwards between the web and the application tier, until one of their arrows is hit.
    const x = (stage?.x ?? 0) + (stage?.width ?? 0) * 0.53;
    let title = '';
    for (let share = 0.25; share < 0.75 && !title.includes('nginx → '); share += 0.01) {
      await page.mouse.click(x, (stage?.y ?? 0) + (stage?.height ?? 0) * share);
      title = await heading(page);
    }
    expect(title).toContain('nginx → ');
    const text = await page.locator('#panel').innerText();
    for (const part of [
      'Traffic was seen.',
      'was seen listening on this port',
      'certain (99 %)',
      'both ends',
      'in 3 of 3',
      '48.2 MB',
      '0.41 ms',
    ]) {
      expect(text).toContain(part);
    }
    expect(await page.locator('#panel figcaption').first().innerText()).toBe('client, 10.20.0.21: linux.ss, line 14');
    expect(await page.locator('#panel pre').first().innerText()).toMatch(/^evidence of dependency-.* <b>bold<\/b>$/);
    expect(trouble).toEqual([]);
  });

  it('shows what breaks', async () => {
    const { page, trouble } = await open('sample', '#service=service-db1-postgresql');
    await page.getByRole('button', { name: 'What breaks if this goes?' }).click();
    const lines = await page.locator('.impact li').allInnerTexts();
    expect(lines.map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'app1 · shop directly',
      'app2 · shop directly',
      'batch1 · nightly directly',
      'db2 · postgresql directly',
      'web1 · nginx through app1 · shop',
      'web2 · nginx through app1 · shop',
      'lb1 · haproxy through web1 · nginx',
      '10.20.0.77 through lb1 · haproxy',
      '198.51.100.7 through lb1 · haproxy',
      'app1 · mailer through 10.20.0.77, never answered',
    ]);
    expect(trouble).toEqual([]);
  });

  it('filters, and turns a filter back where a choice needs it', async () => {
    const { page, trouble } = await open('sample');
    const before = await settled(page);
    await page.uncheck('#showPeers');
    await expect.poll(async () => (await settled(page)).equals(before)).toBe(false);
    await page.check('#includeShared');
    expect(await page.locator('#panel').innerText()).not.toContain('shared infrastructure left out');
    await page.uncheck('#includeShared');
    await jump(page, `#arrow=${encodeURIComponent('dependency-web1-dns1/unbound-53')}`);
    await expect.poll(() => heading(page)).toBe('web1 → dns1 · unbound');
    expect(await isChecked(page, 'includeShared')).toBe(true);
    await jump(page, '#host=host-10.20.0.77');
    await expect.poll(() => heading(page)).toBe('10.20.0.77');
    expect(await isChecked(page, 'showPeers')).toBe(true);
    expect(trouble).toEqual([]);
  });

  it('draws only neighbors where that is wanted', async () => {
    const { page, trouble } = await open('sample');
    await page.check('#focus');
    await jump(page, '#host=host-cache1');
    await expect.poll(() => heading(page)).toBe('cache1');
    expect(await page.locator('#legend').innerText()).not.toContain('tried, never answered');
    await page.keyboard.press('Escape');
    await page.uncheck('#focus');
    expect(await page.locator('#legend').innerText()).toContain('tried, never answered');
    expect(trouble).toEqual([]);
  });

  it('is moved and zoomed with the keyboard and the buttons', async () => {
    const { page, trouble } = await open('sample');
    await page.focus('#stage');
    // The first key shows the ring of the focus.
    await page.keyboard.press('0');
    for (const key of ['ArrowRight', '+', 'ArrowDown', '0']) {
      const before = await settled(page);
      await page.keyboard.press(key);
      await expect.poll(async () => (await settled(page)).equals(before)).toBe(false);
    }
    for (const id of ['closer', 'farther', 'fit']) await page.click(`#${id}`);
    expect(trouble).toEqual([]);
  });

  it('keeps hostile names inert: text everywhere, nothing run, nothing fetched', async () => {
    const { page, trouble } = await open('hostile');
    for (const [index, text] of hostileTexts.entries()) {
      await jump(page, `#host=host-h${index}`);
      const wanted = plain(text.trim(), 2000) || `10.0.0.${index + 1}`;
      expect(await page.locator('#panel h2').textContent()).toBe(wanted);
    }
    await page.fill('#search', 'script');
    expect(await page.locator('#results [role=option]').count()).toBeGreaterThan(0);
    expect(await page.evaluate("'hacked' in window")).toBe(false);
    expect(await page.locator('img, iframe, object, embed, link[href]:not([rel=icon])').count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  it('opens 1,200 hosts as hosts, says so, and shows what is searched with its services', async () => {
    const { page, trouble } = await open('large');
    expect(await page.locator('#levels').innerText()).toContain('too many services to draw');
    expect(await page.locator('#panel').innerText()).toContain('This estate is large');
    expect(await isChecked(page, 'focus')).toBe(true);
    await page.keyboard.press('/');
    await page.keyboard.type('h0500');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading(page)).toBe('h0500');
    expect(await page.locator('#panel').innerText()).toContain('h0507 · app');
    expect(trouble).toEqual([]);
  });

  it('fits a narrow window', async () => {
    const { page } = await open('sample');
    await page.setViewportSize({ width: 420, height: 800 });
    const panel = await page.locator('#panel').boundingBox();
    expect(panel?.width).toBeLessThanOrEqual(420);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(420);
  });

  it('starts with the legend closed where there is little room, so that the map has most of it', async () => {
    const { page } = await open('sample');
    expect(await page.locator('#legend').getAttribute('open')).not.toBeNull();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    expect(await page.locator('#legend').getAttribute('open')).toBeNull();
    const stage = await page.locator('#stage').boundingBox();
    expect(stage?.height).toBeGreaterThan(150);
    await page.locator('#legend summary').click();
    expect(await page.locator('#legend li').first().isVisible()).toBe(true);
  });
});
