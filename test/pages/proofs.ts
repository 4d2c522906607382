/** The specs of the pages that were driven, proved together: one start of Playwright Test instead of one for each. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startPlaywrightTest } from '../../src/runner/playwrightTest.ts';
import { startLocalServer, type LocalServer, type Routes } from '../support/localServer.ts';

export interface Proof {
  title: string;
  spec: string;
  /** Values of its secrets, by the names of their variables. */
  env: Record<string, string>;
}

const ran = z.object({
  errors: z.array(z.object({ message: z.string().default('') })).default([]),
  suites: z.array(
    z.object({
      file: z.string(),
      specs: z.array(
        z.object({
          tests: z.array(
            z.object({
              results: z.array(
                z.object({
                  status: z.string(),
                  errors: z.array(z.object({ message: z.string().default('') })).default([]),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
});

export class Proofs {
  private readonly servers: LocalServer[] = [];
  private waiting: Proof[] = [];

  /** A server that is still there when the spec is run. */
  async serve(routes: Routes): Promise<LocalServer> {
    const server = await startLocalServer(routes);
    this.servers.push(server);
    return server;
  }

  add(proof: Proof): void {
    this.waiting.push(proof);
  }

  /** Runs what was added since the last call, each `times` times in a fresh context. Title → what came of each run; a pass is `passed`. */
  async run(folder: string, times: number, executablePath: string): Promise<Record<string, string[]>> {
    const proofs = this.waiting;
    if (proofs.length === 0) throw new Error('no spec to prove: the tests before this one left none');
    this.waiting = [];
    const report = path.join(folder, 'report.json');
    mkdirSync(folder, { recursive: true });
    for (const [index, { spec }] of proofs.entries()) writeFileSync(path.join(folder, `${index}.spec.ts`), spec);
    const config = path.join(folder, 'playwright.config.cjs');
    writeFileSync(
      config,
      `module.exports = ${JSON.stringify({
        testDir: folder,
        outputDir: path.join(folder, 'out'),
        workers: 1,
        repeatEach: times,
        reporter: [['json', { outputFile: report }]],
        use: { launchOptions: { executablePath } },
      })};`,
    );
    const env = Object.assign({}, ...proofs.map((proof) => proof.env));
    await startPlaywrightTest({ args: ['-c', config], env, cwd: folder, output: 'ignore' }).done;
    const { suites, errors } = ran.parse(JSON.parse(readFileSync(report, 'utf8')));
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return Object.fromEntries(
      proofs.map(({ title, spec }, index) => [
        title,
        suites
          .filter(({ file }) => file === `${index}.spec.ts`)
          .flatMap(({ specs }) => specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results)))
          .map(({ status, errors: why }) =>
            status === 'passed' ? status : `${status}: ${why.map(({ message }) => message).join('\n')}\n${spec}`,
          ),
      ]),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
  }
}
