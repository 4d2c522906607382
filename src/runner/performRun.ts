/** One scenario, from its start URL to its outcome, in a worker. Everything that was seen, asked and done is in the journal. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Browser } from 'playwright';
import { startGuard } from '../browser/guard.ts';
import { placeOf } from '../browser/place.ts';
import { Session } from '../browser/session.ts';
import { UitestError, messageOf, type Reason } from '../core/error.ts';
import type { Model, ModelProgress } from '../core/message.ts';
import type { Outcome } from '../core/outcome.ts';
import { unroll, type Scenario } from '../core/scenario.ts';
import { redactor } from '../core/redact.ts';
import { takeFaults } from '../driver/faults.ts';
import { Progress } from '../driver/progress.ts';
import { passed } from '../driver/verdict.ts';
import { JOURNAL_VERSION, type Emit, type RunMode } from '../journal/event.ts';
import { openJournal, type JournalWriter } from '../journal/write.ts';
import { Builtin } from '../model/builtin/builtin.ts';
import type { Recording } from '../replay/recording.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { hashScenario } from '../scenario/hash.ts';
import { readStepImage } from '../scenario/images.ts';
import { conduct, type ConductOptions } from './conduct.ts';
import { FailedTarget } from './failedTarget.ts';
import { runHooks } from './hooks.ts';
import { VERSION } from './version.ts';

export interface RunRequest {
  scenario: Scenario;
  secrets: Record<string, string>;
  browser: Browser;
  /** Of the screenshots, 1 to 100. */
  quality: number;
  /** Absolute folder of all runs. */
  outDir: string;
  model: Model;
  toolbox: Toolbox;
  recording: Recording | undefined;
  frozen: boolean;
  /** As `conduct` takes it. */
  redo?: ConductOptions['redo'];
  warnings: string[];
  /** 0 for the first try. */
  attempt: number;
  signal: AbortSignal;
  /** Told of every event after the journal has it, and as the journal has it. A listener that throws is reported and the run goes on. */
  listen: Emit;
  /** Told of the model's words as they come. */
  watch?: ((progress: ModelProgress) => void) | undefined;
  /** Told of the run's folder as soon as there is one. */
  began(dir: string): void;
}

export async function performRun(request: RunRequest): Promise<{ dir: string; outcome: Outcome; mode: RunMode }> {
  const { scenario, secrets, browser, quality, outDir, model, signal, warnings } = request;
  const runId = newRunId(scenario.file);
  const dir = path.join(outDir, runId);
  const journal = openJournal(dir, redactor(secrets));
  request.began(dir);
  const startedAt = performance.now();
  const failed = new FailedTarget();
  const emit: Emit = (event) => {
    const written = journal.append(event);
    failed.hear(event);
    try {
      request.listen(written);
    } catch (error) {
      process.emitWarning(`a listener failed: ${messageOf(error)}`);
    }
  };
  emit({
    type: 'run-start',
    version: JOURNAL_VERSION,
    runId,
    startedAt: new Date().toISOString(),
    scenario,
    scenarioHash: hashScenario(scenario),
    model: model.name,
    browser: `${scenario.use.browser} ${browser.version()}`,
    uitest: VERSION,
    warnings,
    attempt: request.attempt,
  });

  let session: Session | undefined;
  let mode: RunMode = 'driven';
  let outcome: Outcome;
  const guard = await startGuard(scenario.origins);
  try {
    keepImages(scenario, journal);
    await runHooks(scenario.before, signal);
    session = await Session.open({ browser, scenario, secrets, guard, quality });
    const progress = new Progress(scenario, randomBytes(4).toString('hex'));
    const rules = model.name === 'builtin' ? model : new Builtin();
    await untilAborted(session.start(), signal);
    const conducted = conduct({
      ...request,
      runId,
      session,
      progress,
      rules,
      emit,
      keep: journal.keepScreenshot,
      setMode: (now) => (mode = now),
    });
    outcome = await untilAborted(conducted, signal);
    takeFaults({ session, progress, emit }, 0);
    // A server error that came with the very last step counts like any other.
    if (outcome.status === 'passed') outcome = passed(progress);
  } catch (error) {
    outcome = outcomeOf(error, signal);
  }
  if (session && !signal.aborted) await lastLook(session, outcome, failed.locator, emit, journal.keepScreenshot);
  emit({ type: 'run-end', outcome, mode, durationMs: Math.round(performance.now() - startedAt) });
  journal.close();
  await session?.close().catch(() => undefined);
  await guard.close();
  if (!signal.aborted) await runHooks(scenario.after).catch((error: unknown) => process.emitWarning(messageOf(error)));
  return { dir, outcome, mode };
}

function keepImages({ steps }: Scenario, journal: JournalWriter): void {
  const images = unroll(steps).flatMap(({ step }) => step.images ?? []);
  for (const image of new Map(images.map((each) => [each.id, each])).values())
    journal.keepImage(image.id, readStepImage(image));
}

/** Ctrl-C must not wait for a page or a model to answer. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new UitestError('run.interrupted', 'interrupted: everything up to here is in the journal'));
    signal.addEventListener('abort', stop, { once: true });
  });
  if (signal.aborted) stop();
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function lastLook(
  session: Session,
  { status }: Outcome,
  failedAt: string | undefined,
  emit: Emit,
  keep: JournalWriter['keepScreenshot'],
): Promise<void> {
  if (session.openDialog) return;
  try {
    const passed = status === 'passed';
    const place = passed || failedAt === undefined ? undefined : await placeOf(session.locator(failedAt));
    const picture = await session.picture();
    if (picture)
      emit({
        type: 'screenshot-taken',
        turn: 0,
        why: passed ? 'end' : 'failure',
        screenshot: keep(picture),
        ...(place ? { place } : {}),
      });
  } catch {
    // A page that crashed has no last picture; the outcome says so already.
  }
}

const STOPPED: readonly Reason[] = [
  'run.interrupted',
  'limit.turns',
  'limit.minutes',
  'limit.tokens',
  'limit.usd',
  'limit.repeats',
  'limit.context',
  'builtin.not_understood',
];

function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted)
    return {
      status: 'stopped',
      reason: 'run.interrupted',
      message: 'interrupted: everything up to here is in the journal',
    };
  if (error instanceof UitestError)
    return {
      status: STOPPED.includes(error.reason) ? 'stopped' : 'errored',
      reason: error.reason,
      message: error.message,
    };
  return {
    status: 'errored',
    reason: 'internal.bug',
    message: `uitest itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  };
}

/** Sorts by time, says which scenario, and is a safe file name. */
function newRunId(scenarioFile: string): string {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const name = path
    .basename(scenarioFile)
    .replace(/\.(ya?ml)$/i, '')
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .slice(0, 40);
  return `${time.slice(0, 8)}-${time.slice(8)}-${name || 'run'}-${randomBytes(2).toString('hex')}`;
}
