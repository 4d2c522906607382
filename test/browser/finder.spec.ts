import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { findChromium, findOther, type FinderOptions } from '../../src/browser/finder.ts';

/** A folder of the test with scripts that say what they were asked. */
function folder(name: string, scripts: Record<string, string>): string {
  const dir = test.info().outputPath(name);
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of Object.entries(scripts)) {
    writeFileSync(path.join(dir, file), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(dir, file), 0o755);
  }
  return dir;
}

/** A machine on which nothing is installed but what `path` holds. */
function machine(options: Partial<FinderOptions> & { path?: string[] } = {}) {
  const { path: folders = [], env = {}, ...rest } = options;
  const said: string[] = [];
  const asked = findChromium({
    env: { PATH: folders.join(path.delimiter), ...env },
    say: (line) => said.push(line),
    install: false,
    root: false,
    places: { own: test.info().outputPath('nothing/chrome'), channels: [] },
    ...rest,
  });
  return { asked, said };
}

test('UITEST_CHROMIUM comes before everything else', async () => {
  const bin = folder('bin', { mine: '', chromium: '' });
  const own = path.join(folder('own', { chrome: '' }), 'chrome');

  const { asked, said } = machine({
    path: [bin],
    env: { UITEST_CHROMIUM: path.join(bin, 'mine') },
    places: { own, channels: [] },
  });

  expect(await asked).toEqual({ executable: path.join(bin, 'mine'), origin: 'UITEST_CHROMIUM' });
  expect(said).toEqual([]);
});

test('a wrong UITEST_CHROMIUM is an error, not a reason to look further', async () => {
  const { asked } = machine({ path: [folder('bin', { chromium: '' })], env: { UITEST_CHROMIUM: '/no/such/browser' } });

  await expect(asked).rejects.toThrow(
    'UITEST_CHROMIUM names /no/such/browser: expected an executable file, found none there. Correct the path, or unset it to let uitest look for a browser',
  );
  await expect(asked).rejects.toMatchObject({ reason: 'browser.missing' });
});

test('the build without a window comes first, unless a window is to be seen', async () => {
  const bin = folder('bin', { chromium: '', 'chromium-headless-shell': '' });

  const headless = machine({ path: [bin] });
  const headed = machine({ path: [bin], headed: true });

  expect((await headless.asked).executable).toBe(path.join(bin, 'chromium-headless-shell'));
  expect((await headed.asked).executable).toBe(path.join(bin, 'chromium'));
});

test('an empty UITEST_CHROMIUM is none', async () => {
  const bin = folder('bin', { chromium: '' });

  const { asked } = machine({ path: [bin], env: { UITEST_CHROMIUM: '' } });

  expect((await asked).executable).toBe(path.join(bin, 'chromium'));
});

test('Playwright’s own comes before Chrome, Chrome before what is on the PATH', async () => {
  const bin = folder('bin', { chromium: '' });
  const own = path.join(folder('own', { chrome: '' }), 'chrome');
  const channel = path.join(folder('opt', { chrome: '' }), 'chrome');
  const nowhere = '/no/such/browser';

  const first = machine({ path: [bin], places: { own, channels: [channel] } });
  const second = machine({ path: [bin], places: { own: nowhere, channels: [nowhere, channel] } });
  const third = machine({ path: [bin], places: { own: nowhere, channels: [nowhere] } });

  expect(await first.asked).toEqual({ executable: own, origin: 'Playwright’s own' });
  expect(await second.asked).toEqual({ executable: channel, origin: 'installed browser' });
  expect(await third.asked).toEqual({ executable: path.join(bin, 'chromium'), origin: 'chromium on PATH' });
});

test('on the PATH the name counts more than the folder, and what cannot be executed is none', async () => {
  const first = folder('first', { 'google-chrome': '' });
  const second = folder('second', { 'chromium-browser': '' });
  writeFileSync(path.join(first, 'chromium'), 'not executable');

  const { asked } = machine({ path: ['', first, second] });

  expect(await asked).toEqual({
    executable: path.join(second, 'chromium-browser'),
    origin: 'chromium-browser on PATH',
  });
});

test('without any, the error names all that was tried and what to do', async () => {
  const { asked, said } = machine();

  await expect(asked).rejects.toThrow(
    'no browser: expected Chromium, Chrome or Edge, found none. Tried: UITEST_CHROMIUM (not set), Playwright’s own download, ' +
      'the usual places of Chrome and Edge, chromium-headless-shell, chromium, chromium-browser, google-chrome, google-chrome-stable, microsoft-edge on PATH. ' +
      'Install one, or set UITEST_CHROMIUM to its executable',
  );
  await expect(asked).rejects.toMatchObject({ reason: 'browser.missing' });
  expect(said).toEqual(['browser: none found here (Playwright’s own, Chrome, Edge, Chromium on PATH)']);
});

/** An `apt-get` that puts a browser beside itself, or does not; a `playwright install` that fails at once. */
function withApt(script: string, root: boolean) {
  const bin = folder('bin', { 'apt-get': script });
  return {
    bin,
    ...machine({
      path: [bin],
      install: true,
      root,
      env: {
        PLAYWRIGHT_DOWNLOAD_HOST: 'http://127.0.0.1:1',
        PLAYWRIGHT_BROWSERS_PATH: test.info().outputPath('browsers'),
      },
    }),
  };
}

test('as root on Debian a browser is installed, one line a try', async () => {
  test.skip(process.platform !== 'linux', 'apt-get');
  const { asked, said, bin } = withApt(`[ "$5" = chromium ] && /bin/cp "$0" "\${0%/*}/chromium"; exit 0`, true);

  expect(await asked).toEqual({ executable: path.join(bin, 'chromium'), origin: 'chromium on PATH' });
  expect(said).toEqual([
    'browser: none found here (Playwright’s own, Chrome, Edge, Chromium on PATH)',
    'browser: trying `npx playwright install chromium` …',
    'browser: that did not bring one',
    'browser: trying `apt-get install chromium-headless-shell` …',
    'browser: that did not bring one',
    'browser: trying `apt-get install chromium` …',
  ]);
});

test('an installation that brings nothing ends in the same error, and nobody but root asks apt-get', async () => {
  test.skip(process.platform !== 'linux', 'apt-get');
  const { asked, said } = withApt('exit 1', false);

  await expect(asked).rejects.toThrow(
    /Tried: .*`npx playwright install chromium`, `apt-get install chromium-headless-shell`/,
  );
  expect(said.join('\n')).not.toContain('apt-get');
  expect(said.at(-1)).toBe('browser: that did not bring one');
});

test('Firefox and WebKit are only those of Playwright', async () => {
  for (const name of ['firefox', 'webkit'] as const) {
    const found = await findOther(name).then(({ origin }) => origin, String);
    expect(found).toMatch(
      new RegExp(`^Playwright’s own$|expected Playwright’s own build, found none at .*npx playwright install ${name}`),
    );
  }
});
