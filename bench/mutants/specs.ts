/** The specs of the shipped scenarios, as uitest leaves them, and what they come to against whatever serves their address. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPlaywrightTest } from '../../src/runner/playwrightTest.ts';
import { ROOT, uitest } from '../../test/support/cli.ts';

const SCENARIOS = readdirSync(path.join(ROOT, 'scenarios'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

/** Twelve questions of the 120: they tell as much, and the rest only takes time. */
function shortened(text: string): string {
  return text.replace('times: 120', 'times: 12').replace(/(- click: Next\n)[\s\S]*/, '$1');
}

export interface Red {
  spec: string;
  /** Where and how it failed first: the line of the spec, and the first words of the message. */
  line: string;
  message: string;
}

interface Reported {
  suites: {
    file: string;
    specs: {
      tests: { results: { status: string; errors: { message?: string; location?: { line: number } }[] }[] }[];
    }[];
  }[];
}

export class Specs {
  readonly folder: string;
  private readonly port: number;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  /** Runs each scenario once, at the port, and keeps the spec that was proved. */
  static async compile(port: number, executable: string | undefined): Promise<Specs> {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'uitest-mutants-')));
    cpSync(path.join(ROOT, 'scenarios/.env'), path.join(folder, '.env'));
    cpSync(path.join(ROOT, 'scenarios/files'), path.join(folder, 'files'), { recursive: true });
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(ROOT, 'node_modules/@playwright'), path.join(folder, 'node_modules/@playwright'));
    for (const name of SCENARIOS) {
      const text = readFileSync(path.join(ROOT, `scenarios/${name}.yaml`), 'utf8');
      const file = path.join(folder, `${name}.yaml`);
      writeFileSync(file, (name === 'questionnaire' ? shortened(text) : text).replaceAll('4173', String(port)));
      const { code, text: said } = await uitest([
        'run',
        file,
        '--out',
        path.join(folder, 'out'),
        '--export',
        path.join(folder, 'specs'),
      ]);
      if (code !== 0) throw new Error(`${name} did not pass:\n${said}`);
    }
    writeFileSync(
      path.join(folder, 'playwright.config.cjs'),
      `module.exports = ${JSON.stringify({
        testDir: 'specs',
        outputDir: path.join(folder, 'test-results'),
        workers: 2,
        fullyParallel: true,
        reporter: [['json', { outputFile: path.join(folder, 'results.json') }]],
        use: {
          actionTimeout: 5_000,
          ...(executable === undefined ? {} : { launchOptions: { executablePath: executable } }),
        },
      })};\n`,
    );
    return new Specs(folder, port);
  }

  get address(): number {
    return this.port;
  }

  /** Those that went red. `times`: each so often. */
  async run(times = 1): Promise<{ ran: number; red: Red[] }> {
    const env = readFileSync(path.join(this.folder, '.env'), 'utf8');
    const password = /^DEMO_PASSWORD=(.*)$/m.exec(env)?.[1]?.replaceAll(/^["']|["']$/g, '') ?? '';
    await startPlaywrightTest({
      args: ['-c', path.join(this.folder, 'playwright.config.cjs'), `--repeat-each=${times}`],
      env: { DEMO_PASSWORD: password },
      cwd: this.folder,
      output: 'ignore',
    }).done;
    const { suites } = JSON.parse(readFileSync(path.join(this.folder, 'results.json'), 'utf8')) as Reported;
    const results = suites.flatMap(({ file, specs }) =>
      specs.flatMap(({ tests }) => tests.flatMap(({ results: each }) => each.map((result) => ({ file, ...result })))),
    );
    return {
      ran: results.length,
      red: results
        .filter(({ status }) => status !== 'passed')
        .map(({ file, errors: [error] }) => {
          const source = readFileSync(path.join(this.folder, 'specs', file), 'utf8').split('\n');
          const words = (error?.message ?? '').replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
          return {
            spec: file,
            line: source[(error?.location?.line ?? 0) - 1]?.trim() ?? '',
            message: words.split('\n')[0] ?? '',
          };
        }),
    };
  }
}
