import { type Point, round } from './geometry.ts';

/** The parts of graphviz's JSON that are used; everything in it is text. */
interface Answer {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos: string }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string; readonly lp?: string }[];
}

export interface AnsweredArrow {
  /** Cubic Bézier curves: 1 + 3n points. */
  readonly points: readonly Point[];
  /** Middle of the label. */
  readonly label?: Point;
}

/** What graphviz answered, with y downwards. */
export interface LayoutAnswer {
  readonly width: number;
  readonly height: number;
  /** Middle of each card, by its number. */
  readonly centres: ReadonlyMap<number, Point>;
  readonly arrows: ReadonlyMap<number, AnsweredArrow>;
}

/** The layout in graphviz's JSON output (graphviz.org, "JSON", attributes `pos`, `lp`, `bb`). */
export function parseLayoutAnswer(text: string): LayoutAnswer {
  const answer = JSON.parse(text) as Answer;
  const [left = 0, bottom = 0, right = 0, top = 0] = answer.bb.split(',').map(Number);
  const point = (pair: string): Point => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return { x: round(x - left), y: round(top - y) };
  };
  const curve = (pos: string): Point[] => {
    // `e,x,y` is the tip of the arrow, behind the last control point: the curve is drawn up to it.
    const parts = pos.split(' ');
    const tip = parts.find((part) => part.startsWith('e,'))?.slice(2);
    const points = parts.filter((part) => !part.startsWith('e,') && !part.startsWith('s,')).map(point);
    return tip === undefined ? points : [...points.slice(0, -1), point(tip)];
  };
  const arrows = (answer.edges ?? []).flatMap(({ id, pos, lp }) =>
    id === undefined || pos === undefined
      ? []
      : [[Number(id), { points: curve(pos), ...(lp !== undefined && { label: point(lp) }) }] as const],
  );
  const centres = (answer.objects ?? []).map(({ name, pos }) => [Number(name.slice(1)), point(pos)] as const);
  return { width: right - left, height: top - bottom, centres: new Map(centres), arrows: new Map(arrows) };
}
