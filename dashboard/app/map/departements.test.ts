import { readFileSync, statSync } from 'node:fs';
import { geoArea, geoBounds, geoCentroid } from 'd3';
import type { FeatureCollection, Geometry } from 'geojson';
import { feature, mergeArcs } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const file = `${here}/departements.topo.json`;
const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology;
const object = topology.objects.departements as GeometryCollection<{ code: string }>;
const { features } = feature(topology, object) as FeatureCollection<Geometry, { code: string }>;
const codes = features.map(({ properties }) => properties.code);
const departement = (code: string) => features.find(({ properties }) => properties.code === code)!;

/** The départements of the reference table, read as text: the browser's folder imports no other. */
const known = readFileSync(`${here}/../../../seed/reference/prefectures.csv`, 'utf8')
  .split('\n')
  .filter((line) => line.includes(',departement,'))
  .map((line) => line.slice(0, line.indexOf(',')));

/** Square kilometres of a solid angle. */
const km2 = (area: number) => area * 6371 ** 2;

test('every département has one outline, under the code of the reference table', () => {
  expect(known).toHaveLength(101);
  expect(codes).toEqual(known);
});

test('an outline carries its code and nothing else: names come from the reference table', () => {
  expect(features.filter(({ properties }) => Object.keys(properties).join() !== 'code')).toEqual(
    [],
  );
});

test('each outline winds the way d3 reads it: none covers the rest of the globe', () => {
  for (const outline of features) {
    const area = geoArea(outline);
    expect(area, outline.properties.code).toBeGreaterThan(0);
    expect(area, outline.properties.code).toBeLessThan(2 * Math.PI);
  }
});

test('simplification keeps areas, small ones too', () => {
  const area = (code: string) => km2(geoArea(departement(code)));
  expect(area('75') / 105).toBeCloseTo(1, 0);
  expect(area('33') / 10_000).toBeCloseTo(1, 1);
  expect(area('973') / 83_534).toBeCloseTo(1, 1);
  const mainland = features.filter(({ properties }) => properties.code.length === 2);
  const total = mainland.reduce((sum, outline) => sum + km2(geoArea(outline)), 0);
  expect(total / 543_940).toBeCloseTo(1, 1);
});

test.each([
  ['29', -4.1, 48.2],
  ['2A', 9, 41.9],
  ['971', -61.4, 16.2],
  ['972', -61, 14.7],
  ['973', -53.2, 4],
  ['974', 55.5, -21.1],
  ['976', 45.1, -12.8],
])('%s stands where it should', (code, longitude, latitude) => {
  const [x, y] = geoCentroid(departement(code));
  expect(Math.abs(x - longitude)).toBeLessThan(0.5);
  expect(Math.abs(y - latitude)).toBeLessThan(0.5);
});

test('neighbours share their borders: nothing is left between Paris and the petite couronne', () => {
  const inner = ['75', '92', '93', '94'].map((code) => object.geometries[codes.indexOf(code)]);
  const merged = mergeArcs(topology, inner as (Polygon | MultiPolygon)[]);
  expect(merged.arcs.map((rings) => rings.length)).toEqual([1]);
});

test('the whole stays light, and inside its own bounds', () => {
  expect(statSync(file).size).toBeLessThan(120_000);
  const [[west, south], [east, north]] = geoBounds({
    type: 'FeatureCollection',
    features: features.filter(({ properties }) => properties.code.length === 2),
  });
  expect([west > -5.5, south > 41, east < 10, north < 51.5]).toEqual(Array(4).fill(true));
});
