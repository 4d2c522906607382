import path from 'node:path';
import type { Argv, CommandModule } from 'yargs';

function options(yargs: Argv) {
  return yargs
    .positional('from', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'ids or folders of runs, or scenarios: the newest passed run of each',
    })
    .option('out', { type: 'string', demandOption: true, describe: 'folder of the suite that gets the specs' })
    .option('runs', { type: 'string', default: 'reports', describe: 'folder of the runs' })
    .option('fixture', {
      type: 'string',
      requiresArg: true,
      describe: 'FILE[#name]: import `test` from this file of the suite',
    })
    .option('page-objects', {
      type: 'boolean',
      default: false,
      describe: 'locators that are used twice or more go into page classes, in DIR/pages',
    })
    .option('verify', { type: 'number', describe: 'how often each spec is then run where it lies, by its suite' })
    .option('perturb', {
      type: 'boolean',
      default: false,
      describe: 'with --verify: slower network, slower processor, reduced motion, another viewport',
    })
    .option('seed', { type: 'number', default: 1, describe: 'of the perturbations: the same seed, the same delays' })
    .option('env-file', { type: 'string', describe: 'values for secrets, beside the .env next to the scenario' })
    .option('dry-run', { type: 'boolean', default: false, describe: 'print what would be written, write nothing' })
    .option('force', {
      type: 'boolean',
      default: false,
      describe: 'overwrite a file that was changed, and take a spec that is not verified',
    })
    .example('$0 export scenarios/login.yaml --out e2e', 'into the suite of e2e, in its manner')
    .example('$0 export login --out e2e --verify 10 --perturb', 'and how often it passes there');
}

type Arguments = ReturnType<typeof options> extends Argv<infer T> ? T : never;

export const exportSpec: CommandModule<object, Arguments> = {
  command: 'export <from..>',
  describe: 'put the verified specs of runs or scenarios into an existing suite',
  builder: options,
  async handler({ from, out, runs, fixture, pageObjects, dryRun, force, verify, perturb, seed, envFile }) {
    const { exportCommand } = await import('./exportCommand.ts');
    process.exitCode = await exportCommand({
      from,
      out: path.resolve(out),
      runs: path.resolve(runs),
      fixture,
      pageObjects,
      dryRun,
      force,
      verify: verify === undefined && !perturb ? undefined : { times: verify, perturb, seed, envFile },
    });
  },
};
