import { spawn } from 'node:child_process';
import path from 'node:path';
import { UitestError } from '../core/error.ts';
import { runFolder } from '../runner/runFolder.ts';
import { writeIndex } from '../runner/writeIndex.ts';
import { writeMissingReports, writeReport } from './writeReport.ts';

interface Request {
  run: string | undefined;
  /** One file is asked for, there; empty: beside the report. */
  file?: string;
  outDir: string;
  serve: boolean;
  /** Millions of bytes. */
  maxMb: number;
}

export async function reportCommand({ run: given, file, outDir, serve, maxMb }: Request): Promise<void> {
  if (file !== undefined) checkSingleFile(file, maxMb, serve);
  const dir = runFolder(given, outDir);
  if (file !== undefined) {
    const { writeSingleFile } = await import('./writeSingleFile.ts');
    return open(await writeSingleFile(dir, maxMb * 1_000_000, file === '' ? undefined : path.resolve(file)));
  }
  const page = writeReport(dir);
  const listed = path.dirname(dir) === outDir;
  if (listed) {
    writeMissingReports(outDir);
    writeIndex(outDir);
  }
  if (!serve) return open(page);
  const { serveRuns } = await import('./serveRuns.ts');
  const name = path.basename(dir);
  const index = await serveRuns(path.dirname(dir), listed ? undefined : name);
  process.stdout.write(`${index}${encodeURIComponent(name)}/index.html\n`);
  process.stderr.write('Ctrl-C ends it. Whoever has this address can read the reports.\n');
}

function checkSingleFile(file: string, maxMb: number, serve: boolean): void {
  if (serve)
    throw new UitestError(
      'usage.invalid',
      'expected --serve or --single-file, found both: what is one file needs no server',
    );
  if (file !== '' && !/\.html?$/i.test(file))
    throw new UitestError(
      'usage.invalid',
      `expected --single-file=FILE.html, found ${JSON.stringify(file)}: a browser opens only what is called .html`,
    );
  if (!(maxMb >= 1 && maxMb <= 1000))
    throw new UitestError('usage.invalid', `expected a number from 1 to 1000 after --max-mb, found ${maxMb}`);
}

const OPENERS: Record<string, [string, ...string[]]> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };

/** What the desktop opens pages with; without a desktop the printed path has to do. */
function open(file: string): void {
  process.stdout.write(`${file}\n`);
  if (!process.stdout.isTTY || process.env['CI']) return;
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
