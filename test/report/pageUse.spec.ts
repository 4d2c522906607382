import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { renderReport } from '../../src/report/renderReport.ts';
import { click, shopStory, SPEC } from './demoRun.ts';
import { longStory } from './longRun.ts';
import { test } from './reportPage.ts';

const turn = (page: Page, number: number) => page.locator(`#turn-${number}`);

test('j and k go from turn to turn, and a link to a turn opens it', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'));

  await page.keyboard.press('j');
  await expect(turn(page, 1)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(turn(page, 3)).toBeFocused();
  await expect(turn(page, 3)).toBeInViewport({ ratio: 0.5 });
  expect(new URL(page.url()).hash).toBe('#turn-3');
  await page.keyboard.press('k');
  await expect(turn(page, 2)).toBeFocused();
  await expect(page.locator('.outline [aria-current]')).toHaveAttribute('data-turns', /2/);
});

test('a picture is enlarged with its marks, and shut with Escape', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'));

  await turn(page, 1)
    .getByRole('link', { name: /^Enlarge/ })
    .click();
  await expect(page.getByRole('dialog').locator('.mark')).toHaveCount(3);
  await page.keyboard.press('Escape');

  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the arrows go on as j and k do, f goes to what failed', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'));

  await page.keyboard.press('ArrowRight');
  await expect(turn(page, 1)).toBeFocused();
  await page.keyboard.press('f');
  await expect(turn(page, 3)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(turn(page, 2)).toBeFocused();
  await expect(page.locator('.strip [aria-current]')).toHaveText('2');
});

test('a search shows the turns that hold all its words, in the list, the filmstrip and the count', async ({
  page,
  camera,
  show,
}) => {
  await show(await shopStory(camera, 'failed'));

  await page.keyboard.press('/');
  await page.keyboard.type('paper GLOBE catalogue');
  await expect(page.locator('.turn:visible')).toHaveCount(1);
  await expect(turn(page, 2)).toBeVisible();
  await expect(page.locator('.strip li:visible')).toHaveCount(1);
  await expect(page.locator('.chapter:visible')).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveText('1 of 3 shown');
  await page.getByRole('searchbox').fill('nowhere');
  await expect(page.getByRole('status')).toHaveText('No turn fits');
  await page.keyboard.press('Escape');
  await expect(page.locator('.turn:visible')).toHaveCount(3);
});

test('the filters show what failed, or what rests on a weak locator; a link to a hidden turn shows all again', async ({
  page,
  camera,
  show,
}) => {
  const story = (await shopStory(camera, 'passed')).turn('4');
  story.act('click', { ref: 'e1' }, click({ locator: `locator('div').nth(3)` }));
  await show(story);

  await page.getByRole('button', { name: 'Weak locators 1' }).click();
  await expect(page.locator('.turn:visible')).toHaveCount(1);
  await expect(turn(page, 4)).toContainText('found by its position');
  await expect(page.getByRole('button', { name: 'Failed 0' })).toBeDisabled();
  await page.getByRole('link', { name: 'turn 2', exact: true }).first().click();
  await expect(turn(page, 2)).toBeFocused();
  await expect(page.locator('.turn:visible')).toHaveCount(4);
});

test('before and after: a slider lays the next picture over the one before, b does it at once', async ({
  page,
  camera,
  show,
}) => {
  await show(await shopStory(camera, 'failed'));
  const first = turn(page, 1);
  await first.scrollIntoViewIfNeeded();
  const top = (selector: string) => first.locator(selector).evaluate((image) => (image as HTMLImageElement).src);

  await first.getByRole('slider', { name: 'Before to after' }).fill('40');
  await expect(first.locator('.after')).toHaveCSS('clip-path', 'inset(0px 60% 0px 0px)');
  expect(await top('.after')).toBe(
    await turn(page, 2)
      .locator('.shot img')
      .first()
      .evaluate((image) => (image as HTMLImageElement).src),
  );
  await first.getByRole('slider').press('b');
  await expect(first.locator('.after')).toHaveCSS('clip-path', /inset\(0px( 0%)?( 0px)*\)/);
  await expect(turn(page, 3).getByRole('slider')).toHaveCount(0);
});

test('the filmstrip leads to each turn and marks those that failed', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'));

  await expect(page.locator('.strip a.failed')).toHaveText('3');
  await page.getByRole('navigation', { name: 'Filmstrip' }).getByRole('link', { name: 'Turn 2' }).click();

  await expect(turn(page, 2)).toBeFocused();
  await expect(turn(page, 2)).toBeInViewport({ ratio: 0.5 });
});

test('a report that is one file shows its pictures, asks for nothing, and links to nothing beside it', async ({
  page,
  camera,
  dir,
}) => {
  const story = await shopStory(camera, 'failed');
  const pictures = Object.fromEntries(
    readdirSync(join(dir, 'shots')).map((name) => [
      name,
      `data:image/jpeg;base64,${readFileSync(join(dir, 'shots', name)).toString('base64')}`,
    ]),
  );
  const file = join(dir, 'alone', 'report.html');
  mkdirSync(join(dir, 'alone'));
  writeFileSync(file, renderReport(story.run(dir), { spec: SPEC, specFile: '/x/lamp.spec.ts', pictures }));
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));

  await page.goto(pathToFileURL(file).href);
  await turn(page, 2).scrollIntoViewIfNeeded();

  await expect
    .poll(() =>
      turn(page, 2)
        .locator('.shot img')
        .first()
        .evaluate((image) => (image as HTMLImageElement).naturalWidth),
    )
    .toBe(1280);
  await turn(page, 2)
    .getByRole('link', { name: /^Enlarge/ })
    .click();
  await expect(page.getByRole('dialog').locator('img').first()).toHaveAttribute('src', /^data:image\/jpeg/);
  expect(requested.filter((url) => !url.startsWith('data:'))).toEqual([page.url()]);
  expect(await page.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href')))).not.toContainEqual(
    expect.stringMatching(/^[^#]/),
  );
});

test('a run of 601 turns opens at once: uneventful turns are one line, pictures come when they are opened', async ({
  page,
  camera,
  show,
}) => {
  const requested: string[] = [];
  const story = await longStory(camera, 300);
  page.on('request', (request) => requested.push(request.url()));

  const started = performance.now();
  await show(story);
  await expect(turn(page, 1)).toBeAttached();

  expect(performance.now() - started).toBeLessThan(15_000);
  expect(requested.filter((url) => url.endsWith('.jpg')).length).toBeLessThanOrEqual(2);
  await expect(page.locator('.turn')).toHaveCount(601);
  await expect(page.locator('.turn.folded').first()).toContainText('click "Next"');
  await expect(page.getByText('300 of 300 rounds held')).toBeVisible();
});

test('a link into the middle of a long run opens that turn and stands at it', async ({ page, camera, show }) => {
  await show(await longStory(camera, 100));

  const link = `${page.url()}#turn-120`;
  await page.goto('about:blank');

  await page.goto(link);

  await expect(turn(page, 120)).toHaveAttribute('open', '');
  await expect(turn(page, 120).locator('.asked')).toHaveText(/1\[60\]\.2\s+expect question 60 is answered/);
  await expect(turn(page, 120).locator('img')).toBeInViewport();
  await expect(page.locator('.strip [aria-current]')).toHaveText('120');
  await expect(page.locator('.strip [aria-current]')).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('j');
  await expect(turn(page, 121)).toBeFocused();
});

for (const [width, scheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  test(`at ${width} pixels nothing is wider than the page`, async ({ page, camera, show }) => {
    const story = await shopStory(camera, 'failed');
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: scheme });
    await show(story, { spec: SPEC });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

test('headings are in order and every picture has words', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'), { spec: SPEC });

  const levels = await page
    .locator('h1, h2, h3, h4')
    .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  await expect(page.locator('img:not([alt]), img[alt=""]')).toHaveCount(0);
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.getByRole('navigation', { name: 'Steps' })).toHaveCount(1);
});
