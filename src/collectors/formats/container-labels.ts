import type { ContainerFact } from '../../model/container-fact.ts';
import { textField } from '../../text/json-objects.ts';
import { known } from './known.ts';
import { workloadOf } from './kubernetes-workload.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the labels of a container or a pod tell of where it belongs. */
export type Belonging = Pick<ContainerFact, 'pod' | 'namespace' | 'workload' | 'project' | 'service'>;

const firstOf = (labels: Json, keys: readonly string[]): string | undefined =>
  keys.map((key) => textField(labels, key)).find((value) => value !== undefined && value !== '');

/** Labels as an object, or as `docker ps` prints them: `key=value,key=value`. */
export function readLabels(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  if (typeof value !== 'string') return {};
  const pairs = value.split(',', 1_000).flatMap((part) => {
    const at = part.indexOf('=');
    return at < 1 ? [] : [[part.slice(0, at), part.slice(at + 1)] as const];
  });
  return Object.fromEntries(pairs);
}

/**
 * Labels of Docker Compose, podman-compose, Docker Swarm (`docker stack`) and the kubelet
 * (k8s.io/kubelet/pkg/types).
 */
export function belongingOf(labels: Json): Belonging {
  const pod = firstOf(labels, ['io.kubernetes.pod.name']);
  return {
    ...known('pod', pod),
    ...known('namespace', firstOf(labels, ['io.kubernetes.pod.namespace'])),
    ...known('workload', pod === undefined ? undefined : workloadOf(pod, labels)),
    ...known(
      'project',
      firstOf(labels, ['com.docker.compose.project', 'io.podman.compose.project', 'com.docker.stack.namespace']),
    ),
    ...known(
      'service',
      firstOf(labels, ['com.docker.compose.service', 'io.podman.compose.service', 'com.docker.swarm.service.name']),
    ),
  };
}
