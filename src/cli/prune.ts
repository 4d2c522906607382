import path from 'node:path';
import type { Argv, CommandModule } from 'yargs';

function options(yargs: Argv) {
  return yargs
    .option('keep', {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'how many of the newest runs stay',
    })
    .option('per-scenario', { type: 'boolean', default: false, describe: 'so many of each scenario, not of all' })
    .option('dry-run', { type: 'boolean', default: false, describe: 'say what would be deleted, delete nothing' })
    .option('out', { type: 'string', default: 'reports', requiresArg: true, describe: 'folder of the runs' });
}

type Arguments = ReturnType<typeof options> extends Argv<infer T> ? T : never;

export const prune: CommandModule<object, Arguments> = {
  command: 'prune',
  describe: 'delete the folders of older runs',
  builder: options,
  async handler({ keep, perScenario, dryRun, out }) {
    const { pruneCommand } = await import('./pruneCommand.ts');
    process.exitCode = pruneCommand({ keep, perScenario, dryRun, outDir: path.resolve(out) });
  },
};
