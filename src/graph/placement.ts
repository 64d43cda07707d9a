/** Where a control group path puts a process. */
export interface Placement {
  /** Short id as `docker ps` shows it, or the name of a system container. */
  readonly container?: string;
  /** `nginx.service` */
  readonly unit?: string;
}

const hexId = /^[0-9a-f]{64}$/;
const scopePrefixes = ['docker-', 'libpod-', 'crio-', 'cri-containerd-', 'cri-o-'] as const;

/** `docker-<id>.scope` (systemd driver) or a bare `<id>` (cgroupfs driver); pause and conmon scopes hold no service. */
function containerId(component: string): string | undefined {
  const bare = component.endsWith('.scope') ? component.slice(0, -6) : component;
  const prefix = scopePrefixes.find((candidate) => bare.startsWith(candidate));
  const id = prefix === undefined ? bare : bare.slice(prefix.length);
  return hexId.test(id) ? id.slice(0, 12) : undefined;
}

/** LXC puts the processes of a system container under `lxc.payload.NAME` (LXC 4) or `lxc/NAME`. */
function systemContainer(component: string, before: string | undefined): string | undefined {
  if (component.startsWith('lxc.payload.')) return component.slice('lxc.payload.'.length);
  return before === 'lxc' && component !== '' ? component : undefined;
}

/** Units that are a login or a manager of others, not a service. */
const isService = (component: string): boolean => component.endsWith('.service') && !component.startsWith('user@');

/**
 * Reads a control group path (cgroups(7); systemd.unit(5) for the names). The innermost container and
 * the innermost unit inside it count; slices, sessions, scopes and `user@…` are no units.
 */
export function readPlacement(path: string): Placement {
  let placement: Placement = {};
  let before: string | undefined;
  for (const component of path.split('/')) {
    const container = containerId(component) ?? systemContainer(component, before);
    if (container !== undefined) placement = { container };
    else if (isService(component)) placement = { ...placement, unit: component };
    else if (component === 'init.scope' || component.startsWith('session-')) placement = withoutUnit(placement);
    before = component;
  }
  return placement;
}

const withoutUnit = ({ container }: Placement): Placement => (container === undefined ? {} : { container });
