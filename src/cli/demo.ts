import type { CommandModule } from 'yargs';

export const demo: CommandModule<object, { port: number; bug: string | undefined }> = {
  command: 'demo',
  describe: 'serve the bundled application, Lamp & Wire, on this machine',
  builder: (yargs) =>
    yargs
      .option('port', { type: 'number', default: 4173, describe: '0 takes any free port' })
      .option('bug', { type: 'string', describe: 'plant a named bug; docs/demo.md lists them' }),
  async handler({ port, bug }) {
    const { serveDemo } = await import('./serveDemo.ts');
    await serveDemo(port, bug);
  },
};
