import type { Fact, ProcessFact, ResolverFact } from '../model/fact.ts';
import type { ToldReference } from '../model/observation.ts';
import type { ReferenceFact } from '../model/reference-fact.ts';
import type { TranslationFact } from '../model/translation-fact.ts';
import { argumentReferences } from '../text/argument-references.ts';
import { schemeOf } from '../text/connection/schemes.ts';

/** Protocol and port that a scheme implies, where the place itself does not say them. */
function complete(reference: ReferenceFact): ReferenceFact {
  const known = reference.scheme === undefined ? undefined : schemeOf(reference.scheme);
  const port = reference.port ?? known?.port;
  const protocol = reference.protocol ?? known?.protocol;
  return { ...reference, ...(port === undefined ? {} : { port }), ...(protocol === undefined ? {} : { protocol }) };
}

/** resolv.conf(5): queries go to port 53, over UDP first. */
const ofResolver = ({ line, nameservers }: ResolverFact): ReferenceFact[] =>
  nameservers.map((host) => ({
    ...{ fact: 'reference', kind: 'name-service', scheme: 'dns', host, source: '/etc/resolv.conf' },
    ...(line === undefined ? {} : { line }),
  }));

/** A virtual server of the kernel hands on what it is asked: its real servers are upstreams of the host. */
function ofVirtualServer({ kind, line, protocol, original, translated, name }: TranslationFact): ReferenceFact[] {
  const { address: host, port = original.port } = translated ?? {};
  if (kind !== 'virtual-server' || host === undefined || port === undefined || protocol === 'sctp') return [];
  const said = { ...(line === undefined ? {} : { line }), ...(protocol === undefined ? {} : { protocol }) };
  return [
    {
      ...{ fact: 'reference', kind: 'upstream', host, port, source: 'virtual server', listen: original },
      ...said,
      ...(name === undefined ? {} : { name }),
    },
  ];
}

/** On a node of Kubernetes every service of the cluster is a virtual server of every node (kube-proxy, mode ipvs). */
const isClusterNode = (facts: readonly Fact[]): boolean =>
  facts.some((fact) => fact.fact === 'interface' && fact.name === 'kube-ipvs0');

const referencesOf = (fact: Fact, inCluster: boolean): readonly ReferenceFact[] => {
  if (fact.fact === 'reference') return [complete(fact)];
  if (fact.fact === 'process') return argumentReferences(fact satisfies ProcessFact);
  if (fact.fact === 'resolver') return ofResolver(fact).map(complete);
  return fact.fact === 'translation' && !inCluster ? ofVirtualServer(fact) : [];
};

/** What one collector read. */
interface Read {
  readonly collector: { readonly id: string };
  readonly facts: readonly Fact[];
}

/**
 * What the host is configured to use: what its files say, its resolver, the arguments of its processes, and its virtual
 * servers. Protocol and port are filled in where the scheme implies them.
 */
export function toldReferences(readings: readonly Read[]): readonly ToldReference[] {
  const inCluster = readings.some(({ facts }) => isClusterNode(facts));
  return readings.flatMap(({ collector, facts }) =>
    facts.flatMap((fact) => referencesOf(fact, inCluster).map((reference) => ({ collector: collector.id, reference }))),
  );
}
