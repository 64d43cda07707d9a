import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderCollectorsPage, replaceFailures } from '../../scripts/docs-text.ts';

const scanning = readFileSync('docs/scanning.md', 'utf8');

describe('documentation that is data in the source (npm run docs writes it)', () => {
  it('lists every command that runs on a host', () => {
    expect(readFileSync('docs/collectors.md', 'utf8')).toBe(renderCollectorsPage());
  });

  it('lists every way a target can fail', () => {
    expect(scanning).toBe(replaceFailures(scanning));
  });
});
