import type { ContainerFact } from '../../model/container-fact.ts';
import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { numberField, objectField, readJsonObjects, textField } from '../../text/json-objects.ts';
import { shownObject } from '../../text/json-wrapper.ts';
import { belongingOf, readLabels } from './container-labels.ts';
import { readPorts } from './container-ports.ts';
import { known } from './known.ts';

type Json = Readonly<Record<string, unknown>>;
type Runtime = Extract<ContainerFact['runtime'], 'docker' | 'podman'>;

const mostNetworks = 256;

/** `/web` of docker, `web`, `web,alias` of `docker ps`, or a list of podman. */
function nameOf(record: Json): string | undefined {
  const { Names: names } = record;
  const listed: unknown = Array.isArray(names) ? names[0] : names;
  const name = textField(record, 'Name') ?? (typeof listed === 'string' ? listed.split(',', 1)[0] : undefined);
  return name?.replace(/^\//, '');
}

interface Networks {
  readonly networks: readonly string[];
  readonly addresses: readonly string[];
}

/** An object by name with addresses (inspect), a list (podman ps), or names with commas (docker ps). */
function networksOf(value: unknown): Networks {
  if (typeof value === 'string') return { networks: value.split(',', mostNetworks).filter((name) => name !== ''), addresses: [] };
  if (Array.isArray(value)) {
    return { networks: value.slice(0, mostNetworks).filter((name): name is string => typeof name === 'string'), addresses: [] };
  }
  const byName = objectField({ value }, 'value');
  const networks = Object.keys(byName).slice(0, mostNetworks);
  const addresses = networks.flatMap((name) => {
    const network = objectField(byName, name);
    return [textField(network, 'IPAddress'), textField(network, 'GlobalIPv6Address')].flatMap(
      (address) => canonicalAddress(address ?? '') ?? [],
    );
  });
  return { networks, addresses: [...new Set(addresses)] };
}

/** The image as it was asked for; `Image` of inspect is the digest. */
const imageOf = (record: Json): string | undefined =>
  textField(record, 'ImageName') ?? textField(objectField(record, 'Config'), 'Image') ?? textField(record, 'Image');

function containerOf(record: Json, line: number, runtime: Runtime): ContainerFact | undefined {
  const id = textField(record, 'Id') ?? textField(record, 'ID');
  if (id === undefined || !/^[0-9a-f]{12,64}$/.test(id)) return undefined;
  const settings = 'NetworkSettings' in record ? objectField(record, 'NetworkSettings') : record;
  const { networks, addresses } = networksOf(settings['Networks']);
  const state = objectField(record, 'State');
  const pid = numberField(record, 'Pid') ?? numberField(state, 'Pid');
  const { pod, ...belonging } = belongingOf(readLabels(record['Labels'] ?? objectField(record, 'Config')['Labels']));
  return {
    fact: 'container',
    line,
    runtime,
    id,
    ...known('name', nameOf(record)),
    ...known('image', imageOf(record)),
    ...known('state', (textField(record, 'State') ?? textField(state, 'Status'))?.toLowerCase()),
    // A container that does not run has the number 0.
    ...known('pid', pid === 0 ? undefined : pid),
    ...known('addresses', addresses),
    ...known('networks', networks),
    ...known('ports', readPorts(settings, 'Ports')),
    ...known('pod', pod ?? textField(record, 'PodName')),
    ...belonging,
  };
}

const reader =
  (runtime: Runtime) =>
  (text: string): readonly Fact[] => {
    const list = factList();
    for (const item of readJsonObjects(text)) {
      const fact = item.kind === 'object' ? containerOf(item.value, item.line, runtime) : undefined;
      if (fact !== undefined) list.facts.push(fact);
      else list.skip(item.line, shownObject(item), 'not a container');
    }
    return list.facts;
  };

/**
 * Containers of Docker: objects of `docker inspect` (Engine API, ContainerInspect), of our choice of its fields, or of
 * `docker ps --format json` (docs.docker.com/reference/cli/docker/container/ls).
 */
export const parseDocker = reader('docker');

/** Containers of Podman: `podman ps --format json` (podman-ps(1)) or `podman inspect`, which looks as that of Docker. */
export const parsePodman = reader('podman');
