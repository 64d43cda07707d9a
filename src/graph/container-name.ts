import type { ContainerFact } from '../model/container-fact.ts';

/** What is known of a container, under the names the map uses. */
export interface NamedContainer {
  /** What runs in it, called the same when it is made anew: `shop/web` for a composition, `namespace/workload` for a pod. */
  readonly label: string;
  /** Name of the container itself. */
  readonly container: string;
  /** What the whole pod is called, of a container of Kubernetes. */
  readonly pod?: string;
  readonly image?: string;
  /** Main process, as the host numbers it. */
  readonly mainPid?: number;
}

/** Kubernetes makes its random endings of these (k8s.io/apimachinery, util/rand). */
const random = '[bcdfghjklmnpqrstvwxz2456789]';
const replicaEnding = new RegExp(`-${random}{6,10}-${random}{5}$`);

/** `Deployment/shop` is shop; of a pod `shop-7d4b9c6f5d-x2x9k` of a ReplicaSet nobody named, what does not change is left. */
function workloadOf({ workload, pod }: ContainerFact): string | undefined {
  const name = workload?.slice(workload.lastIndexOf('/') + 1);
  return name === undefined || name === '' ? pod?.replace(replicaEnding, '') : name;
}

/** The pod's namespace and workload. */
function podLabel(fact: ContainerFact): string | undefined {
  const workload = workloadOf(fact);
  if (workload === undefined) return undefined;
  return fact.namespace === undefined ? workload : `${fact.namespace}/${workload}`;
}

/** The pod, and the container where that is called otherwise: pods have more than one. */
function inPodLabel(fact: ContainerFact, pod: string | undefined): string | undefined {
  if (pod === undefined || fact.name === undefined || fact.name === workloadOf(fact)) return pod;
  return `${pod}/${fact.name}`;
}

function compositionLabel({ project, service }: ContainerFact): string | undefined {
  return service === undefined ? undefined : project === undefined ? service : `${project}/${service}`;
}

/** The first 12 digits of the id, which `docker ps` shows and control groups begin with. */
export const shortId = (id: string): string => id.slice(0, 12);

/** Names a container; nothing where it has neither name nor id. */
export function nameContainer(fact: ContainerFact): NamedContainer | undefined {
  const container = fact.name ?? (fact.id === undefined ? undefined : shortId(fact.id));
  if (container === undefined || container === '') return undefined;
  const { image, pid } = fact;
  const pod = podLabel(fact);
  return {
    label: inPodLabel(fact, pod) ?? compositionLabel(fact) ?? container,
    container,
    ...(pod === undefined ? {} : { pod }),
    ...(image === undefined ? {} : { image }),
    ...(pid === undefined || pid === 0 ? {} : { mainPid: pid }),
  };
}

/** Program and version as an image says them. */
interface ImageName {
  readonly software: string;
  readonly version?: string;
}

const versionTag = /^v?\d+(?:\.\d+){0,3}(?:-[\w.]{1,40})?$/;

/**
 * Reads `registry:5000/library/postgres:15.4@sha256:…` (OCI distribution specification, "Pulling manifests"): the last part of
 * the name, and the tag where it looks like a version. An image known by its digest alone has no name.
 */
export function readImage(image: string): ImageName | undefined {
  const [named = ''] = image.split('@');
  const last = named.slice(named.lastIndexOf('/') + 1);
  const [software = '', tag] = last.split(':');
  if (software === '' || software === 'sha256' || /^[0-9a-f]{12,64}$/.test(software)) return undefined;
  return { software, ...(tag !== undefined && versionTag.test(tag) ? { version: tag } : {}) };
}
