import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type { Target } from '../../src/core/action.ts';
import { renderIndex } from '../../src/report/renderIndex.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { HOSTILE } from '../support/hostileStrings.ts';
import { tale } from './hostileTale.ts';
import { expectation, Story } from './story.ts';

/** Each string in every place that a page, a model, a scenario or a torn journal can fill. */
function hostileStory(texts: readonly string[] = HOSTILE): Story {
  const all = texts.join(' ');
  const story = new Story(
    texts.map((text, at) => expectation(String(at + 1), text)),
    {
      model: all,
      id: all,
      startedAt: all,
      warnings: [...texts],
      scenario: { name: all, file: `/x/${all}.yaml`, vars: { v: all } },
    },
  );
  for (const [at, text] of texts.entries()) {
    const id = String(at + 1);
    const target: Target = {
      locator: text,
      role: text,
      name: text,
      fragile: text,
      box: { x: 10, y: 10, width: 100, height: 20 },
    };
    story
      .turn(id, {
        url: text,
        title: text,
        viewport: { width: 800, height: 600 },
        screenshot: { id: text, width: 800, height: 600 },
        elements: text,
        since: [text],
        settleMs: 1,
      })
      .reply({ model: text, text, reasoning: text, notes: [text] })
      .act(text, text, { kind: 'type', target, text, clear: true, submit: false })
      .act(
        'verify_text',
        { text },
        { kind: 'verify', check: 'text', text, target, exact: false, held: 'before', found: text },
      )
      .call(text, text, { ok: false, text: text.repeat(20), expected: text, found: text })
      .call(text, { ref: text }, { ok: false, text: text.repeat(20) })
      .fault({ type: 'page-error', text, url: text })
      .emit({ type: 'drift-found', stepId: id, message: text, candidates: [text] })
      .done(id, text);
    // Each is put into every title: a sixth of them shows as much in a tenth of the time.
    if (at % 6 === 0) story.emit({ type: 'value-learned', name: text, value: text });
  }
  return story
    .emit({ type: 'screenshot-taken', turn: 1, why: 'failure', screenshot: { id: all, width: 800, height: 600 } })
    .end({ status: 'failed', reason: 'app.expectation', message: all, expected: all, found: all, stepId: '1' })
    .emit({
      type: 'spec-proved',
      file: all,
      runs: 2,
      passed: 1,
      message: all,
      vacuous: texts.map((stepId, index) => ({ stepId, index })),
    });
}

async function open(page: Page, html: string): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'uitest-hostile-'));
  const file = join(dir, 'index.html');
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const others: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    // Some texts could name a picture.
    const ours =
      url === address || url.startsWith('data:image/svg+xml,') || /^file:[^?#]*\/shots\/[\w-]+\.jpg$/.test(url);
    if (!ours) others.push(url);
  });
  page.on('dialog', (dialog) => {
    others.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  await page.locator('details').evaluateAll((all) => all.forEach((element) => element.setAttribute('open', '')));
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 5000);
  rmSync(dir, { recursive: true });
  return others;
}

async function expectHarmless(page: Page, others: string[]): Promise<void> {
  expect(others).toEqual([]);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await expect(page.locator('script')).toHaveCount(1);
  await expect(page.locator('style')).toHaveCount(1);
  await expect(
    page.locator('iframe, object, embed, form, base, input:not(#search, .compare *), body link, body meta'),
  ).toHaveCount(0);
  // Told by the page: a report has ten thousands of attributes.
  const bad = await page.locator('*').evaluateAll((all) =>
    all.flatMap(({ attributes }) =>
      [...attributes]
        .filter(({ name, value }) => {
          if (name.startsWith('on') || name === 'style') return true;
          const ours = /^(#|\.\/|\.\.\/index\.html$|index\.html$|journal\.jsonl$|shots\/[\w-]+\.jpg$|data:image\/svg)/;
          return (name === 'href' || name === 'src') && !ours.test(value);
        })
        .map(({ name, value }) => `${name}=${value}`),
    ),
  );
  expect(bad).toEqual([]);
}

test('nothing that a page, a model or a journal says becomes HTML, runs, or asks for anything', async ({ page }) => {
  const run = hostileStory().run();
  const spec = HOSTILE.join('\n');

  const others = await open(page, renderReport(run, { spec, specFile: `/x/${HOSTILE.join(' ')}` }));

  await expectHarmless(page, others);
  await expect(page.locator('.since li').first()).toHaveText('<img src=x onerror="window.ran=1">');
  await expect(page.locator('.said').nth(1)).toHaveText('<script>window.ran=1</script>');
});

test('the same holds for the index', async ({ page }) => {
  const entries = HOSTILE.map((text) => ({ ...summaryOf(tale(text).run()), href: text }));

  const others = await open(page, renderIndex(entries));

  await expectHarmless(page, others);
});

test('the policy of the page lets no other script, style or request through', async ({ page }) => {
  await open(page, renderReport(hostileStory(HOSTILE.slice(0, 9)).run()));
  const broken: string[] = [];
  page.on('console', (message) => broken.push(message.text()));

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = 1';
    const image = document.createElement('img');
    image.src = 'http://127.0.0.1:9/leak';
    const styled = document.createElement('p');
    styled.setAttribute('style', 'color: red');
    document.body.append(script, image, styled);
  });

  expect(policy).toContain(`default-src 'none'`);
  expect(policy).not.toContain('unsafe');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await expect.poll(() => broken.filter((text) => text.includes('Content Security Policy')).length).toBe(3);
});
