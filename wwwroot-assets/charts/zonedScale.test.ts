import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimeScalePoint } from 'lightweight-charts';
import { ZonedScale } from './zonedScale';

type MutablePoint = { -readonly [K in keyof TimeScalePoint]: TimeScalePoint[K] };

function weights(zone: string, start: string, count: number): number[] {
  const scale = new ZonedScale();
  scale.zone = zone;
  const points = Array.from({ length: count }, (_, i) => ({ originalTime: Date.parse(start) / 1000 + i * 3600, timeWeight: 0 }) as unknown as MutablePoint);
  scale.fillWeightsForPoints(points, 0);
  return points.map((point) => point.timeWeight);
}

test('A day begins at midnight of the viewer, not of UTC', () => {
  assert.equal(weights('UTC', '2026-11-20T20:00:00Z', 6).indexOf(50), 4);
  assert.equal(weights('Europe/Berlin', '2026-11-20T20:00:00Z', 6).indexOf(50), 3);
});

test('The day with the doubled hour of autumn is 25 hours long', () => {
  const midnights = weights('Europe/Berlin', '2026-10-24T12:00:00Z', 36).flatMap((weight, i) => (weight === 50 ? [i] : []));
  assert.deepEqual(midnights, [10, 35], 'midnight is 22:00 UTC before the change and 23:00 UTC after it');
});

test('A point added later gets the same weight as in a whole set', () => {
  const scale = new ZonedScale();
  scale.zone = 'Asia/Kolkata';
  const points = Array.from({ length: 30 }, (_, i) => ({ originalTime: Date.parse('2026-11-20T00:30:00Z') / 1000 + i * 3600, timeWeight: 0 }) as unknown as MutablePoint);
  scale.fillWeightsForPoints(points, 0);
  const whole = points.map((point) => point.timeWeight);
  points[29]!.timeWeight = 0 as MutablePoint['timeWeight'];
  scale.fillWeightsForPoints(points, 29);
  assert.equal(points[29]!.timeWeight, whole[29]);
});
