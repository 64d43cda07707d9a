import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff, pairSnapshots } from '../../src/analysis/diff.ts';
import { indexEstate } from '../../src/analysis/estate.ts';
import { impact } from '../../src/analysis/impact.ts';
import { someSnapshot } from './arbitrary-snapshot.ts';
import { dark, host, laterScanTime, link, service, shop, snapshot } from './build-snapshot.ts';

const published = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), 'utf8'));

const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } });
ajv.addSchema(published('snapshot'), 'snapshot.schema.json');
const validators = { diff: ajv.compile(published('diff')), impact: ajv.compile(published('impact')) };

/** What is wrong with a document, as its readers get it. */
function problems(kind: keyof typeof validators, document: unknown): unknown {
  const validate = validators[kind];
  return validate(JSON.parse(JSON.stringify(document))) ? [] : validate.errors;
}

describe('the published schema', () => {
  it('of a diff describes every diff', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (one, two) => {
        expect(problems('diff', diff(pairSnapshots(one, two)))).toEqual([]);
      }),
    );
    const after = snapshot({
      header: { id: '2', takenAt: laterScanTime },
      hosts: [host('web1', { evidence: dark() }), host('sw1')],
      services: [service('sw1/snmpd', [161])],
      links: [link('sw1', 'web1')],
    });
    expect(problems('diff', diff(pairSnapshots(shop, after)))).toEqual([]);
  });

  it('of an impact describes every impact', () => {
    fc.assert(
      fc.property(someSnapshot, (random) => {
        const estate = indexEstate(random);
        for (const one of random.hosts) expect(problems('impact', impact(estate, [{ kind: 'host', host: one }]))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses what is none', () => {
    const document = diff(pairSnapshots(shop, snapshot({})));
    expect(problems('diff', { ...document, hosts: { ...document.hosts, removed: undefined } })).not.toEqual([]);
    expect(problems('diff', { ...document, services: { ...document.services, added: [{ id: 'x' }] } })).not.toEqual([]);
    expect(
      problems('impact', { format: 'map.impact', version: 1, nodes: [], affected: [{ id: 'x', kind: 'rack', name: 'x' }] }),
    ).not.toEqual([]);
  });
});
