import { fileURLToPath } from 'node:url';

/** Where the recorded output of the sample in a format stands; the ending keeps linters off it. */
export const goldenFile = (name: string): string => fileURLToPath(new URL(`./golden/${name}.txt`, import.meta.url));
