#!/usr/bin/env node
/** The command `uitest`. Each command is a file of its own; what it needs is loaded when it runs. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { UitestError, messageOf } from '../core/error.ts';
import { VERSION } from '../runner/version.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { exportSpec } from './export.ts';
import { init } from './init.ts';
import { lint } from './lint.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/** Reasons for which nothing was run: wrong usage. Everything else that is thrown is our fault or the world's. */
const USAGE = new Set([
  'usage.invalid',
  'scenario.invalid',
  'scenario.secret',
  'recording.invalid',
  'browser.missing',
  'server.port',
  'model.key',
]);

/** What may be given several times; of anything else nobody could say which one counts. */
const LISTS = new Set(['_', 'scenario', 'reporter', 'from']);

function eachOnce(args: Record<string, unknown>): true {
  for (const [name, given] of Object.entries(args)) {
    if (!Array.isArray(given) || LISTS.has(name)) continue;
    throw new UitestError('usage.invalid', `expected --${name} once, found it ${given.length} times`);
  }
  return true;
}

const parser = yargs(hideBin(process.argv))
  .scriptName('uitest')
  .usage(
    '$0 <command>\n\nTests web user interfaces from scenarios, with evidence, and gives back a plain Playwright spec.',
  )
  .version(VERSION)
  .command(run)
  .command(exportSpec)
  .command(report)
  .command(lint)
  .command(init)
  .command(doctor)
  .command(demo)
  .demandCommand(1, 'expected a command, found none')
  .strict()
  .check(eachOnce)
  .recommendCommands()
  .help()
  .alias('help', 'h')
  .epilogue(
    'Exit codes: 0 all passed · 1 the application failed · 2 wrong usage, nothing was run · 3 stopped by a limit · 4 errored · 5 passed, the spec could not be proved · 130 interrupted',
  )
  .wrap(Math.min(110, process.stdout.columns ?? 110))
  .fail((message, error) => {
    if (error) throw error;
    throw new UitestError('usage.invalid', `${message}. \`uitest --help\` lists what there is`);
  });

try {
  await parser.parseAsync();
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = error instanceof UitestError && USAGE.has(error.reason) ? 2 : 4;
}

function wordsFor(error: unknown): string {
  if (error instanceof UitestError) return `uitest: ${error.message}`;
  return `uitest failed (this is a bug): ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`;
}
