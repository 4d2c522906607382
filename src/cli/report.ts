import path from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { prune } from './prune.ts';

function options(yargs: Argv) {
  return yargs
    .positional('run', { type: 'string', describe: 'id or folder of a run; default: the newest' })
    .option('out', { type: 'string', default: 'reports', requiresArg: true, describe: 'folder of the runs' })
    .option('serve', {
      type: 'boolean',
      default: false,
      describe: 'serve the reports of all runs on 127.0.0.1 instead of opening one, until Ctrl-C',
    })
    .option('single-file', {
      type: 'string',
      describe: '[=FILE.html]: one file with its pictures in it, to attach; default: beside the report',
    })
    .option('max-mb', {
      type: 'number',
      default: 25,
      requiresArg: true,
      describe: 'with --single-file: pictures get smaller until the file is no larger',
    })
    .example('$0 report', 'the newest run')
    .example('$0 report --serve', 'all runs, in a browser on this machine')
    .example('$0 report --single-file=failure.html', 'for a ticket')
    .example('$0 report prune --keep 20', 'delete the older runs');
}

type Arguments = ReturnType<typeof options> extends Argv<infer T> ? T : never;

const open: CommandModule<object, Arguments> = {
  command: '$0 [run]',
  describe: 'write the report of a run anew from its journal and open it',
  builder: options,
  async handler({ run, out, serve, singleFile, maxMb }) {
    const { reportCommand } = await import('./reportCommand.ts');
    await reportCommand({ ...asked(run, singleFile), outDir: path.resolve(out), serve, maxMb });
  },
};

export const report: CommandModule = {
  command: 'report',
  describe: 'write the report of a run anew from its journal and open it, or delete older runs',
  builder: (yargs) => yargs.command(prune).command(open),
  handler: () => undefined,
};

/** In `--single-file login-60c4` the run is meant: a file is called `….html`. */
function asked(run: string | undefined, file: string | undefined): { run: string | undefined; file?: string } {
  if (file === undefined) return { run };
  return file === '' || /\.html?$/i.test(file) || run !== undefined ? { run, file } : { run: file, file: '' };
}
