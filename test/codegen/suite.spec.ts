/** A spec that is written for a suite says nothing that the suite says already. */
import { expect, test } from '@playwright/test';
import { renderSpec } from '../../src/codegen/spec.ts';
import type { SuiteStyle } from '../../src/codegen/suiteStyle.ts';
import type { Scenario } from '../../src/core/scenario.ts';
import { lintSpecs } from '../support/lintSpecs.ts';
import { click, runByHand, the, typed, verified } from '../support/runByHand.ts';
import { scenarioOf } from '../support/runStart.ts';
import { CASES, runOfCase } from './cases.ts';

const ALONE: SuiteStyle = { folder: '/suite/e2e', language: 'ts', use: {} };

function written(suite: Partial<SuiteStyle>, more: Partial<Scenario> = {}): string {
  const scenario = scenarioOf(['Go about'], {
    url: 'http://127.0.0.1:4173/shop/start',
    vars: { user: 'alice' },
    ...more,
  });
  const run = runByHand(scenario, {
    '1': [
      { kind: 'navigate', url: '/orders?page=2' },
      { kind: 'navigate', url: 'next' },
      { kind: 'navigate', url: 'of/{{user}}' },
      { kind: 'navigate', url: 'https://elsewhere.test/' },
      click({ locator: "getByTestId('save')" }),
      typed('{{user}}', the('textbox', 'Name')),
      verified({ check: 'url', url: 'http://127.0.0.1:4173/orders?page=2' }),
      verified({ check: 'url', url: 'http://127.0.0.1:4173/orders/*' }),
      verified({ check: 'url', url: '/orders/{{user}}' }),
    ],
  });
  return renderSpec(run, { uploads: {}, suite: { ...ALONE, ...suite } });
}

test('no address of it holds the suite’s own origin', () => {
  const spec = written({ baseURL: 'http://127.0.0.1:4173/shop/' });

  expect(spec).not.toContain('127.0.0.1');
  expect([...spec.matchAll(/goto\((.*)\);/g)].map(([, address]) => address)).toEqual([
    "'/shop/start'",
    "'/orders?page=2'",
    "'/shop/next'",
    '`/shop/of/${user}`',
    "'https://elsewhere.test/'",
  ]);
  expect(spec).toContain("toHaveURL('/orders?page=2')");
  expect(spec).toContain(String.raw`toHaveURL(/^https?:\/\/[^/]+\/orders\/.*$/)`);
});

test('another origin than the suite’s stays whole', () => {
  expect(written({ baseURL: 'http://localhost:3000' })).toContain("goto('http://127.0.0.1:4173/shop/start')");
});

test('options that the suite sets to the same are left out, and what it sets otherwise is set back', () => {
  const use = { viewport: { width: 800, height: 600 }, locale: 'de-DE', testIdAttribute: 'data-qa' };
  const mine: Partial<Scenario> = {
    use: { browser: 'chromium', viewport: use.viewport, locale: 'de-DE', testIdAttribute: 'data-qa' },
  };
  const plain: Partial<Scenario> = { use: { browser: 'chromium', viewport: { width: 1280, height: 720 } } };

  expect(written({ use }, mine)).not.toContain('test.use(');
  expect(written({ use: {} }, mine)).toContain("locale: 'de-DE', testIdAttribute: 'data-qa' });");
  expect(written({ use: { ...use, storageState: 'x' } }, plain)).toContain(
    [
      'test.use({',
      '  viewport: { width: 1280, height: 720 },',
      '  storageState: { cookies: [], origins: [] },',
      "  testIdAttribute: 'data-testid',",
      '});',
    ].join('\n'),
  );
});

test('in JavaScript it has no types, and is as Playwright’s ESLint plugin wants it', async () => {
  const texts = Object.fromEntries(
    Object.entries(CASES).map(([name, each]) => [
      `${name}.spec.js`,
      renderSpec(runOfCase(each), { uploads: each.uploads ?? {}, suite: { ...ALONE, language: 'js' } }),
    ]),
  );

  const all = Object.values(texts).join('\n');

  expect(await lintSpecs(texts)).toEqual([]);
  expect(all).not.toMatch(/@ts-ignore|: Download|: Buffer\[\]|text: string|\btype Download/);
  expect(all).toContain('function escapeRegExp(text) {');
});
