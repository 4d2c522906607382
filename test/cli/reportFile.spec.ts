/** `uitest report --single-file`: opens from disk, asks for nothing, and stays small enough to attach. */
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import jpeg from 'jpeg-js';
import { filePictures, type FilePictures } from '../../src/cli/filePictures.ts';
import { writeSingleFile } from '../../src/cli/writeSingleFile.ts';
import { JOURNAL_FILE, openJournal } from '../../src/journal/write.ts';
import { Camera } from '../report/camera.ts';
import { shopStory } from '../report/demoRun.ts';
import { emptyFolder, uitest } from '../support/cli.ts';
import { writeRun } from './writtenRuns.ts';

async function shopRun(page: Page): Promise<string> {
  const dir = path.join(emptyFolder(), '20260302-091407-lamp-0001');
  const story = await shopStory(new Camera(page, dir), 'failed');
  const journal = openJournal(dir);
  for (const event of story.events) journal.append(event);
  journal.close();
  return dir;
}

test('the file opens from disk with its pictures as WebP, and asks for nothing', async ({ page }) => {
  const dir = await shopRun(page);
  const shots = readdirSync(path.join(dir, 'shots'));
  // What a page may have brought in under the name of a picture, and a way out of the folder.
  writeFileSync(
    path.join(dir, 'shots', 'evil.jpg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  writeFileSync(path.join(dir, 'other.png'), await page.screenshot());
  symlinkSync(path.join(dir, 'other.png'), path.join(dir, 'shots', 'link.png'));

  const file = await writeSingleFile(dir, 25_000_000);

  const elsewhere = path.join(emptyFolder(), 'failure.html');
  copyFileSync(file, elsewhere);
  const heard: string[] = [];
  page.on('request', (request) => heard.push(request.url()));
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  await page.goto(pathToFileURL(elsewhere).href);
  const moment = page.locator('.moment img').first();
  await expect(moment).toHaveAttribute('src', /^data:image\/webp;base64,/);
  await expect
    .poll(() => moment.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth]))
    .toEqual([true, 1280]);
  expect(heard.filter((each) => !each.startsWith('data:'))).toEqual([pathToFileURL(elsewhere).href]);
  const within = await page.locator('#pictures').evaluate((block) => Object.keys(JSON.parse(block.textContent ?? '')));
  expect(within.sort()).toEqual(shots.sort());
  const links = await page.locator('[href]').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
  expect(links.filter((link) => !/^(#|data:image\/svg)/.test(link))).toEqual([]);
});

test('pictures lose quality before they lose size, until all of them fit, and it is said', async () => {
  const dir = emptyFolder();
  mkdirSync(path.join(dir, 'shots'));
  for (let at = 0; at < 3; at++) writeFileSync(path.join(dir, 'shots', `${at}.jpg`), photograph());
  const size = ({ pictures }: FilePictures) => JSON.stringify(pictures).length;

  const roomy = await filePictures(dir, 10e6);
  const tight = await filePictures(dir, 0.75 * size(roomy));
  const none = await filePictures(dir, 10);

  expect([Object.keys(roomy.pictures), roomy.note]).toEqual([['0.jpg', '1.jpg', '2.jpg'], '']);
  expect(tight.note).toMatch(/^pictures made smaller to fit: quality \d0$/);
  expect(size(tight)).toBeLessThanOrEqual(0.75 * size(roomy));
  expect(none.note).toBe('its pictures cannot be made smaller than three fifths of the width');
  expect(size(none)).toBeLessThan(size(tight));
});

test('a run that died has its file too, without a browser with the pictures as they were taken', async ({ page }) => {
  const out = emptyFolder();
  const dir = writeRun(out, '01', { status: 'unfinished' });
  await new Camera(page, dir).shot();
  appendFileSync(path.join(dir, JOURNAL_FILE), '{"seq":9,"sum":"0');
  const file = path.join(out, 'died.html');

  const ended = await uitest(['report', '01', `--single-file=${file}`, '--out', out], {
    env: { UITEST_CHROMIUM: '/no/such/browser' },
  });

  expect(ended.code, ended.text).toBe(0);
  expect(ended.text).toContain(`${file}\n`);
  expect(ended.text).toMatch(/kB; the pictures are as they were taken: UITEST_CHROMIUM names/);
  const written = readFileSync(file, 'utf8');
  expect(written).toContain('data:image/jpeg;base64,');
  expect(written).toContain('died at turn 1');
});

test('what is no file name is a run, and what is neither is refused', async () => {
  const out = emptyFolder();
  writeRun(out, '01');
  writeRun(out, '02');

  const named = await uitest(['report', '--single-file', '01', '--out', out]);
  const wrong = await uitest(['report', '01', '--single-file=report.pdf', '--out', out]);
  const tiny = await uitest(['report', '--single-file', '--max-mb', '0', '--out', out]);

  expect([named.code, statSync(path.join(out, '01', '01.html')).isFile()], named.text).toEqual([0, true]);
  expect([wrong.code, wrong.text]).toEqual([2, expect.stringContaining('expected --single-file=FILE.html')]);
  expect([tiny.code, tiny.text]).toEqual([2, expect.stringContaining('from 1 to 1000 after --max-mb')]);
});

/** Noise on one half, as in a photograph: another one each time, of which no encoder makes little. */
function photograph(): Buffer {
  const [width, height] = [640, 360];
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width / 2; x++)
      for (let channel = 0; channel < 3; channel++) data[(y * width + x) * 4 + channel] = 100 + 60 * Math.random();
  return jpeg.encode({ data, width, height }, 90).data;
}
