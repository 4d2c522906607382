import path from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { UitestError } from '../core/error.ts';
import { readQuality, readViewport } from './pictureOptions.ts';
import { readReporters } from './reporters.ts';

function options(yargs: Argv) {
  return yargs
    .positional('scenario', {
      describe: 'scenario files, or folders of them',
      type: 'string',
      array: true,
      demandOption: true,
    })
    .option('model', { type: 'string', describe: 'builtin, kimi-k2.5, kimi-k2.6, or any id of the host' })
    .option('host', {
      type: 'string',
      choices: ['moonshot', 'together', 'openrouter', 'generic'],
      describe: 'dialect of the wire; else told from the key or the base URL',
    })
    .option('base-url', { type: 'string', describe: 'of an OpenAI-compatible host' })
    .option('api-key-env', { type: 'string', describe: 'name of the variable that holds the key' })
    .option('thinking', {
      choices: ['on', 'off', 'auto'] as const,
      default: 'auto' as const,
      describe: 'whether the model thinks before it answers',
    })
    .option('price', {
      type: 'string',
      requiresArg: true,
      describe: 'IN/CACHED/OUT in USD per million tokens, where the price is not known',
    })
    .option('env-file', { type: 'string', describe: 'values for secrets, beside the .env next to the scenario' })
    .option('fresh', { type: 'boolean', default: false, describe: 'ignore the recording' })
    .option('frozen', { type: 'boolean', default: false, describe: 'replay only: no planner, no model call' })
    .option('update', {
      type: 'boolean',
      default: false,
      describe: 'write recordings under CI too, and accept healed ones',
    })
    .option('out', { type: 'string', default: 'reports', describe: 'folder for reports' })
    .option('export', {
      type: 'string',
      describe: 'folder that also gets the spec of each passed run, unless somebody changed it there',
    })
    .option('verify', { type: 'number', describe: 'how often a spec must pass to be proved; 0 proves nothing' })
    .option('reporter', {
      type: 'string',
      array: true,
      default: ['list'],
      describe: 'list, json=FILE, jsonl, jsonl=FILE, junit=FILE, github',
    })
    .option('workers', { type: 'number', describe: 'scenarios at a time' })
    .option('shard', { type: 'string', describe: 'I/N: this part of the scenarios only' })
    .option('retries', { type: 'number', default: 0, describe: 'how often a failed scenario is tried again' })
    .option('grep', { type: 'string', describe: 'only scenarios whose name matches this regular expression' })
    .option('verbose', {
      type: 'boolean',
      default: false,
      describe: 'show each call, how long the page took, what the model says as it comes, and what each reply cost',
    })
    .option('quiet', { type: 'boolean', default: false, describe: 'show only what did not pass, and the totals' })
    .option('headed', { type: 'boolean', default: false, describe: 'show the browser' })
    .option('viewport', { type: 'string', describe: 'WIDTHxHEIGHT over use.viewport: a smaller picture costs less' })
    .option('screenshot-quality', { type: 'number', default: 80, describe: 'of the pictures (JPEG), 1 to 100' })
    .option('connect', {
      type: 'string',
      describe: 'use a running browser: ws:// of a Playwright server, http:// of DevTools',
    })
    .option('trace', {
      choices: ['on', 'off', 'retain-on-failure'] as const,
      default: 'off' as const,
      describe: "Playwright's trace",
    })
    .option('max-turns', { type: 'number', describe: 'over limits.turns of the scenario' })
    .option('max-minutes', { type: 'number', describe: 'over limits.minutes' })
    .option('max-tokens', { type: 'number', describe: 'over limits.tokens' })
    .option('max-usd', { type: 'number', describe: 'over limits.usd' })
    .example('$0 run scenarios/login.yaml', 'one scenario')
    .example('$0 run scenarios --reporter junit=out.xml', 'all of a folder, for CI')
    .example('$0 run scenarios/login.yaml --model kimi-k2.5 --fresh', 'driven by Kimi, whatever is recorded')
    .example('$0 run scenarios --reporter jsonl | jq .event.type', 'what happens, for another program');
}

type Arguments = ReturnType<typeof options> extends Argv<infer T> ? T : never;

export const run: CommandModule<object, Arguments> = {
  command: 'run <scenario..>',
  describe: 'replay scenarios, or drive them with a model; write reports',
  builder: options,
  async handler(args) {
    if (args.quiet && args.verbose)
      throw new UitestError('usage.invalid', 'expected --quiet or --verbose, found both: give the one that is meant');
    const reporters = readReporters(args.reporter);
    const pictures = { screenshotQuality: readQuality(args.screenshotQuality), viewport: readViewport(args.viewport) };
    const { runCommand } = await import('./runCommand.ts');
    process.exitCode = await runCommand(
      {
        paths: args.scenario,
        model: args.model,
        host: args.host,
        baseURL: args.baseUrl,
        apiKeyEnv: args.apiKeyEnv,
        thinking: args.thinking,
        price: args.price,
        envFile: args.envFile === undefined ? undefined : path.resolve(args.envFile),
        outDir: path.resolve(args.out),
        fresh: args.fresh,
        frozen: args.frozen,
        update: args.update,
        verify: args.verify,
        workers: args.workers,
        shard: args.shard,
        retries: args.retries,
        grep: args.grep,
        headed: args.headed,
        verbose: args.verbose,
        ...pictures,
        connect: args.connect,
        trace: args.trace,
        limits: { turns: args.maxTurns, minutes: args.maxMinutes, tokens: args.maxTokens, usd: args.maxUsd },
      },
      {
        ...reporters,
        quiet: args.quiet,
        exportDir: args.export === undefined ? undefined : path.resolve(args.export),
      },
    );
  },
};
