import type { CommandModule } from 'yargs';

interface Arguments {
  from: string;
  out: string;
  runs: string;
  force: boolean;
}

export const exportSpec: CommandModule<object, Arguments> = {
  command: 'export <from>',
  describe: 'put the verified spec of a run or scenario into an existing suite',
  builder: (yargs) =>
    yargs
      .positional('from', {
        type: 'string',
        demandOption: true,
        describe: 'id or folder of a run, or a scenario: its newest passed run',
      })
      .option('out', { type: 'string', demandOption: true, describe: 'folder of the suite that gets the spec' })
      .option('runs', { type: 'string', default: 'reports', describe: 'folder of the runs' })
      .option('force', {
        type: 'boolean',
        default: false,
        describe: 'overwrite a file that was changed, and take a spec that is not verified',
      }),
  async handler({ from, out, runs, force }) {
    const { exportCommand } = await import('./exportCommand.ts');
    exportCommand({ from, out, runs, force });
  },
};
