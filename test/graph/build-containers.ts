import type { SocketFact } from '../../src/model/fact.ts';
import type { Observation } from '../../src/model/observation.ts';

type OtherFact = Observation['facts'][number];

/** A container as docker and the kernel of its host show it. */
export interface ContainerOptions {
  readonly name: string;
  readonly pid: number;
  readonly netns: number;
  /** `172.17.0.2/16`; none where nobody looked into the namespace. */
  readonly address?: string;
  readonly program?: string;
  /** Digit the id is made of. */
  readonly id?: string;
  /** `8080:80` */
  readonly ports?: readonly string[];
  readonly more?: Partial<Extract<OtherFact, { fact: 'container' }>>;
}

/** The host's own namespace, as process 1 is in it. */
export const home: readonly OtherFact[] = [
  { fact: 'process', pid: 1, name: 'systemd' },
  { fact: 'cgroup', pid: 1, path: '/init.scope' },
  { fact: 'namespace', pid: 1, netns: 1000 },
];

/** The facts about one container: process, control group, namespace, address, and what docker says. */
export function container(options: ContainerOptions): readonly OtherFact[] {
  const { name, pid, netns, address, program = name, more = {} } = options;
  const id = (options.id ?? `${netns % 10}`).repeat(64);
  const [ip = '', prefix] = (address ?? '').split('/');
  const ports = (options.ports ?? []).map((text) => {
    const [hostPort, port] = text.split(':').map(Number);
    return { protocol: 'tcp' as const, hostPort: hostPort ?? 0, port: port ?? 0 };
  });
  return [
    { fact: 'process', pid, name: program },
    { fact: 'cgroup', pid, path: `/system.slice/docker-${id}.scope` },
    { fact: 'namespace', pid, netns },
    ...(ip === '' ? [] : [{ fact: 'address', address: ip, prefix: Number(prefix), interface: 'eth0', netns } as const]),
    { fact: 'container', runtime: 'docker', id, name, pid, state: 'running', ...(ports.length > 0 ? { ports } : {}), ...more },
  ];
}

/** The socket as a namespace shows it, without a process. */
export const inside = (netns: number, fact: SocketFact): SocketFact => ({ ...fact, netns });
