import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { textSection } from '../src/collectors/readers.ts';
import { collectors } from '../src/collectors/registry.ts';
import { textFormats } from '../src/collectors/texts/registry.ts';
import { decodeBytes } from '../src/text/decode.ts';
import { type Figure, type FigureRow, median } from './bench-figure.ts';
import { networkGrowth } from './bench-growth-network.ts';

interface Parser {
  readonly id: string;
  parse(text: string): readonly unknown[];
}

const mebibyte = 2 ** 20;
const small = mebibyte;
const large = 8 * mebibyte;
/** One very large output of each of the tables that get large. */
const huge = 100 * mebibyte;
const hugeOnes = ['linux.ss', 'linux.netstat', 'linux.proc-net', 'linux.ps'];

const root = new URL('../fixtures/', import.meta.url);

/** The longest recorded output of a parser. */
function longestFixture(id: string): string {
  const folder = new URL(`${id}/`, root);
  if (!existsSync(folder)) return '';
  const raws = readdirSync(folder).filter((name) => name.endsWith('.raw'));
  const texts = raws.map((name) => decodeBytes(readFileSync(new URL(name, folder))));
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

const repeated = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** CPU seconds of one parse, in this process. */
function secondsOf({ parse }: Parser, text: string): number {
  const started = process.cpuUsage();
  parse(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

interface Growth {
  readonly id: string;
  /** Megabytes a second of CPU on the larger text. */
  readonly speed: number;
  /** Time a byte on the larger text, as a multiple of that on the smaller one: 1 is linear, 8 is quadratic. */
  readonly factor: number;
}

function growthOf(parser: Parser): Growth | undefined {
  const fixture = longestFixture(parser.id);
  if (fixture.trim() === '') return undefined;
  const [few, many] = [repeated(fixture, small), repeated(fixture, large)];
  secondsOf(parser, few);
  const first = median([1, 2, 3].map(() => secondsOf(parser, few)));
  const second = secondsOf(parser, many);
  return { id: parser.id, speed: large / 1e6 / second, factor: second / first / (large / small) };
}

function hugeRow(id: string): FigureRow[] {
  const parser = collectors.find((one) => one.id === id);
  if (parser === undefined) throw new Error(`there is no collector ${id}`);
  const fixture = longestFixture(id);
  const [few, all] = [repeated(fixture, large), repeated(fixture, huge)];
  const before = median([1, 2, 3].map(() => secondsOf(parser, few)));
  const seconds = secondsOf(parser, all);
  return [{ name: `${id}, 100 MiB`, values: [huge / 1e6 / seconds, seconds / before / (huge / large)] }];
}

const slowest = 8;

/** Whether reading takes time in proportion to what is read: every parser there is, on its own recorded output repeated. */
export async function measureGrowth(): Promise<Figure> {
  const parsers: Parser[] = [
    ...collectors,
    ...textFormats.map((format) => ({ id: textSection(format.id), parse: format.parse })),
  ];
  const growths = parsers.flatMap((parser) => growthOf(parser) ?? []);
  const worst = growths.toSorted((a, b) => b.factor - a.factor).slice(0, slowest);
  const factors = growths.map(({ factor }) => factor);
  return {
    title: `${growths.length} parsers on 1 MiB and on 8 MiB of the same`,
    columns: ['MB/s of CPU', 'time a byte, times that of the smaller text'],
    rows: [
      { name: 'median of all', values: [median(growths.map(({ speed }) => speed)), median(factors)] },
      ...worst.map(({ id, speed, factor }) => ({ name: id, values: [speed, factor] })),
      ...hugeOnes.flatMap(hugeRow),
      ...networkGrowth(),
    ],
    notes: [
      `1 is linear; shown are the ${slowest} that grow most, and 100 MiB beside 8 MiB of the tables that get large; tables of network devices and maps of many of them beside an eighth of that`,
    ],
  };
}
