import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelAt, withLevels, type PriceLevel } from './priceLevels';

const level = (price: number, isMovable = true): { level: PriceLevel } => ({ level: { id: `at ${price}`, price, kind: 'stop', isMovable } });
const coordinate = (price: number): number | null => price > 1_000 ? null : 1_000 - price;

test('the nearest movable level within reach is taken', () => {
  const levels = [level(100), level(104), level(103, false)];
  assert.equal(levelAt(levels, 897, 6, coordinate)?.level.price, 104);
  assert.equal(levelAt(levels, 899, 6, coordinate)?.level.price, 100);
  assert.equal(levelAt(levels, 850, 6, coordinate), undefined);
});

test('what stands still or lies off the picture is not taken', () => {
  assert.equal(levelAt([level(100, false), level(2_000)], 900, 6, coordinate), undefined);
});

test('the picture grows for near levels only', () => {
  const range = { minValue: 100, maxValue: 110 };
  const levels = [95, 112, 150].map((price) => level(price).level);
  assert.deepEqual(withLevels(range, levels), { minValue: 95, maxValue: 112 });
  assert.deepEqual(withLevels(range, []), range);
});
