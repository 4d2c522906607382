import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type { Target } from '../../src/core/action.ts';
import { renderIndex } from '../../src/report/renderIndex.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { expectation, Story } from './story.ts';

const HOSTILE = [
  '<img src=x onerror="window.ran=1">',
  '<script>window.ran=1</script>',
  '</script><script>window.ran=1</script>',
  '</style><script>window.ran=1</script>',
  '</title><script>window.ran=1</script>',
  '</pre></code><svg onload="window.ran=1">',
  '--><script>window.ran=1</script><!--',
  ']]><script>window.ran=1</script>',
  '"><img src=http://127.0.0.1:9/leak onerror=window.ran=1>',
  `' onmouseover='window.ran=1' autofocus onfocus='window.ran=1' x='`,
  '` onload=window.ran=1 `',
  'javascript:window.ran=1',
  'data:text/html,<script>window.ran=1</script>',
  '[click](javascript:window.ran=1) ![x](http://127.0.0.1:9/leak)',
  '<iframe src="http://127.0.0.1:9/leak"></iframe>',
  '<link rel=stylesheet href=http://127.0.0.1:9/leak><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/leak">',
  '<base href="http://127.0.0.1:9/"><form action="http://127.0.0.1:9/leak"><input autofocus onfocus=window.ran=1>',
  '<style>@import "http://127.0.0.1:9/leak"; *{background:url(http://127.0.0.1:9/leak)}</style>',
  '<details open ontoggle=window.ran=1>',
  '&lt;script&gt;window.ran=1&lt;/script&gt;',
  '\u2028window.ran=1\u2029\u202egnp.exe\u0000\u001b[31m\ud800',
  '${window.ran=1}{{constructor.constructor("window.ran=1")()}}$&$`',
  '../../../../etc/passwd',
  '%3Cscript%3Ewindow.ran=1%3C/script%3E',
];

/** Each string in every place that a page, a model, a scenario or a torn journal can fill. */
function hostileStory(): Story {
  const all = HOSTILE.join(' ');
  const story = new Story(
    HOSTILE.map((text, at) => expectation(String(at + 1), text)),
    {
      model: all,
      id: all,
      startedAt: all,
      warnings: HOSTILE,
      scenario: { name: all, file: `/x/${all}.yaml`, vars: { v: all } },
    },
  );
  for (const [at, text] of HOSTILE.entries()) {
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
      .reply({ model: all, text, reasoning: text, notes: [text] })
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
      .emit({ type: 'value-learned', name: text, value: text })
      .done(id, text);
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
      vacuous: HOSTILE.map((stepId, index) => ({ stepId, index })),
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
    if (url !== address && !url.startsWith('data:image/svg+xml,')) others.push(url);
  });
  page.on('dialog', (dialog) => {
    others.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  for (const details of await page.locator('details').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
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
  const attributes = await page
    .locator('*')
    .evaluateAll((all) =>
      all.flatMap((element) => [...element.attributes].map(({ name, value }) => ({ name, value }))),
    );
  expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'style')).toEqual([]);
  const links = attributes.filter(({ name }) => name === 'href' || name === 'src').map(({ value }) => value);
  expect(
    links.filter(
      (link) =>
        !/^(#|\.\/|\.\.\/index\.html$|index\.html$|journal\.jsonl$|shots\/[\w-]+\.jpg$|data:image\/svg)/.test(link),
    ),
  ).toEqual([]);
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
  const summary = summaryOf(hostileStory().run());

  const others = await open(
    page,
    renderIndex(HOSTILE.map((text) => ({ ...summary, id: text, scenario: text, href: text }))),
  );

  await expectHarmless(page, others);
});

test('the policy of the page lets no other script, style or request through', async ({ page }) => {
  await open(page, renderReport(hostileStory().run()));
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
