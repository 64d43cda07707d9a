/** A link to anything but a socket: its target says which file a process has open, which is nobody's business. */
const otherTarget = /( \/proc\/\d{1,10}\/fd\/\d{1,10} -> )(?!socket:\[\d)[^\n]+/g;

/** Leaves of `find /proc … -ls` no target but sockets. */
export const cutOtherTargets = (text: string): string => text.replace(otherTarget, '$1[cut]');
