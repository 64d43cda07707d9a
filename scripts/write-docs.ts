// Writes the parts of the documentation that are data in the source: what runs on hosts, how targets
// fail. `npm run docs` writes, a test checks that nobody forgot.
import { readFileSync, writeFileSync } from 'node:fs';
import { renderCollectorsPage, replaceFailures } from './docs-text.ts';

writeFileSync('docs/collectors.md', renderCollectorsPage());
writeFileSync('docs/scanning.md', replaceFailures(readFileSync('docs/scanning.md', 'utf8')));
