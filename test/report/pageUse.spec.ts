import { expect, type Page } from '@playwright/test';
import { shopStory, SPEC } from './demoRun.ts';
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

for (const scheme of ['light', 'dark'] as const)
  test(`every text has a contrast of 4.5 to 1 in the ${scheme} scheme`, async ({ page, camera, show }) => {
    const story = await shopStory(camera, 'failed');
    await page.emulateMedia({ colorScheme: scheme });
    await show(story, { spec: SPEC });

    expect(await weakTexts(page)).toEqual([]);
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

/** Texts whose colour is too near to the ground they stand on. */
function weakTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas');
    const rgba = (colour: string): number[] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (colour: number[]) => {
      const [r = 0, g = 0, b = 0] = colour.map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element: Element | null): number[] => {
      const colour = element ? rgba(getComputedStyle(element).backgroundColor) : [255, 255, 255, 255];
      return colour[3] === 255 ? colour : ground(element?.parentElement ?? null);
    };
    const weak: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (
        !element ||
        !node.textContent?.trim() ||
        !element.checkVisibility() ||
        element.closest('svg, script, .sr, .skip')
      )
        continue;
      const [a, b] = [light(rgba(getComputedStyle(element).color)), light(ground(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) weak.push(`${ratio.toFixed(2)} ${element.className} ${node.textContent.trim().slice(0, 30)}`);
    }
    return weak;
  });
}
