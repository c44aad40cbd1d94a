import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullTime, knownZone, offsetSeconds } from './wallClock';

const at = (iso: string): number => Date.parse(iso) / 1000;

test('Berlin leaves summer time at 01:00 UTC, to the second', () => {
  assert.equal(offsetSeconds('Europe/Berlin', at('2026-10-25T00:59:59Z')), 7_200);
  assert.equal(offsetSeconds('Europe/Berlin', at('2026-10-25T01:00:00Z')), 3_600);
});

test('Zones off the full hour are right', () => {
  assert.equal(offsetSeconds('Asia/Kolkata', at('2026-01-01T00:00:00Z')), 19_800);
  assert.equal(offsetSeconds('Asia/Kathmandu', at('2026-01-01T00:00:00Z')), 20_700);
});

test('A time is written on the wall clock of its zone, also across midnight', () => {
  assert.equal(fullTime('America/New_York', at('2026-11-20T02:05:00Z')), '19 Nov 2026 21:05');
  assert.equal(fullTime('UTC', at('2026-11-20T02:05:07Z')), '20 Nov 2026 02:05:07');
});

test('A zone the browser does not know becomes UTC', () => {
  assert.equal(knownZone('No/Where'), 'UTC');
  assert.equal(knownZone('Europe/Berlin'), 'Europe/Berlin');
});
