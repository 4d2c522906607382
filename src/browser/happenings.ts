/** What happened in the browser between two looks: faults of the application, and lines that tell a planner. */
import type { BrowserContext, ConsoleMessage, FileChooser, Page, Request, Response } from 'playwright';
import type { Fault } from '../core/observation.ts';
import type { Redact } from '../core/redact.ts';
import { asksWho, NO_CREDENTIALS } from './load.ts';
import { isAllowed } from './origins.ts';

const MAX_LINE = 300;
/** A page that floods its console must not flood the journal. */
const MAX_FAULTS_A_LOOK = 20;
const MAX_HEARD_A_LOOK = 1_000;
const ADDRESS = 'page is now ';
const MAX_ADDRESSES = 3;
/** Every line is paid for by the model. */
const MAX_SINCE = 20;

/** Answers to a request that should have changed something, which say that the server could not take it. 400, 401, 403, 409 and 422 are how applications refuse bad input. */
const NOT_TAKEN: ReadonlySet<number> = new Set([404, 405, 408, 410, 411, 413, 415, 429]);
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export class Happenings {
  private since: string[] = [];
  private faults: Fault[] = [];
  private dropped = 0;
  private heard = 0;
  private readonly context: BrowserContext;
  private readonly origins: readonly string[];
  private readonly redact: Redact;

  constructor(context: BrowserContext, origins: readonly string[], redact: Redact) {
    this.context = context;
    this.origins = origins;
    this.redact = redact;
    context.on('page', (page) => this.watch(page));
    context.on('response', (response) => this.responded(response));
    context.on('weberror', (error) => this.fault({ type: 'page-error', text: error.error().message }));
    context.on('console', this.hear);
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'failed';
      if (why.includes(NO_CREDENTIALS) && request.isNavigationRequest()) this.tell(askedWho(request.url()));
      // An aborted request is what every navigation does to those under way.
      if (why.includes('ERR_ABORTED') || !isAllowed(request.url(), origins)) return;
      this.fault({
        type: isSave(request) ? 'failed-save' : 'request-failed',
        text: `${request.method()} ${request.url()}: ${why}`,
        url: request.url(),
      });
    });
  }

  /** Each message costs a moment of this process: a page that says thousands a second is heard again after the next look. */
  private readonly hear = (message: ConsoleMessage): void => {
    if (++this.heard > MAX_HEARD_A_LOOK) {
      this.context.off('console', this.hear);
      // First, so that it is among the lines that are told.
      this.since.unshift(
        `the page floods its console: after ${MAX_HEARD_A_LOOK} messages it is not listened to until the next look`,
      );
      return;
    }
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    this.fault({ type: 'console-error', text: message.text() });
  };

  tell(line: string): void {
    this.since.push(this.clean(line));
  }

  /** Whoever opened it gave it its files: nobody has to be told of it. */
  answered(chooser: FileChooser): void {
    const index = this.since.lastIndexOf(openedFor(chooser));
    if (index !== -1) this.since.splice(index, 1);
  }

  /** What happened since the last call; a run of the same line is told once. */
  takeSince(): string[] {
    if (this.heard > MAX_HEARD_A_LOOK) this.context.on('console', this.hear);
    this.heard = 0;
    const taken = this.since.filter((line, index) => line !== this.since[index - 1]);
    this.since = [];
    const more = taken.length - MAX_SINCE;
    return more > 0 ? [...taken.slice(0, MAX_SINCE), `… and ${more} more`] : taken;
  }

  takeFaults(): Fault[] {
    const taken = this.faults;
    const last = taken.at(-1);
    if (this.dropped > 0 && last) taken.push({ type: last.type, text: `… and ${this.dropped} more faults` });
    this.faults = [];
    this.dropped = 0;
    return taken;
  }

  private watch(page: Page): void {
    // Who listens keeps the browser's own window shut, which nobody here could use.
    page.on('filechooser', (chooser) => {
      this.tell(openedFor(chooser));
    });
    page.on('crash', () => this.fault({ type: 'crash', text: 'the page crashed' }));
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || frame.url() === 'about:blank') return;
      // An address that changes all the time is told by its last one.
      if (this.since.slice(-MAX_ADDRESSES).filter((line) => line.startsWith(ADDRESS)).length === MAX_ADDRESSES)
        this.since.pop();
      this.tell(`${ADDRESS}${frame.url()}`);
    });
  }

  private responded(response: Response): void {
    if (response.status() === 401 && response.request().isNavigationRequest()) void this.askedWho(response);
    const status = response.status();
    const type =
      status >= 500 ? 'http-5xx' : NOT_TAKEN.has(status) && isSave(response.request()) ? 'failed-save' : undefined;
    if (type === undefined || !isAllowed(response.url(), this.origins)) return;
    this.fault({
      type,
      text: `${response.request().method()} ${response.url()} answered ${status}`,
      url: response.url(),
    });
  }

  private async askedWho(response: Response): Promise<void> {
    if (await asksWho(response)) this.tell(askedWho(response.url()));
  }

  private fault({ type, text, url }: Fault): void {
    if (this.faults.length >= MAX_FAULTS_A_LOOK) {
      this.dropped++;
      return;
    }
    this.faults.push({ type, text: this.clean(text), ...(url === undefined ? {} : { url: this.redact(url) }) });
    this.tell(`${type}: ${text}`);
  }

  /** One line. Secrets go before it is cut: half a secret would be found by nobody. */
  private clean(text: string): string {
    return cut(this.redact(text));
  }
}

/** Whether a request is to change something. A beacon matters to nobody who uses the page. */
function isSave(request: Request): boolean {
  return !READS.has(request.method()) && request.resourceType() !== 'ping';
}

function openedFor(chooser: FileChooser): string {
  return `a file chooser opened${chooser.isMultiple() ? ', for several files' : ''}: give it files with upload`;
}

function askedWho(url: string): string {
  return `${url} asked for a user name and a password and was given none that it takes`;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
}
