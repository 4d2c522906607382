/** One run's browser: its pages, what was seen, and the only way to act on them. */
import type { Browser, BrowserContext, Dialog, Download, Locator, Page } from 'playwright';
import { devices } from 'playwright';
import { UitestError } from '../core/error.ts';
import type { Box, DialogKind, Target } from '../core/action.ts';
import type { Fault, Observation, Screenshot } from '../core/observation.ts';
import { redactor, type Redact } from '../core/redact.ts';
import type { Scenario } from '../core/scenario.ts';
import { within } from './deadline.ts';
import { findElements, listElements, renderElements, snapshotOf, type SnapshotNode } from './elements.ts';
import { registerEngines } from './engines.ts';
import type { Guard } from './guard.ts';
import { Happenings } from './happenings.ts';
import { locatorOf } from './locators.ts';
import { destination } from './origins.ts';
import { takePicture } from './picture.ts';
import { resolveTarget, TargetError, type Resolved, type Where } from './resolve.ts';
import { putSecrets } from './secretTyping.ts';
import { Quiet } from './settle.ts';

/** An action on an element that is there needs a fraction of this; waiting longer hides that it is covered or disabled. */
export const ACT_TIMEOUT_MS = 5_000;
const LOOK_TIMEOUT_MS = 10_000;
const LOAD_TIMEOUT_MS = 30_000;

export interface SessionOptions {
  browser: Browser;
  scenario: Scenario;
  /** Name → value. */
  secrets: Record<string, string>;
  guard: Guard;
}

/** What one action did beside itself. */
export interface Effects {
  /** Number of the tab that it opened. */
  opened?: number;
  /** Name of the file whose download it started. */
  downloaded?: string;
  dialog?: { kind: DialogKind; message: string };
  /** The main frame went elsewhere or was loaded anew. */
  navigated: boolean;
}

export class Session {
  readonly scenario: Scenario;
  readonly redact: Redact;
  private readonly context: BrowserContext;
  private readonly guard: Guard;
  private readonly secrets: Record<string, string>;
  private readonly happenings: Happenings;
  private readonly tabs: Page[] = [];
  private readonly quiets = new WeakMap<Page, Quiet>();
  private readonly downloads: Download[] = [];
  private listed = new Map<string, { role: string; name: string; box?: Box }>();
  private dialog: Dialog | undefined;
  private dialogOpened: (() => void) | undefined;
  private current = 0;

  private constructor(context: BrowserContext, { scenario, secrets, guard }: SessionOptions) {
    this.context = context;
    this.scenario = scenario;
    this.secrets = secrets;
    this.guard = guard;
    this.redact = redactor(secrets);
    this.happenings = new Happenings(context, scenario.origins);
    context.setDefaultTimeout(ACT_TIMEOUT_MS);
    context.setDefaultNavigationTimeout(LOAD_TIMEOUT_MS);
    context.on('page', (page) => this.adopt(page));
    context.on('dialog', (dialog) => {
      this.dialog = dialog;
      this.happenings.tell(`dialog ${dialog.type()}: ${dialog.message()}`);
      this.dialogOpened?.();
    });
  }

  static async open(options: SessionOptions): Promise<Session> {
    await registerEngines();
    const { use, headers } = options.scenario;
    const device = use.device === undefined ? {} : devices[use.device];
    if (device === undefined)
      throw new UitestError(
        'scenario.invalid',
        `use.device: expected a device that Playwright knows, found ${JSON.stringify(use.device)}`,
      );
    const { defaultBrowserType: _, ...emulated } = { defaultBrowserType: undefined, ...device };
    const context = await options.browser.newContext({
      viewport: use.viewport,
      ...emulated,
      proxy: { server: options.guard.url },
      serviceWorkers: 'block',
      acceptDownloads: true,
      ...(use.locale ? { locale: use.locale } : {}),
      ...(use.timezone ? { timezoneId: use.timezone } : {}),
      ...(use.colorScheme ? { colorScheme: use.colorScheme } : {}),
      ...(use.storageState ? { storageState: use.storageState } : {}),
      ...(Object.keys(headers).length > 0 ? { extraHTTPHeaders: headers } : {}),
    });
    const session = new Session(context, options);
    await context.newPage();
    return session;
  }

  /** The tab that is worked on. */
  get page(): Page {
    const page = this.tabs[this.current] ?? this.tabs.at(-1);
    if (!page) throw new UitestError('browser.crashed', 'no page is left: the last tab was closed');
    return page;
  }

  get viewport(): { width: number; height: number } {
    return this.page.viewportSize() ?? this.scenario.use.viewport;
  }

  get openDialog(): { kind: DialogKind; message: string } | undefined {
    return this.dialog && { kind: this.dialog.type() as DialogKind, message: this.dialog.message() };
  }

  /** Loads the start URL; throws `server.unreachable` when nothing answers there. */
  async start(): Promise<void> {
    const { url } = this.scenario;
    try {
      await this.page.goto(url, { timeout: LOAD_TIMEOUT_MS });
    } catch (cause) {
      throw new UitestError(
        'server.unreachable',
        `could not load ${url}: is the application running? (${firstLine(cause)})`,
        { cause },
      );
    }
  }

  /** Waits until the page is quiet, then looks: element list, what happened since, and a picture. */
  async observe({ picture }: { picture: boolean }): Promise<Observation> {
    const { page, viewport } = this;
    if (this.dialog) return this.observeDialog();
    const settleMs = await this.settle();
    if (this.dialog) return this.observeDialog();
    const [nodes, screenshot, title] = await within(
      LOOK_TIMEOUT_MS * 2,
      'observing',
      Promise.all([this.snapshot(), picture ? this.picture() : undefined, page.title()]),
    );
    const passwords = await this.passwordBoxes(nodes);
    const lines = listElements(nodes, { viewport, passwords });
    this.listed = new Map(
      lines.flatMap(({ ref, role, name, box }) =>
        ref ? [[ref, { role, name: this.redact(name), ...(box ? { box } : {}) }]] : [],
      ),
    );
    for (const address of this.guard.takeRefused())
      this.happenings.tell(`refused by the guard: ${address} is not an allowed origin`);
    return {
      url: this.redact(page.url()),
      title: this.redact(title),
      viewport,
      ...(screenshot ? { screenshot } : {}),
      elements: this.redact(renderElements(lines, viewport)),
      since: this.happenings.takeSince().map(this.redact),
      settleMs,
    };
  }

  /** Elements anywhere in the page whose name or text holds `text`, as element list lines. */
  async find(text: string): Promise<string> {
    const nodes = await this.snapshot();
    const lines = findElements(nodes, text, { viewport: this.viewport, passwords: await this.passwordBoxes(nodes) });
    for (const { ref, role, name, box } of lines)
      if (ref) this.listed.set(ref, { role, name: this.redact(name), ...(box ? { box } : {}) });
    return this.redact(renderElements(lines, this.viewport));
  }

  picture(): Promise<Screenshot | undefined> {
    return takePicture(this.page, Object.values(this.secrets));
  }

  /** A ref or a point becomes a checked locator. Throws `TargetError` for what the planner got wrong. */
  resolve(where: Where): Promise<Resolved> {
    const { page, viewport, listed } = this;
    return within(
      LOOK_TIMEOUT_MS,
      'resolving a target',
      resolveTarget(where, { page, viewport, listed, timeoutMs: ACT_TIMEOUT_MS }),
    );
  }

  /** The element of a recorded target. */
  reach(target: Target): Resolved {
    if (target.locator !== undefined) return { target, locator: this.locator(target.locator) };
    if (!target.anchor) throw new TargetError('the recorded target has neither a locator nor an anchor');
    const { locator, x, y } = target.anchor;
    return { target, locator: this.locator(locator), position: { x, y } };
  }

  locator(code: string): Locator {
    return locatorOf(this.page, code);
  }

  /** Does something to the page and says what came of it. A dialog that it opens ends the wait: the page stands still until it is answered. */
  async act(work: () => Promise<unknown>): Promise<Effects> {
    const tabs = this.tabs.length;
    const downloads = this.downloads.length;
    const before = this.quiet.navigationCount;
    const page = this.page;
    const opened = new Promise<void>((resolve) => {
      this.dialogOpened = resolve;
    });
    const done = work();
    // When a dialog wins the race the action is still under way; it ends, or fails, when the dialog is answered.
    done.catch(() => undefined);
    try {
      await Promise.race([done, opened]);
    } finally {
      this.dialogOpened = undefined;
    }
    const dialog = this.openDialog;
    const newest = this.downloads[downloads];
    return {
      navigated: this.quiets.get(page)?.navigationCount !== before,
      ...(this.tabs.length > tabs ? { opened: this.tabs.length } : {}),
      ...(newest ? { downloaded: newest.suggestedFilename() } : {}),
      ...(dialog ? { dialog } : {}),
    };
  }

  /** Puts secret values into a text that is typed into `into`, at the last moment. */
  withSecrets(text: string, into: Locator | undefined): Promise<string> {
    return putSecrets(text, into, { refs: this.scenario.secrets, values: this.secrets });
  }

  /** The allowed address that a navigation goes to. Throws `guard.refused`. */
  destination(raw: string): string {
    return destination(raw, this.scenario.url, this.scenario.origins);
  }

  async answerDialog(accept: boolean, text?: string): Promise<DialogKind> {
    const dialog = this.dialog;
    if (!dialog) throw new TargetError('no dialog is open');
    this.dialog = undefined;
    await (accept ? dialog.accept(text) : dialog.dismiss());
    return dialog.type() as DialogKind;
  }

  async awaitDialog(timeoutMs: number): Promise<void> {
    if (!this.dialog) await this.page.waitForEvent('dialog', { timeout: timeoutMs });
  }

  /** Waits for a tab that an action opened. */
  async awaitTab(timeoutMs: number): Promise<void> {
    await this.context.waitForEvent('page', { timeout: timeoutMs });
  }

  async settle(): Promise<number> {
    let settled: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      settled = resolve;
    });
    this.dialogOpened = settled;
    try {
      return (await Promise.race([this.quiet.settle(), opened])) ?? 0;
    } finally {
      this.dialogOpened = undefined;
    }
  }

  /** Whether requests are under way: asks nothing of the page. */
  get busy(): boolean {
    return this.quiet.busy;
  }

  /** Equal before and after means that the main frame was not navigated. */
  get navigationCount(): number {
    return this.quiet.navigationCount;
  }

  switchTab(number: number): void {
    if (!this.tabs[number - 1]) throw new TargetError(`expected a tab from 1 to ${this.tabs.length}, found ${number}`);
    this.current = number - 1;
  }

  async closeTab(number: number): Promise<void> {
    const tab = this.tabs[number - 1];
    if (!tab) throw new TargetError(`expected a tab from 1 to ${this.tabs.length}, found ${number}`);
    await tab.close();
  }

  /** The downloads of this run so far, the newest last. */
  get downloaded(): readonly Download[] {
    return this.downloads;
  }

  takeFaults(): Fault[] {
    return this.happenings.takeFaults().map((fault) => ({ ...fault, text: this.redact(fault.text) }));
  }

  async close(): Promise<void> {
    await this.dialog?.dismiss().catch(() => undefined);
    await this.context.close();
  }

  private get quiet(): Quiet {
    const quiet = this.quiets.get(this.page);
    if (!quiet) throw new UitestError('internal.bug', 'a page that nobody watches');
    return quiet;
  }

  private adopt(page: Page): void {
    this.tabs.push(page);
    this.quiets.set(page, new Quiet(page));
    this.happenings.watch(page);
    if (this.tabs.length > 1) this.happenings.tell(`tab ${this.tabs.length} opened; tab switches to it`);
    page.on('download', (download) => {
      this.downloads.push(download);
      this.happenings.tell(`download started: ${download.suggestedFilename()}`);
    });
    page.on('close', () => {
      const index = this.tabs.indexOf(page);
      if (index === -1) return;
      this.tabs.splice(index, 1);
      if (this.current >= index) this.current = Math.max(0, this.current - 1);
      this.happenings.tell(`tab ${index + 1} was closed`);
    });
  }

  /** While a dialog is open the page can be neither asked nor photographed. */
  private observeDialog(): Observation {
    const { kind = 'alert', message = '' } = this.openDialog ?? {};
    return {
      url: this.redact(this.page.url()),
      title: '',
      viewport: this.viewport,
      elements: this.redact(`- dialog ${JSON.stringify(message.slice(0, 500))} kind=${JSON.stringify(kind)} open`),
      since: this.happenings.takeSince().map(this.redact),
      settleMs: 0,
    };
  }

  private snapshot(): Promise<SnapshotNode[]> {
    return snapshotOf(this.page, LOOK_TIMEOUT_MS);
  }

  /** Asked only where the list shows a field with a value: most pages show none. */
  private async passwordBoxes(nodes: SnapshotNode[]): Promise<Box[]> {
    if (!nodes.some(hasFilledField)) return [];
    const fields = await Promise.all(
      this.page.frames().map((frame) =>
        frame
          .locator('input[type=password]')
          .all()
          .catch(() => []),
      ),
    );
    const boxes = fields.flat().map((field) => field.boundingBox({ timeout: 1_000 }).catch(() => null));
    return (await within(LOOK_TIMEOUT_MS, 'looking for password fields', Promise.all(boxes))).filter(
      (box) => box !== null,
    );
  }
}

function hasFilledField({ role, text, children = [] }: SnapshotNode): boolean {
  if (role === 'textbox' && text !== undefined) return true;
  return children.some((child) => typeof child !== 'string' && hasFilledField(child));
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
