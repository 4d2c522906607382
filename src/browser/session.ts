/** One run's browser: its pages, what was seen, and the only way to act on them. */
import type { BrowserContext, Download, FileChooser, Locator, Page } from 'playwright';
import type { DialogKind, Target } from '../core/action.ts';
import type { ImagePart, Retake } from '../core/message.ts';
import { speaking } from '../core/changing.ts';
import { quoted } from '../core/elementList.ts';
import type { Fault, Observation, Screenshot } from '../core/observation.ts';
import { redactor, type Redact } from '../core/redact.ts';
import type { Scenario } from '../core/scenario.ts';
import { bestCode } from './best.ts';
import { ACT_TIMEOUT_MS, openContext, type ContextOptions } from './context.ts';
import { within } from './deadline.ts';
import { Dialogs } from './dialogs.ts';
import type { Guard } from './guard.ts';
import { Downloads } from './downloads.ts';
import { Before, type Effects } from './effects.ts';
import { fallbacksOf } from './fallbacks.ts';
import { fieldOf, type Field } from './field.ts';
import { Happenings } from './happenings.ts';
import { besideLoads, listAnyhow } from './hardLook.ts';
import { LastLook } from './lastLook.ts';
import { Listing } from './listing.ts';
import type { Spoken } from './lasting.ts';
import { loadStart } from './load.ts';
import { locatorOf } from './locators.ts';
import { tryNormal } from './naming.ts';
import { destination } from './origins.ts';
import { retakePicture, takePicture } from './picture.ts';
import { resolveTarget, TargetError, type Resolved, type Where } from './resolve.ts';
import { putSecrets } from './secretTyping.ts';
import { CAP_MS, type Quiet } from './settle.ts';
import { Tabs } from './tabs.ts';

export type { Effects } from './effects.ts';
const LOOK_TIMEOUT_MS = 10_000;
const FALLBACKS_MS = 1_000;

export interface SessionOptions extends ContextOptions {
  guard: Guard;
  /** Of the screenshots, 1 to 100. */
  quality?: number | undefined;
}

export class Session {
  readonly scenario: Scenario;
  readonly redact: Redact;
  private readonly context: BrowserContext;
  private readonly guard: Guard;
  private readonly secrets: Record<string, string>;
  private readonly quality: number | undefined;
  private readonly happenings: Happenings;
  private readonly tabs: Tabs;
  private readonly dialogs: Dialogs;
  private readonly downloads: Downloads;
  /** Of the last action. */
  private before: Before | undefined;
  private readonly listing: Listing;
  private spoken: Omit<Spoken, 'hides'> = { speaks: () => false, values: [] };
  /** Whether what is resolved gets fallbacks. */
  private lasts = false;
  private readonly lastLook = new LastLook();

  private constructor(context: BrowserContext, { scenario, secrets, guard, quality }: SessionOptions) {
    this.context = context;
    this.scenario = scenario;
    this.secrets = secrets;
    this.guard = guard;
    this.quality = quality;
    this.redact = redactor(secrets);
    this.listing = new Listing(this.redact);
    this.happenings = new Happenings(context, scenario.origins, this.redact);
    const tell = (line: string) => this.happenings.tell(line);
    this.tabs = new Tabs(context, tell);
    this.dialogs = new Dialogs(context, tell);
    this.downloads = new Downloads(context, tell);
  }

  static async open(options: SessionOptions): Promise<Session> {
    const context = await openContext(options);
    const session = new Session(context, options);
    await context.newPage();
    return session;
  }

  /** The tab that is worked on. */
  get page(): Page {
    return this.tabs.page;
  }

  /** From 1, in the order in which the tabs came. */
  get tabNumber(): number {
    return this.tabs.number;
  }

  get viewport(): { width: number; height: number } {
    return this.page.viewportSize() ?? this.scenario.use.viewport;
  }

  get openDialog(): { kind: DialogKind; message: string } | undefined {
    const { open } = this.dialogs;
    return open && { ...open, message: this.redact(open.message) };
  }

  /** Throws as `loadStart` does. */
  start(): Promise<void> {
    return this.freed(loadStart(this.page, this.scenario));
  }

  /** Waits until the page is quiet, then looks: element list, what happened since, and a picture. */
  async observe({ picture }: { picture: boolean }): Promise<Observation> {
    if (this.dialogs.open) return this.observeDialog();
    const before = this.quiet.documentCount;
    const settleMs = await this.settle();
    if (this.dialogs.open) return this.observeDialog();
    const { page, viewport, quiet } = this;
    const loading = {
      page,
      documents: () => quiet.documentCount,
      restless: settleMs < CAP_MS ? 0 : quiet.documentCount - before,
      tell: (line: string) => this.happenings.tell(line),
    };
    const [{ passed }, elements, screenshot, title] = await within(
      LOOK_TIMEOUT_MS * 2,
      'observing',
      besideLoads(() => this.look(page, picture), loading),
    );
    for (const text of passed) this.happenings.tell(`appeared and went: ${quoted(text)}`);
    for (const address of this.guard.takeRefused())
      this.happenings.tell(`refused by the guard: ${address} is not an allowed origin`);
    for (const address of this.guard.takeTooLong())
      this.happenings.tell(`cut off by the guard: ${address} sent more than a test may be sent`);
    return {
      url: this.redact(page.url()),
      title: this.redact(title),
      viewport,
      ...(screenshot ? { screenshot } : {}),
      elements,
      since: this.happenings.takeSince(),
      settleMs,
    };
  }

  /** What is seen of the page as it is now. */
  private look(page: Page, picture: boolean) {
    const { viewport } = this;
    const stop = () => this.tabs.stop(page);
    const remembered = this.lastLook.remember(page);
    const listed = remembered.then((seen) => listAnyhow(this.listing, page, { viewport, seen, stop }));
    return Promise.all([
      remembered,
      listed,
      // A document may go while it is photographed: once more, when it has been listed.
      picture ? this.picture().catch(() => listed.then(() => this.picture())) : undefined,
      page.title(),
    ]);
  }

  /** All that the page said when it was last looked at; undefined where only a part was asked for. Not for anyone outside this process: secrets may stand in it. */
  get says(): string | undefined {
    return this.listing.says;
  }

  /** Elements anywhere in the page whose name or text holds `text`, as element list lines. */
  find(text: string): Promise<string> {
    return this.listing.find(this.page, this.viewport, text);
  }

  picture(): Promise<Screenshot | undefined> {
    return takePicture(this.page, Object.values(this.secrets), this.quality);
  }

  /** The picture anew, as a model's host can take it. */
  async retake(how: Retake): Promise<ImagePart | undefined> {
    if (this.dialogs.open) return undefined;
    return within(LOOK_TIMEOUT_MS, 'taking a picture', retakePicture(this.page, Object.values(this.secrets), how));
  }

  /**
   * What the current scenario step says, its values put in, and the values that it names: digits in it are meant when a target
   * is resolved. `exactly`: every digit is, for the name of the element is what is claimed of it. `fallbacks`: what is resolved
   * will be acted on, and is to be found again.
   */
  speaksOf(text: string, values: readonly string[], { exactly = false, fallbacks = false } = {}): void {
    this.spoken = { speaks: exactly ? () => true : speaking(text), values };
    this.lasts = fallbacks;
  }

  /** A ref or a point becomes a checked locator. Throws `TargetError` for what the planner got wrong. */
  async resolve(where: Where): Promise<Resolved> {
    const { page, viewport, listing, lastLook, spokenOf: spoken } = this;
    const resolved = await within(
      LOOK_TIMEOUT_MS,
      'resolving a target',
      resolveTarget(where, {
        page,
        viewport,
        listing,
        spoken,
        lastLook,
        timeoutMs: ACT_TIMEOUT_MS,
        stop: () => this.tabs.stop(page),
      }),
    );
    const { target } = this.lasts ? await this.withFallbacks(resolved) : resolved;
    return { ...resolved, target: target.name === undefined ? target : { ...target, name: this.redact(target.name) } };
  }

  /** What takes the text that was aimed at `aimed` (field.ts), with further locators of it. */
  async fieldOf(aimed: Resolved): Promise<Field | undefined> {
    const field = await fieldOf(this.page, aimed);
    if (!field || !this.lasts || field.resolved === aimed) return field;
    const { target } = await this.withFallbacks(field.resolved);
    return { ...field, resolved: { ...field.resolved, target } };
  }

  /** That there are others is no reason to wait, or to fail. */
  private async withFallbacks({ target, locator, listed: shown = locator }: Resolved): Promise<{ target: Target }> {
    const { locator: code, role, name } = target;
    if (code === undefined) return { target };
    const { testIdAttribute = 'data-testid' } = this.scenario.use;
    const listed = { ...(role === undefined ? {} : { role }), ...(name === undefined ? {} : { name }) };
    const { role: found, codes } = await within(
      FALLBACKS_MS,
      'looking for further locators',
      fallbacksOf({ page: this.page, locator: shown, code }, listed, { spoken: this.spokenOf, testIdAttribute }),
    ).catch(() => ({ role: '', codes: [] }));
    if (codes.length === 0) return { target };
    return { target: { ...target, role: found === '' ? 'generic' : found, fallbacks: codes } };
  }

  private get spokenOf(): Spoken {
    return { ...this.spoken, hides: (text) => this.redact(text) !== text };
  }

  /** The element of a recorded target. */
  reach(target: Target): Resolved {
    if (target.locator !== undefined) return { target, locator: this.locator(target.locator) };
    if (!target.anchor) throw new TargetError('the recorded target has neither a locator nor an anchor');
    const { locator, x, y } = target.anchor;
    return { target, locator: this.locator(locator), position: { x, y } };
  }

  /** The element that `code` finds, as it would be recorded now. */
  async targetOf(code: string): Promise<Target> {
    const { page } = this;
    const locator = this.locator(code);
    const normal = await tryNormal(page, locator).catch(() => undefined);
    if (!normal) return { locator: code };
    const { code: best, fragile } = await bestCode({ page, locator, code: normal.code }, undefined, this.spokenOf);
    const target = { locator: best, ...(fragile ? { fragile } : {}) };
    return (await this.withFallbacks({ target, locator })).target;
  }

  locator(code: string): Locator {
    return locatorOf(this.page, code);
  }

  /** Does something to the page and says what came of it. A dialog that it opens ends the wait: the page stands still until it is answered. */
  async act(work: () => Promise<unknown>): Promise<Effects> {
    const before = new Before(this.tabs, this.downloads);
    this.before = before;
    this.dialogs.acting();
    await this.dialogs.orOpened(this.freed(before.done(work()).then(() => before.arrived())));
    return before.effects(this.openDialog, this.redact);
  }

  /** What came of the last action once what it had begun is over: a file that was fetched first, a tab that a timer opened. */
  async aftermath(): Promise<Effects> {
    if (!this.dialogs.open) await this.dialogs.orOpened(this.quiet.flush());
    if (!this.dialogs.open && this.busy) await this.settle();
    const before = this.before ?? new Before(this.tabs, this.downloads);
    if (!this.dialogs.open) await before.closing();
    return before.effects(this.openDialog, this.redact);
  }

  /** Puts secret values into a text that is typed into `into`, at the last moment. */
  withSecrets(text: string, into: Locator | undefined): Promise<string> {
    return putSecrets(text, into, { refs: this.scenario.secrets, values: this.secrets });
  }

  /** The allowed address that a navigation goes to. Throws `guard.refused`. */
  destination(raw: string): string {
    return destination(raw, this.scenario.url, this.scenario.origins);
  }

  answerDialog(accept: boolean, text?: string): Promise<DialogKind> {
    return this.dialogs.answer(accept, text);
  }

  async awaitDialog(timeoutMs: number): Promise<void> {
    if (!this.dialogs.open) await this.page.waitForEvent('dialog', { timeout: timeoutMs });
  }

  /** Says that an action gave the chooser that it opened its files. */
  answeredChooser(chooser: FileChooser): void {
    this.happenings.answered(chooser);
  }

  /** Waits for a tab that an action opened. */
  awaitTab(timeoutMs: number): Promise<void> {
    return this.tabs.next(timeoutMs);
  }

  /** Waits until the tab of the last action has closed itself. */
  async awaitClosed(timeoutMs: number): Promise<void> {
    await this.before?.closed(timeoutMs);
  }

  async settle(): Promise<number> {
    return (await this.dialogs.orOpened(this.freed(this.quiet.settle()))) ?? 0;
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
    this.tabs.switchTo(number);
  }

  closeTab(number: number): Promise<void> {
    return this.tabs.close(number);
  }

  /** The newest last. */
  get downloaded(): readonly Download[] {
    return this.downloads.all;
  }

  takeFaults(): Fault[] {
    return this.happenings.takeFaults();
  }

  async close(): Promise<void> {
    if (this.dialogs.open) await this.dialogs.answer(false).catch(() => undefined);
    await this.context.close();
  }

  /** Ends as `work` does; a script of the page that never yields is stopped meanwhile. */
  private freed<T>(work: Promise<T>): Promise<T> {
    return this.tabs.freed(work, () => this.dialogs.open !== undefined);
  }

  private get quiet(): Quiet {
    return this.tabs.quietOf(this.page);
  }

  /** While a dialog is open the page can be neither asked nor photographed. */
  private observeDialog(): Observation {
    const { kind = 'alert', message = '' } = this.openDialog ?? {};
    return {
      url: this.redact(this.page.url()),
      title: '',
      viewport: this.viewport,
      elements: `- dialog ${quoted(message.slice(0, 500))} kind=${quoted(kind)} open`,
      since: this.happenings.takeSince(),
      settleMs: 0,
    };
  }
}
