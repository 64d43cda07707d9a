import { readFileSync } from 'node:fs';

/** The same file from `src/cli` and from `dist/cli`. */
const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

function versionOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'string')
    return value.version;
  throw new Error('package.json has no version');
}

/** Version of this program, as in package.json. */
export const toolVersion = versionOf(manifest);
