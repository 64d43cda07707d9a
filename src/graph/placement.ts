/** Where a control group path puts a process. */
export interface Placement {
  /** Short id as `docker ps` shows it, or the name of a system container or machine. */
  readonly container?: string;
  /** `nginx.service` */
  readonly unit?: string;
}

const hexId = /^[0-9a-f]{64}$/;
const scopePrefixes = [
  'docker-',
  'libpod-payload-',
  'libpod-',
  'crio-',
  'cri-containerd-',
  'cri-o-',
  'nerdctl-',
  'containerd-',
] as const;

/** The part of a name in front of a suffix; nothing where it does not end so. */
const before = (text: string, suffix: string): string | undefined =>
  text.endsWith(suffix) ? text.slice(0, -suffix.length) : undefined;

/**
 * `docker-<id>.scope` (systemd driver), a bare `<id>` (cgroupfs driver) or `…slice:cri-containerd:<id>` (systemd's way of naming,
 * made by the cgroupfs driver); pause and conmon scopes hold no service.
 */
function containerId(component: string): string | undefined {
  const bare = before(component, '.scope') ?? component;
  const prefix = scopePrefixes.find((candidate) => bare.startsWith(candidate));
  const id = prefix === undefined ? bare.slice(bare.lastIndexOf(':') + 1) : bare.slice(prefix.length);
  return hexId.test(id) ? id.slice(0, 12) : undefined;
}

/** LXC puts the processes of a system container under `lxc.payload.NAME` (LXC 4), `lxc.payload/NAME` or `lxc/NAME`. */
function systemContainer(component: string, parent: string | undefined): string | undefined {
  if (component.startsWith('lxc.payload.')) return component.slice('lxc.payload.'.length);
  return (parent === 'lxc' || parent === 'lxc.payload') && component !== '' ? component : undefined;
}

/** Names of units write other characters as `\x2d` (systemd.unit(5)). */
const unescapeUnit = (text: string): string =>
  text.replaceAll(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** libvirt numbers its machines anew with each start (virsystemd.c, `virSystemdMakeScopeName`): the name alone lasts. */
const numbered = /^(?:qemu|lxc|xen|bhyve|ch)-\d{1,9}-/;

/** A machine of systemd-machined(8): `systemd-nspawn@NAME.service`, `machine-NAME.scope`, `machine-qemu\x2d1\x2dNAME.scope`. */
function machineName(component: string): string | undefined {
  const scope = component.startsWith('machine-') ? before(component, '.scope') : undefined;
  const unit = component.startsWith('systemd-nspawn@') ? before(component, '.service') : undefined;
  const escaped = scope?.slice('machine-'.length) ?? unit?.slice('systemd-nspawn@'.length) ?? '';
  const name = unescapeUnit(escaped).replace(numbered, '');
  return name === '' ? undefined : name;
}

/** Units that are a login or a manager of others, not a service. */
const isService = (component: string): boolean => component.endsWith('.service') && !component.startsWith('user@');

/**
 * Reads a control group path (cgroups(7); systemd.unit(5) for the names), of version 1 or 2. The innermost container and
 * the innermost unit inside it count; slices, sessions, scopes and `user@…` are no units.
 */
export function readPlacement(path: string): Placement {
  let placement: Placement = {};
  let parent: string | undefined;
  for (const component of path.split('/')) {
    const container = containerId(component) ?? systemContainer(component, parent) ?? machineName(component);
    if (container !== undefined) placement = { container };
    else if (isService(component)) placement = { ...placement, unit: component };
    else if (component === 'init.scope' || component.startsWith('session-')) placement = withoutUnit(placement);
    parent = component;
  }
  return placement;
}

const withoutUnit = ({ container }: Placement): Placement => (container === undefined ? {} : { container });
