import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexAt, toCandles, toPoints } from './candles';

const rows = [60, 1, 3, 0.5, 2, 10, 120, 2, 4, 1.5, 3, 20];

test('Flat rows become candles in order', () => {
  assert.deepEqual(toCandles(rows)[1], { time: 120, open: 2, high: 4, low: 1.5, close: 3, volume: 20 });
});

test('A row that is cut off is refused with its length', () => {
  assert.throws(() => toCandles(rows.slice(0, 7)), /rows of 6 numbers, got 7/);
});

test('Warm-up gaps are left out of a line', () => {
  assert.deepEqual(toPoints([60, null, 120, Number.NaN, 180, 5]), [{ time: 180, value: 5 }]);
});

test('A moment belongs to the candle that holds it', () => {
  const candles = toCandles(rows);
  assert.deepEqual([59, 60, 119, 120, 999].map((time) => indexAt(candles, time)), [-1, 0, 0, 1, 1]);
});
