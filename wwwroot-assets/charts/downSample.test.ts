import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Point } from './candles';
import { downSample } from './downSample';

const points = (values: readonly number[]): Point[] => values.map((value, i) => ({ time: i, value }) as Point);

test('Few points are left as they are', () => {
  const few = points([1, 2, 3]);
  assert.equal(downSample(few, 200), few);
});

test('A single deep minute among 50,000 stays visible', () => {
  const values = Array.from({ length: 50_000 }, (_, i) => 10_000 + Math.sin(i / 900) * 50);
  values[31_337] = 9_000;
  values[12_345] = 11_000;
  const thin = downSample(points(values), 200);
  assert.ok(thin.length <= 200, `${thin.length} points`);
  assert.ok(thin.some((point) => point.value === 9_000));
  assert.ok(thin.some((point) => point.value === 11_000));
});

test('First, last and the order of time are kept at every limit', () => {
  const all = points(Array.from({ length: 777 }, (_, i) => (i * 7919) % 101));
  for (const limit of [4, 5, 17, 200, 776]) {
    const thin = downSample(all, limit);
    assert.ok(thin.length <= limit, `${thin.length} of ${limit}`);
    assert.equal(thin[0], all[0]);
    assert.equal(thin.at(-1), all.at(-1));
    for (let i = 1; i < thin.length; i++) assert.ok(thin[i]!.time > thin[i - 1]!.time);
  }
});
