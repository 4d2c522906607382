/** Finds a browser, or installs one. One line a try; what cannot be had ends in an error that names all that was tried. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { UitestError } from '../core/error.ts';

export interface FoundBrowser {
  executable: string;
  /** Where it came from, for people. */
  origin: string;
}

export interface FinderOptions {
  env: Record<string, string | undefined>;
  /** One line a try. */
  say(line: string): void;
  install: boolean;
  root: boolean;
  /** A window is to be seen: not every build has one. */
  headed?: boolean;
  /** Where browsers lie that are not on the PATH; default: where Playwright, Chrome and Edge put theirs. */
  places?: { own: string; channels: readonly string[] };
}

const CHANNELS = [
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/**
 * Debian's build without a window, the kind that Playwright itself downloads for headless runs. A new context takes it a quarter of
 * the time that the whole browser takes, which opens a window with its own pages for each (measured on Chromium 156).
 */
const SHELL = 'chromium-headless-shell';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Chromium in the documented order: UITEST_CHROMIUM, Playwright's own, Chrome or Edge, the PATH, then by installing. */
export async function findChromium({
  env,
  say,
  install,
  root,
  headed = false,
  places,
}: FinderOptions): Promise<FoundBrowser> {
  const names = headed ? NAMES : [SHELL, ...NAMES];
  const named = env['UITEST_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return { executable: named, origin: 'UITEST_CHROMIUM' };
    throw new UitestError(
      'browser.missing',
      `UITEST_CHROMIUM names ${named}: expected an executable file, found none there. Correct the path, or unset it to let uitest look for a browser`,
    );
  }
  const around = places ?? { own: await ownExecutable('chromium'), channels: CHANNELS };
  const lookAround = () => look(env, names, around);
  const here = lookAround();
  if (here) return here;
  say('browser: none found here (Playwright’s own, Chrome, Edge, Chromium on PATH)');
  if (install) {
    say('browser: trying `npx playwright install chromium` …');
    await attempt([process.execPath, playwrightCli(), 'install', 'chromium'], env);
    const own = lookAround();
    if (own) return own;
    say('browser: that did not bring one');
    if (process.platform === 'linux' && root && onPath('apt-get', env)) {
      await attempt(['apt-get', 'update', '-qq'], env);
      for (const name of headed ? ['chromium'] : [SHELL, 'chromium']) {
        say(`browser: trying \`apt-get install ${name}\` …`);
        await attempt(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', name, 'fonts-liberation'], env);
        const debian = lookAround();
        if (debian) return debian;
        say('browser: that did not bring one');
      }
    }
  }
  throw new UitestError(
    'browser.missing',
    'no browser: expected Chromium, Chrome or Edge, found none. Tried: UITEST_CHROMIUM (not set), Playwright’s own download, ' +
      `the usual places of Chrome and Edge, ${names.join(', ')} on PATH` +
      (install
        ? `, \`npx playwright install chromium\`, \`apt-get install ${names[0]}\` (as root, on Debian and Ubuntu)`
        : '') +
      '. Install one, or set UITEST_CHROMIUM to its executable',
  );
}

/** Firefox and WebKit: only Playwright's own builds can be driven. */
export async function findOther(name: 'firefox' | 'webkit'): Promise<FoundBrowser> {
  const executable = await ownExecutable(name);
  if (isExecutable(executable)) return { executable, origin: 'Playwright’s own' };
  throw new UitestError(
    'browser.missing',
    `no ${name}: expected Playwright’s own build, found none at ${executable}. Run: npx playwright install ${name}`,
  );
}

/** Playwright takes a while to be loaded: only who asks for its own build waits for it. */
async function ownExecutable(name: 'chromium' | 'firefox' | 'webkit'): Promise<string> {
  const playwright = await import('playwright');
  return playwright[name].executablePath();
}

function look(
  env: FinderOptions['env'],
  names: readonly string[],
  { own, channels }: NonNullable<FinderOptions['places']>,
): FoundBrowser | undefined {
  if (isExecutable(own)) return { executable: own, origin: 'Playwright’s own' };
  const channel = channels.find(isExecutable);
  if (channel) return { executable: channel, origin: 'installed browser' };
  for (const name of names) {
    const found = onPath(name, env);
    if (found) return { executable: found, origin: `${name} on PATH` };
  }
  return undefined;
}

function onPath(name: string, env: FinderOptions['env']): string | undefined {
  return (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Absent or not executable: both mean "look further".
  }
}

function playwrightCli(): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
}

/** Runs an installer, its output unseen; whether it worked is told by looking again. At most ten minutes. */
async function attempt([command = '', ...args]: string[], env: FinderOptions['env']): Promise<void> {
  await new Promise<void>((resolve) => {
    const child = spawn(command, args, {
      stdio: 'ignore',
      timeout: 600_000,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    });
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
}
