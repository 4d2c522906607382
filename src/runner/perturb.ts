/**
 * Loaded into the processes of a run before Playwright Test: every browser that it launches is perturbed, whatever
 * fixtures and options the suite has. The spec runs where it lies, unchanged.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserType, Page } from 'playwright';
import { numberFor, PERTURBATION_VARIABLE, type PerturbationOrder } from './perturbations.ts';

const MIN_LATENCY_MS = 50;
const MAX_LATENCY_MS = 400;
const CPU_RATE = 4;

const order = JSON.parse(process.env[PERTURBATION_VARIABLE] ?? '{}') as PerturbationOrder;

for (const type of browserTypes()) {
  const launch = type.launch.bind(type);
  type.launch = async (options) => perturbed(await launch(options));
}

/** Of the very copy that the run uses. */
function browserTypes(): BrowserType[] {
  const runner = createRequire(path.join(order.runner, 'package.json'));
  const playwright = createRequire(runner.resolve('playwright/package.json'));
  const { chromium, firefox, webkit } = playwright('playwright-core') as Record<string, BrowserType>;
  return [chromium, firefox, webkit].filter((type) => type !== undefined);
}

function perturbed(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options = {}) => {
    const context = await newContext(order.reducedMotion ? { ...options, reducedMotion: 'reduce' } : options);
    if (order.latency) await delayRequests(context);
    if (order.cpu) context.on('page', (page) => void slowDown(page));
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      if (order.viewport) await resize(page);
      return page;
    };
    writeFileSync(order.mark, order.name);
    return context;
  };
  return browser;
}

/** By address and how often it was asked for: the order in which requests happen to come does not matter. */
async function delayRequests(context: BrowserContext): Promise<void> {
  const counts = new Map<string, number>();
  await context.route('**/*', async (route) => {
    const key = `${route.request().method()} ${route.request().url()}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    await pause(numberFor(order.seed, `${key} ${count}`, MIN_LATENCY_MS, MAX_LATENCY_MS));
    // The page may be gone by now.
    await route.fallback().catch(() => undefined);
  });
}

async function slowDown(page: Page): Promise<void> {
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  } catch {
    // It was closed meanwhile, or its browser has no such protocol.
  }
}

async function resize(page: Page): Promise<void> {
  const size = page.viewportSize();
  if (!size) return;
  const scaled = (length: number, side: string) => Math.round((length * numberFor(order.seed, side, 90, 110)) / 100);
  await page.setViewportSize({ width: scaled(size.width, 'width'), height: scaled(size.height, 'height') });
}
