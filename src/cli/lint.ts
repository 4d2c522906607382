import type { CommandModule } from 'yargs';

export const lint: CommandModule<object, { scenario: string[] }> = {
  command: 'lint <scenario..>',
  describe: 'check scenarios without a browser; say what builtin would not understand',
  builder: (yargs) =>
    yargs.positional('scenario', {
      describe: 'scenario files, or folders of them',
      type: 'string',
      array: true,
      demandOption: true,
    }),
  async handler({ scenario }) {
    const { lintCommand } = await import('./lintCommand.ts');
    process.exitCode = lintCommand(scenario);
  },
};
