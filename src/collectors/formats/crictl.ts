import type { ContainerFact } from '../../model/container-fact.ts';
import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { objectField, readJsonObjects, textField } from '../../text/json-objects.ts';
import { insideOf, shownObject } from '../../text/json-wrapper.ts';
import { belongingOf } from './container-labels.ts';
import { known } from './known.ts';
import { workloadOf } from './kubernetes-workload.ts';

type Json = Readonly<Record<string, unknown>>;
type Runtime = Extract<ContainerFact['runtime'], 'containerd' | 'cri-o'>;

/** `CONTAINER_RUNNING`, `SANDBOX_READY` of the Container Runtime Interface. */
const stateOf = (record: Json): string | undefined =>
  textField(record, 'state')
    ?.replace(/^[A-Z]{1,20}_/, '')
    .toLowerCase();

function podOf(metadata: Json, labels: Json): Pick<ContainerFact, 'pod' | 'namespace' | 'workload'> {
  const pod = textField(metadata, 'name');
  return {
    ...known('pod', pod),
    ...known('namespace', textField(metadata, 'namespace')),
    ...known('workload', pod === undefined ? undefined : workloadOf(pod, labels)),
  };
}

function containerOf(record: Json, line: number, runtime: Runtime): ContainerFact | undefined {
  const id = textField(record, 'id');
  if (id === undefined || !/^[0-9a-f]{12,64}$/.test(id)) return undefined;
  const metadata = objectField(record, 'metadata');
  const labels = objectField(record, 'labels');
  const image = objectField(record, 'image');
  const isPod = textField(metadata, 'namespace') !== undefined;
  return {
    fact: 'container',
    line,
    runtime,
    id,
    ...(isPod ? {} : known('name', textField(metadata, 'name'))),
    ...known('image', textField(image, 'userSpecifiedImage') ?? textField(image, 'image')),
    ...known('state', stateOf(record)),
    ...(isPod ? podOf(metadata, labels) : belongingOf(labels)),
  };
}

/**
 * Containers of `crictl ps -o json` and pods of `crictl pods -o json` (CRI API, ListContainersResponse and
 * ListPodSandboxResponse); which runtime answered is not in them. A pod is told as the container that holds its network.
 */
const crictlReader =
  (runtime: Runtime) =>
  (text: string): readonly Fact[] => {
    const list = factList();
    for (const item of readJsonObjects(insideOf(text, ['containers', 'items']))) {
      const fact = item.kind === 'object' ? containerOf(item.value, item.line, runtime) : undefined;
      if (fact !== undefined) list.facts.push(fact);
      else list.skip(item.line, shownObject(item), 'not a container or pod');
    }
    return list.facts;
  };

export const parseContainerd = crictlReader('containerd');
export const parseCrio = crictlReader('cri-o');
