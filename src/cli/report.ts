import type { CommandModule } from 'yargs';

interface Arguments {
  run: string | undefined;
  out: string;
  serve: boolean;
}

export const report: CommandModule<object, Arguments> = {
  command: 'report [run]',
  describe: 'write the report of a run anew from its journal and open it',
  builder: (yargs) =>
    yargs
      .positional('run', { type: 'string', describe: 'id or folder of a run; default: the newest' })
      .option('out', { type: 'string', default: 'reports', describe: 'folder of the runs' })
      .option('serve', { type: 'boolean', default: false, describe: 'serve it on this machine instead of opening it' }),
  async handler({ run, out, serve }) {
    const { reportCommand } = await import('./reportCommand.ts');
    await reportCommand({ run, out, serve });
  },
};
