import type { HostKind } from '../model/snapshot.ts';
import type { Rectangle } from './geometry.ts';

/** A rounded rectangle as an SVG path. */
function rounded({ x, y, width, height }: Rectangle, radius: number): string {
  const r = Math.min(radius, height / 2, width / 2);
  const arc = (dx: number, dy: number): string => `a${r},${r} 0 0 1 ${dx},${dy}`;
  const [across, down] = [width - 2 * r, height - 2 * r];
  return `M${x + r},${y}h${across}${arc(r, r)}v${down}${arc(-r, r)}h${-across}${arc(-r, -r)}v${-down}${arc(r, -r)}z`;
}

/** A rectangle whose corners are cut off by `cut` points. */
function cutCorners({ x, y, width, height }: Rectangle, cut: number): string {
  const [across, down] = [width - 2 * cut, height - 2 * cut];
  return `M${x + cut},${y}h${across}l${cut},${cut}v${down}l${-cut},${cut}h${-across}l${-cut},${-cut}v${-down}z`;
}

/** Pointed to the left and the right. */
function pointed({ x, y, width, height }: Rectangle, point: number): string {
  const half = height / 2;
  return `M${x},${y}h${width}l${point},${half}l${-point},${half}h${-width}l${-point},${-half}z`;
}

/** The outline of a card: its shape tells the kind of host, for eyes that do not tell colours apart. */
export function cardPath(kind: HostKind, place: Rectangle): string {
  switch (kind) {
    case 'server':
      return rounded(place, Math.min(8, place.height / 5));
    case 'external':
      return rounded(place, 26);
    case 'network-device':
      return cutCorners(place, Math.min(8, place.height / 4));
    case 'virtual-address':
      return pointed(place, Math.min(9, place.height / 3));
    case 'unknown':
      return rounded(place, 0);
  }
}
