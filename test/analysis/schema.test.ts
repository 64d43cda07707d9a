import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from '../../src/analysis/coverage.ts';
import { diff, pairSnapshots } from '../../src/analysis/diff.ts';
import { indexEstate } from '../../src/analysis/estate.ts';
import { impact } from '../../src/analysis/impact.ts';
import { path } from '../../src/analysis/path/path.ts';
import { someSnapshot } from './arbitrary-snapshot.ts';
import { dark, host, laterScanTime, link, peer, service, shop, snapshot } from './build-snapshot.ts';

const published = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), 'utf8'));

const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } });
ajv.addSchema(published('snapshot'), 'snapshot.schema.json');
/** A schema with every object of its own closed, so that a key it does not name is an error. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in copy ? { ...copy, additionalProperties: false } : copy;
}

const validators = {
  diff: ajv.compile(published('diff')),
  impact: ajv.compile(published('impact')),
  path: ajv.compile(published('path')),
  coverage: ajv.compile(closed(published('coverage')) as object),
};

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

  it('of a path describes every path', () => {
    fc.assert(
      fc.property(someSnapshot, (random) => {
        const estate = indexEstate(random);
        const [first] = random.hosts;
        for (const one of random.hosts) {
          const ends = [first ?? one, one].map((host) => ({ kind: 'host', host }) as const);
          expect(problems('path', path(estate, ends[0] ?? expect.fail(), ends[1] ?? expect.fail()))).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('of coverage describes all of it, to the last key', () => {
    const line = { target: '10.0.0.2', collector: 'linux.ss', sample: 1, line: 17, text: 'what?', reason: 'not a socket' };
    const extras = { unreadable: [line, { ...line, text: '', count: 3 }], min: 80 };
    fc.assert(
      fc.property(someSnapshot, (random) => {
        for (const more of [{}, extras]) expect(problems('coverage', coverage(indexEstate(random), more))).toEqual([]);
      }),
    );
    const failed = [{ target: '10.0.0.9', status: 'hung', message: '10.0.0.9: silent' }] as const;
    const hosts = [host('web1', { evidence: dark() }), peer('p1')];
    const document = coverage(indexEstate(snapshot({ hosts, coverage: { ...shop.coverage, failed } })), extras);
    expect([document.failures, document.staleHosts, document.peers].map((list) => list.length)).toEqual([1, 1, 1]);
    expect(problems('coverage', document)).toEqual([]);
  });

  it('refuses what is none', () => {
    const covered = coverage(indexEstate(shop));
    expect(problems('coverage', { ...covered, colour: 'red' })).not.toEqual([]);
    expect(problems('coverage', { ...covered, peers: [{ id: 'x', name: 'x', kind: 'server', arrows: 1 }] })).not.toEqual([]);
    const document = diff(pairSnapshots(shop, snapshot({})));
    expect(problems('diff', { ...document, hosts: { ...document.hosts, removed: undefined } })).not.toEqual([]);
    expect(problems('diff', { ...document, services: { ...document.services, added: [{ id: 'x' }] } })).not.toEqual([]);
    expect(
      problems('impact', { format: 'map.impact', version: 1, nodes: [], affected: [{ id: 'x', kind: 'rack', name: 'x' }] }),
    ).not.toEqual([]);
  });
});
