import type { CommandModule } from 'yargs';

export const init: CommandModule<object, { dir: string }> = {
  command: 'init [dir]',
  describe: 'put a scenario, a CI file and .gitignore entries into a project',
  builder: (yargs) => yargs.positional('dir', { type: 'string', default: '.', describe: 'folder of the project' }),
  async handler({ dir }) {
    const { initCommand } = await import('./initCommand.ts');
    initCommand(dir);
  },
};
