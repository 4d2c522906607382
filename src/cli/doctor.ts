import type { Argv, CommandModule } from 'yargs';

function options(yargs: Argv) {
  return yargs
    .option('model', { type: 'string', describe: 'as for run' })
    .option('host', { type: 'string', describe: 'as for run' })
    .option('base-url', { type: 'string', describe: 'as for run' })
    .option('api-key-env', { type: 'string', describe: 'as for run' })
    .option('price', { type: 'string', requiresArg: true, describe: 'as for run' });
}

type Arguments = ReturnType<typeof options> extends Argv<infer T> ? T : never;

export const doctor: CommandModule<object, Arguments> = {
  command: 'doctor',
  describe: 'browser, model, key, versions: what works and what to do',
  builder: options,
  async handler({ model, host, baseUrl, apiKeyEnv, price }) {
    const { doctorCommand } = await import('./doctorCommand.ts');
    process.exitCode = await doctorCommand({ model, host, baseURL: baseUrl, apiKeyEnv, price });
  },
};
