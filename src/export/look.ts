import type { HostKind } from '../model/snapshot.ts';
import type { ArrowState, PictureNode } from './picture.ts';

/** One look for every picture, so that a reader learns it once. Colours are readable on white. */
export interface BoxLook {
  readonly fill: string;
  readonly stroke: string;
  /** What the kind is called in legends. */
  readonly name: string;
}

export const boxLooks: Readonly<Record<HostKind, BoxLook>> = {
  server: { fill: '#eef4fb', stroke: '#3b6ea5', name: 'host' },
  'network-device': { fill: '#eef7ee', stroke: '#3f7d4a', name: 'network device' },
  'virtual-address': { fill: '#fdf3e3', stroke: '#a86a13', name: 'virtual address' },
  external: { fill: '#f5effa', stroke: '#7a4fa3', name: 'outside' },
  unknown: { fill: '#f4f4f4', stroke: '#767676', name: 'not looked at' },
};

export interface NodeLook {
  readonly fill: string;
  readonly stroke: string;
  readonly text: string;
}

export const nodeLooks: Readonly<Record<PictureNode['look'], NodeLook>> = {
  service: { fill: '#ffffff', stroke: '#3b6ea5', text: '#16202c' },
  shared: { fill: '#fff8dc', stroke: '#a08b2c', text: '#16202c' },
  unnamed: { fill: '#f4f4f4', stroke: '#9a9a9a', text: '#595959' },
};

export interface ArrowLook {
  readonly colour: string;
  /** As SVG and graphviz name it. */
  readonly line: 'solid' | 'dashed' | 'dotted';
  readonly name: string;
}

export const arrowLooks: Readonly<Record<ArrowState, ArrowLook>> = {
  active: { colour: '#2f4a68', line: 'solid', name: 'traffic seen' },
  attempted: { colour: '#c0271b', line: 'dashed', name: 'tried, never answered' },
  configured: { colour: '#6b4ba1', line: 'dotted', name: 'configured, never seen' },
  silent: { colour: '#9a9a9a', line: 'solid', name: 'silent: seen before, not this time' },
};
