import { existsSync } from 'node:fs';

/**
 * A built file that belongs to the exporters: beside the compiled module, or in `dist` where the
 * sources themselves are run. Throws where the project has not been built.
 */
export function assetUrl(name: string): URL {
  const places = [new URL(`./${name}`, import.meta.url), new URL(`../../dist/export/${name}`, import.meta.url)];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${name} is missing from ${import.meta.url}: run \`npm run build\``);
  return found;
}
