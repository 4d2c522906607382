/** Pictures of a scenario: what may be one, where it may stand, and what makes it another. */
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { PNG } from 'pngjs';
import { stepKey } from '../../src/core/stepKey.ts';
import { hashScenario } from '../../src/scenario/hash.ts';
import { readStepImage } from '../../src/scenario/images.ts';
import { checkScenario, loadScenario } from '../../src/scenario/load.ts';
import { readPictureHeader } from '../../src/scenario/pictureHeader.ts';
import { test } from '../support/browser.ts';
import { folder, HEAD, lines } from './folder.ts';

/** A plain picture of one colour. */
function png(width: number, height: number, grey = 200): Buffer {
  const picture = new PNG({ width, height });
  picture.data.fill(grey);
  return PNG.sync.write(picture);
}

/** One that no format makes smaller. */
function noise(width: number, height: number): Buffer {
  const picture = new PNG({ width, height });
  let seed = 7;
  for (let at = 0; at < picture.data.length; at++) picture.data[at] = (seed = (seed * 16_807) % 2_147_483_647) & 255;
  return PNG.sync.write(picture);
}

function problemsOf(yaml: string, files: Record<string, Buffer> = {}): string[] {
  const { problems } = checkScenario(join(folder({ 'a.yaml': HEAD + yaml, ...files }), 'a.yaml'));
  return lines(problems);
}

const encodings: { type: string; quality: number; alpha: number; mime: string }[] = [
  { type: 'image/png', quality: 1, alpha: 1, mime: 'image/png' },
  { type: 'image/jpeg', quality: 0.7, alpha: 1, mime: 'image/jpeg' },
  { type: 'image/webp', quality: 0.7, alpha: 1, mime: 'image/webp' },
  { type: 'image/webp', quality: 0.7, alpha: 0.5, mime: 'image/webp' },
  { type: 'image/webp', quality: 1, alpha: 1, mime: 'image/webp' },
];

for (const { type, quality, alpha, mime } of encodings)
  test(`what a browser saves as ${type} (quality ${quality}, alpha ${alpha}) is known by its bytes, with its size`, async ({
    chromium,
  }) => {
    const page = await chromium.newPage();

    const saved = await page.evaluate(
      ([kind, how, seen]) => {
        const canvas = document.createElement('canvas');
        canvas.width = 321;
        canvas.height = 123;
        const pen = canvas.getContext('2d');
        if (pen) pen.fillStyle = `rgb(200 30 30 / ${seen})`;
        pen?.fillRect(20, 20, 200, 60);
        return canvas.toDataURL(kind, how).split(',')[1] ?? '';
      },
      [type, quality, alpha] as const,
    );

    await page.close();
    const bytes = Buffer.from(saved, 'base64');
    expect(readPictureHeader(bytes)).toEqual({ mime, width: 321, height: 123 });
    expect(readPictureHeader(bytes.subarray(0, bytes.length - 40))).toBeUndefined();
  });

test('a lossless WebP is read, and no other bytes are taken for a picture', () => {
  const lossless = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

  expect(readPictureHeader(lossless)).toEqual({ mime: 'image/webp', width: 1, height: 1 });
  for (const other of ['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', '\u00ff\u00d8\u00ff'])
    expect(readPictureHeader(Buffer.from(other, 'latin1')), other).toBeUndefined();
});

test('prose, expect, still, extract and a goal bring pictures along, wherever below the scenario they lie', () => {
  const steps = `steps:
  - do: Upload the logo
    images: [ logo.png ]
  - expect: the page looks like the design
    images: [ art/design.png, logo.png ]
  - still: the logo is at the top
    images: [ logo.png ]
  - extract: { claim: what stands under the logo }
    images: [ logo.png ]
  - click: Save
`;
  const files = { 'logo.png': png(40, 20), 'art/design.png': png(300, 200) };
  const dir = folder({
    'a.yaml': HEAD + steps,
    'goal.yaml': `${HEAD}goal: Bring about the design\nimages: [ art/design.png ]\n`,
    ...files,
  });

  const scenario = loadScenario(join(dir, 'a.yaml'));
  const goal = loadScenario(join(dir, 'goal.yaml'));

  const logo = { name: 'logo.png', mime: 'image/png', width: 40, height: 20, file: join(dir, 'logo.png') };
  expect(scenario.steps.map(({ images }) => images?.map(({ name }) => name))).toEqual([
    ['logo.png'],
    ['design.png', 'logo.png'],
    ['logo.png'],
    ['logo.png'],
    undefined,
  ]);
  expect(scenario.steps[0]?.images).toEqual([{ ...logo, id: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  expect(goal.steps[0]?.images).toMatchObject([{ name: 'design.png', width: 300, height: 200 }]);
  const [image] = scenario.steps[0]?.images ?? [];
  expect(image && readStepImage(image)).toEqual({
    type: 'image',
    mime: 'image/png',
    bytes: files['logo.png'],
    width: 40,
    height: 20,
  });
});

const PLACES: [string, string, string[]][] = [
  [
    'a typed step',
    'steps:\n  - click: Save\n    images: [ a.png ]\n',
    [
      '5:13: `images` stands beside `do`, `extract`, and `expect` or `still` in words, where a model looks at them, not beside `click`',
    ],
  ],
  [
    'a typed expectation',
    'steps:\n  - expect: { visible: Logo }\n    images: [ a.png ]\n',
    [
      '5:13: `images` stands beside `do`, `extract`, and `expect` or `still` in words, where a model looks at them, not beside a typed `expect`',
    ],
  ],
  [
    'images alone',
    'steps:\n  - images: [ a.png ]\n',
    [expect.stringMatching(/^4:5: a step does one thing, found none/) as unknown as string],
  ],
  [
    'images of a scenario with steps',
    'images: [ a.png ]\nsteps: [ a ]\n',
    ['3:1: `images` of a scenario stands beside `goal`: with `steps`, put it on the step that it belongs to'],
  ],
  ['no list', 'steps:\n  - do: a\n    images: a.png\n', ['5:13: `images`: expected a list, found the text `a.png`']],
  [
    'an empty list',
    'steps:\n  - do: a\n    images: []\n',
    ['5:13: `images`: expected at least one entry, found an empty list'],
  ],
  [
    'five pictures',
    'steps:\n  - do: a\n    images: [ a.png, a.png, a.png, a.png, a.png ]\n',
    ['5:13: `images`: expected at most 4 entries, found 5'],
  ],
  [
    'an address',
    'steps:\n  - do: a\n    images: [ "https://shop.test/a.png" ]\n',
    ['5:15: `https://shop.test/a.png` is an address: expected a file in the folder of the scenario or below'],
  ],
  [
    'a file elsewhere',
    'steps:\n  - do: a\n    images: [ ../../secret.png ]\n',
    ['5:15: `../../secret.png` is not there: expected a file in the folder of the scenario or below'],
  ],
  [
    'a name that is filled in later',
    'vars: { a: a }\nsteps:\n  - do: a\n    images: [ "{{a}}.png" ]\n',
    [
      '6:15: `{{a}}.png` is not there: expected a file in the folder of the scenario or below',
      '6:16: `{{a}}` cannot stand in `images`: slots stand in the texts of steps',
    ],
  ],
  [
    'something else under the name of a picture',
    'steps:\n  - do: a\n    images: [ page.png ]\n',
    [
      '5:15: `page.png`: expected a PNG, JPEG or WebP picture, found something else by its content, or a file that is cut short',
    ],
  ],
  [
    'a folder',
    'steps:\n  - do: a\n    images: [ art ]\n',
    [
      expect.stringMatching(
        /^5:15: `art`: expected a PNG, JPEG or WebP picture, found what cannot be read \(EISDIR/,
      ) as unknown as string,
    ],
  ],
  [
    'more pixels than can be read',
    'steps:\n  - do: a\n    images: [ wide.png ]\n',
    [
      '5:15: `wide.png`: expected a PNG, JPEG or WebP picture, found one of 5000 × 10 pixels: make it at most 4096 pixels wide and high',
    ],
  ],
];

for (const [what, yaml, problems] of PLACES)
  test(`refused with its place: ${what}`, () => {
    const files = {
      'a.png': png(10, 10),
      'page.png': Buffer.from('<html>'),
      'wide.png': png(5000, 10),
      'art/a.png': png(10, 10),
    };

    expect(problemsOf(yaml, files)).toEqual(problems);
  });

test('pictures that would not fit into a request are refused, with what to do', () => {
  const files = { 'one.png': noise(400, 400), 'two.png': noise(400, 400) };
  const yaml = (images: string) => `steps:\n  - do: a\n    images: ${images}\n`;

  expect(problemsOf(yaml('[ one.png ]'), files)).toEqual([]);
  expect(problemsOf(yaml('[ one.png, two.png ]'), files)).toEqual([
    expect.stringMatching(
      /^5:13: expected at most 1000 kB of pictures for a step, found 128\d kB: hosts refuse larger requests\. Save them as JPEG or WebP, or make them smaller$/,
    ),
  ]);
});

test('a link that leads out of the folder is refused', () => {
  const dir = folder({ 'in/a.yaml': `${HEAD}steps:\n  - do: a\n    images: [ link.png ]\n`, 'out.png': png(5, 5) });
  symlinkSync(join(dir, 'out.png'), join(dir, 'in/link.png'));

  expect(checkScenario(join(dir, 'in/a.yaml')).problems.map(({ message }) => message)).toEqual([
    '`link.png` lies outside the folder of the scenario: expected a file in it or below',
  ]);
});

test('a step is another when its picture shows something else, and the same when the file moves', () => {
  const yaml = (name: string) => `${HEAD}steps:\n  - do: Compare\n    images: [ ${name} ]\n`;
  const dir = folder({
    'a.yaml': yaml('a.png'),
    'b.yaml': yaml('art/b.png'),
    'none.yaml': `${HEAD}steps: [ Compare ]\n`,
  });
  const keyOf = (name: string) => {
    const scenario = loadScenario(join(dir, name));
    return scenario.steps.map((step) => `${stepKey(step)} ${hashScenario(scenario)}`);
  };
  writeFileSync(join(dir, 'a.png'), png(10, 10, 1));
  const before = keyOf('a.yaml');

  writeFileSync(join(dir, 'a.png'), png(10, 10, 2));
  const repainted = keyOf('a.yaml');
  writeFileSync(join(dir, 'a.png'), png(10, 10, 1));
  mkdirSync(dirname(join(dir, 'art/b.png')));
  renameSync(join(dir, 'a.png'), join(dir, 'art/b.png'));
  const moved = keyOf('b.yaml');

  expect(repainted).not.toEqual(before);
  expect(moved).toEqual(before);
  expect(keyOf('none.yaml')).not.toEqual(before);
});

test('a picture that changed after the scenario was read is not sent', () => {
  const dir = folder({ 'a.yaml': `${HEAD}steps:\n  - do: a\n    images: [ a.png ]\n`, 'a.png': png(10, 10) });
  const [image] = loadScenario(join(dir, 'a.yaml')).steps[0]?.images ?? [];
  writeFileSync(join(dir, 'a.png'), png(10, 11));

  expect(() => image && readStepImage(image)).toThrow(/expected the picture .*a\.png as it was when the run began/);
});
