/** Bridges of docker, libvirt, CNI, podman (`cni-podman0` with CNI, `podman0` with netavark), LXC: the same addresses on every host that runs them. */
const bridges =
  /^(?:docker|virbr|cni|cbr|(?:cni-)?podman|lxcbr|lxdbr|incusbr|nerdctl)[0-9]+$|^br-[0-9a-f]{12}$|^(?:kube-bridge|lxdbr|virbr)$/;

/** Host ends of virtual cables into containers and virtual machines: they come and go. */
const ports = /^(?:veth|cali|vnet|tap|lxc|lxd|fwpr|fwln|tun)/;

/** True where the addresses on the interface mean something on this host only. */
export const isContainerBridge = (name: string): boolean => bridges.test(name);

/** True where the MAC of the interface is not the machine's own. */
export const isVirtualInterface = (name: string): boolean => name === 'lo' || bridges.test(name) || ports.test(name);
