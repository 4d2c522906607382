import { test, expect } from '@playwright/test';
import { HOSTS } from '../../../src/model/kimi/hosts.ts';
import { parsePrice, priceOf, usdOf } from '../../../src/model/kimi/prices.ts';

const usage = { prompt: 1_000_000, cached: 400_000, completion: 100_000 };

for (const [host, baseURL, model, usd] of [
  ['moonshot', 'https://api.moonshot.ai/v1', 'kimi-k2.5', 0.6 * 0.6 + 0.4 * 0.1 + 0.1 * 3],
  ['moonshot', 'https://api.moonshot.ai/v1', 'kimi-k2.6', 0.6 * 0.95 + 0.4 * 0.16 + 0.1 * 4],
  ['moonshot', 'https://api.moonshot.ai/v1', 'kimi-k3', 0.6 * 3 + 0.4 * 0.3 + 0.1 * 15],
  ['together', 'https://api.together.ai/v1', 'moonshotai/Kimi-K2.5', 0.5 + 0.1 * 2.8],
] as const) {
  test(`${model} at ${host} costs what the host lists, cached tokens at their own price`, () => {
    const price = priceOf(HOSTS[host].prices, baseURL, model);

    expect(price && usdOf(price, usage)).toBeCloseTo(usd, 6);
  });
}

for (const [why, host, baseURL, model] of [
  ['a model that is not listed', 'moonshot', 'https://api.moonshot.ai/v1', 'kimi-k2.7-code'],
  ['the site that bills yuan', 'moonshot', 'https://api.moonshot.cn/v1', 'kimi-k2.5'],
  ['a gateway in between', 'moonshot', 'https://gateway.example.com/v1', 'kimi-k2.5'],
  ['a server of one’s own', 'generic', 'http://127.0.0.1:8000/v1', 'kimi-k2.5'],
] as const) {
  test(`${why} has no price`, () => {
    expect(priceOf(HOSTS[host].prices, baseURL, model)).toBeUndefined();
  });
}

test('a price of one’s own is three numbers', () => {
  expect(parsePrice('0.6/0.1/3')).toEqual({ prompt: 0.6, prompt_cached: 0.1, completion: 3 });
  expect(parsePrice(' 1 / 0 / .5 ')).toEqual({ prompt: 1, prompt_cached: 0, completion: 0.5 });
});

for (const written of [
  '',
  '0.6',
  '0.6/0.1',
  '0.6/0.1/3/1',
  '0.6/0.1/x',
  '-1/0/0',
  '1e3/0/0',
  'NaN/0/0',
  '1//2',
  '0,6/0,1/3',
])
  test(`${JSON.stringify(written)} is no price`, () => {
    expect(() => parsePrice(written)).toThrow(/Expected --price to be IN\/CACHED\/OUT .*such as 0\.6\/0\.1\/3, got/);
  });
