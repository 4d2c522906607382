import { test, expect } from '@playwright/test';
import { retryAfter } from '../../../src/model/kimi/retryAfter.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

for (const [what, headers, ms] of [
  ['seconds', { 'retry-after': '2' }, 2_000],
  ['parts of a second', { 'retry-after': '0.5' }, 500],
  ['milliseconds before seconds', { 'retry-after-ms': '150', 'retry-after': '9' }, 150],
  ['a date', { 'retry-after': 'Fri, 20 Nov 2026 12:00:05 GMT' }, 5_000],
  ['a date that is over', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
  [
    'a date by a host whose clock is an hour ahead',
    { date: 'Fri, 20 Nov 2026 13:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 13:00:04 GMT' },
    4_000,
  ],
  ['a negative number', { 'retry-after': '-5' }, 0],
  ['a reset in seconds', { 'x-ratelimit-reset': '3' }, 3_000],
  ['a reset as a time in milliseconds', { 'x-ratelimit-reset': String(now + 7_000) }, 7_000],
  ['a reset as a time in seconds', { 'x-ratelimit-reset': String(now / 1000 + 7) }, 7_000],
  ['a reset as a duration', { 'x-ratelimit-reset': '1m30s' }, 90_000],
  ['a reset in milliseconds', { 'x-ratelimit-reset': '250ms' }, 250],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['nothing', {}, undefined],
] as const) {
  test(`M3: ${what}: ${ms} ms`, () => {
    expect(retryAfter(new Headers(headers), now)).toBe(ms);
  });
}
