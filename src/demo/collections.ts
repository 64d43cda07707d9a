import type { Collection, Section, SectionStatus } from '../model/evidence.ts';
import type { RecordedSection } from '../transports/replay/replay-script.ts';
import { type Estate, ipv4Of } from './estate/estate.ts';
import type { Machine } from './estate/machine.ts';
import { runMachines } from './estate/run-machine.ts';
import { recordHost } from './record-host.ts';
import { identOf } from './render/system.ts';
import { hostKeyOf } from './ssh-key.ts';

/**
 * The evidence a scan of the whole estate brings home, without the scan: what every host that can be looked at
 * answers, one sample each. Made one by one, because a large estate has a hundred megabytes of it.
 * @param at start and end of every visit
 */
export function* collectionsOf(estate: Estate, at: Date): Generator<Collection> {
  for (const machine of runMachines(estate)) if (machine.host.fault === undefined) yield collectionOf(machine, at);
}

function collectionOf(machine: Machine, at: Date): Collection {
  const { host, ownConnection } = machine;
  const address = ipv4Of(host);
  const [remoteAddress = '', remotePort, localAddress = '', localPort] = ownConnection.split(' ');
  const recorded = recordHost(machine);
  return {
    target: address,
    address,
    port: 22,
    origin: 'swept',
    method: 'ssh',
    startedAt: at.toISOString(),
    finishedAt: at.toISOString(),
    status: 'collected',
    session: {
      platform: 'linux',
      hostKey: hostKeyOf(host.name).fingerprint,
      user: recorded.user,
      serverIdent: `SSH-2.0-${identOf(host)}`,
      privilege: host.rights === 'sudo' ? 'sudo' : 'none',
      ownConnection: { localAddress, localPort: Number(localPort), remoteAddress, remotePort: Number(remotePort) },
    },
    sections: [...recorded.sections].flatMap(([collector, sections]) =>
      [sections].flat().map((one) => sectionOf(collector, one)),
    ),
  };
}

function sectionOf(collector: string, { stdout, stderr, exitCode }: RecordedSection): Section {
  const bytes = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? Buffer.from(text) : text);
  const status: SectionStatus = exitCode === 0 ? 'ok' : 'failed';
  const errors = stderr === undefined ? {} : { stderr: bytes(stderr) };
  return { collector, sample: 1, status, exitCode, stdout: bytes(stdout), ...errors };
}
