import { describe, expect, it } from 'vitest';
import { toldReferences } from '../../src/collectors/told-references.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { ReferenceFact } from '../../src/model/reference-fact.ts';
import type { TranslationFact } from '../../src/model/translation-fact.ts';

const told = (...facts: Fact[]) =>
  toldReferences([{ collector: { id: 'linux.x' }, facts }]).map(({ collector, reference }) => {
    expect(collector).toBe('linux.x');
    const { fact: _, source: __, ...rest } = reference;
    return rest;
  });

const reference = (more: Partial<ReferenceFact>): ReferenceFact => ({
  ...{ fact: 'reference', kind: 'other', host: 'h1', source: '/etc/x' },
  ...more,
});
const virtualServer: TranslationFact = {
  ...{ fact: 'translation', kind: 'virtual-server', line: 3, protocol: 'tcp' },
  original: { address: '10.0.0.100', port: 80 },
  translated: { address: '10.0.0.2', port: 8080 },
};

describe('what a host is configured to use', () => {
  it('has the port and the protocol its scheme implies', () => {
    expect(told(reference({ scheme: 'nfs' }), reference({ scheme: 'syslog' }), reference({ scheme: 'dns' }))).toEqual([
      { kind: 'other', host: 'h1', scheme: 'nfs', port: 2049 },
      { kind: 'other', host: 'h1', scheme: 'syslog', port: 514, protocol: 'udp' },
      { kind: 'other', host: 'h1', scheme: 'dns', port: 53, protocol: 'udp' },
    ]);
  });

  it('keeps what is written', () => {
    const written = { scheme: 'syslog', port: 1514, protocol: 'tcp' } as const;
    expect(told(reference(written), reference({ scheme: 'x-own' }), reference({}))).toEqual([
      { kind: 'other', host: 'h1', ...written },
      { kind: 'other', host: 'h1', scheme: 'x-own' },
      { kind: 'other', host: 'h1' },
    ]);
  });

  it('is also in its resolver and in the arguments of its processes', () => {
    const resolver = { fact: 'resolver', line: 2, nameservers: ['10.0.0.53'], search: [] } as const;
    const process = {
      fact: 'process',
      line: 7,
      pid: 9,
      args: 'java -Dspring.datasource.url=jdbc:postgresql://db1/shop',
    } as const;
    expect(told(resolver, process)).toEqual([
      { kind: 'name-service', host: '10.0.0.53', scheme: 'dns', port: 53, protocol: 'udp', line: 2 },
      expect.objectContaining({ kind: 'database', host: 'db1', port: 5432, owner: { pid: 9 }, line: 7 }),
    ]);
  });

  it('are the real servers of its virtual ones, unless those are of a whole cluster', () => {
    const upstream = { kind: 'upstream', host: '10.0.0.2', port: 8080, protocol: 'tcp', line: 3, listen: virtualServer.original };
    expect(told(virtualServer)).toEqual([upstream]);
    expect(told({ ...virtualServer, kind: 'dnat' })).toEqual([]);
    expect(told(virtualServer, { fact: 'interface', name: 'kube-ipvs0' })).toEqual([]);
  });
});
