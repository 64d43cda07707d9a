import type { IdentityKind } from '../model/identity-kind.ts';
import { isIdentityMac } from './identity-values.ts';
import type { Traits } from './traits.ts';

type Evidence = IdentityKind | 'mac' | 'address' | 'target' | 'name';

interface Weight {
  /** Points where both sides know it and share a value. */
  readonly agree: number;
  /** Points where both sides know it and share none. */
  readonly differ: number;
  readonly because: string;
}

/** What each piece of evidence is worth. No single one decides: every one of them is shared or changed by somebody. */
const weights: Readonly<Record<Evidence, Weight>> = {
  mac: { agree: 40, differ: -35, because: 'unique on its network, and a machine rarely gets all new cards' },
  'machine-id': { agree: 30, differ: -50, because: 'one an installation; clones and bind-mounting containers share it' },
  'host-key': { agree: 25, differ: -5, because: 'one an installation; clones share it, administrators renew it' },
  address: { agree: 25, differ: -10, because: 'one host at a time, but it moves to the replacement' },
  target: { agree: 20, differ: 0, because: 'the operator calls it the same; hosts are replaced behind a name' },
  'smbios-uuid': { agree: 20, differ: -40, because: 'one a board or virtual machine; every container on it shows it' },
  'boot-id': { agree: 20, differ: 0, because: 'one a running kernel, its containers included; new after a reboot' },
  'smbios-serial': { agree: 15, differ: -20, because: 'often junk; blades may show their chassis' },
  'instance-id': { agree: 40, differ: -50, because: 'one a machine for as long as it lives in a cloud' },
  'device-serial': {
    agree: 30,
    differ: -35,
    because: 'one a chassis; the members of a stack answer with the first, which may change',
  },
  'chassis-id': { agree: 30, differ: -10, because: 'one a bridge, but some devices tell that of any of their ports' },
  'engine-id': { agree: 25, differ: -5, because: 'one an agent; cloned configurations share it, a new installation has another' },
  name: { agree: 15, differ: -10, because: 'renamed now and then, and not unique' },
};

type Verdict = 'agree' | 'differ' | 'unknown';

const sharesAny = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  for (const value of few) if (many.has(value)) return true;
  return false;
};

function compareSets(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): Verdict {
  if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return 'unknown';
  return sharesAny(a, b) ? 'agree' : 'differ';
}

/** Of both only what tells one machine from another, unless one has nothing else: then sharing it says nothing either way. */
function compareMacs(a: Traits, b: Traits): Verdict {
  const verdict = compareSets(a.macs, b.macs);
  if (verdict !== 'agree') return verdict;
  const [own, others] = [a, b].map(({ macs }) => new Set([...macs].filter(isIdentityMac)));
  return compareSets(own, others);
}

function compareAddresses(a: Traits, b: Traits): Verdict {
  const own = compareSets(a.addresses, b.addresses);
  if (own !== 'unknown') return own;
  return sharesAny(a.reachedAt, b.reachedAt) ? 'agree' : 'unknown';
}

function compareAll(a: Traits, b: Traits): Record<Evidence, Verdict> {
  const identity = (kind: IdentityKind): Verdict => compareSets(a.identity.get(kind), b.identity.get(kind));
  return {
    mac: compareMacs(a, b),
    'machine-id': identity('machine-id'),
    'host-key': identity('host-key'),
    address: compareAddresses(a, b),
    target: sharesAny(a.targets, b.targets) ? 'agree' : 'unknown',
    'smbios-uuid': identity('smbios-uuid'),
    'boot-id': identity('boot-id'),
    'smbios-serial': identity('smbios-serial'),
    'instance-id': identity('instance-id'),
    'device-serial': identity('device-serial'),
    'chassis-id': identity('chassis-id'),
    'engine-id': identity('engine-id'),
    name: compareSets(a.names, b.names),
  };
}

/**
 * Evidence that one cause makes agree together is counted once, by the strongest that agrees. Each
 * further agreement is worth a point, so that of two candidates the same one always wins.
 */
const correlated: readonly (readonly Evidence[])[] = [
  ['boot-id', 'smbios-uuid', 'smbios-serial'],
  ['address', 'target'],
];

function scoreOf(verdicts: Record<Evidence, Verdict>): number {
  const points = (evidence: Evidence): number => {
    const verdict = verdicts[evidence];
    return verdict === 'unknown' ? 0 : weights[evidence][verdict];
  };
  const alone = (Object.keys(weights) as Evidence[]).filter((evidence) => !correlated.some((group) => group.includes(evidence)));
  const grouped = correlated.map((group) => {
    const all = group.map(points);
    const further = Math.max(0, all.filter((value) => value > 0).length - 1);
    return Math.max(0, ...all) + Math.min(0, ...all) + further;
  });
  return [...alone.map(points), ...grouped].reduce((sum, value) => sum + value, 0);
}

/**
 * How alike two descriptions are, in points; nothing where they cannot be one host.
 * A container or network namespace with its own sshd shows the kernel of its host but another card:
 * one boot id with other MACs is never one host.
 */
export function likeness(a: Traits, b: Traits): number | undefined {
  const verdicts = compareAll(a, b);
  if (verdicts['boot-id'] === 'agree' && verdicts.mac === 'differ') return undefined;
  return scoreOf(verdicts);
}

/**
 * The same for two visits of one scan, which must agree on much more: a machine does not reboot, move
 * or change its cards in between, and what clones and containers share is not enough without an
 * address, MAC or name in common.
 */
export function likenessNow(a: Traits, b: Traits): number | undefined {
  const verdicts = compareAll(a, b);
  if (verdicts['boot-id'] === 'differ' || verdicts.mac === 'differ' || verdicts.address === 'differ') return undefined;
  const placed = verdicts.mac === 'agree' || verdicts.address === 'agree' || verdicts.name === 'agree';
  return placed ? scoreOf(verdicts) : undefined;
}

/** Points from which two visits of one scan are one host. */
export const sameScanThreshold = 25;

/** Points from which a host is one of the snapshot before, or one whose last evidence is older. */
export const acrossTimeThreshold = { unclaimed: 20, claimed: 40 } as const;
