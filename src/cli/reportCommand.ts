import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readRun } from '../journal/read.ts';
import { renderReport } from '../report/renderReport.ts';
import { specName } from '../runner/finishRun.ts';
import { runFolder } from '../runner/runFolder.ts';
import { writeIndex } from '../runner/writeIndex.ts';
import { writeWhole } from '../runner/writeWhole.ts';

/** The report is a pure function of the journal, so it can be made again for any run, also for one that died. */
export async function reportCommand({
  run: given,
  out,
  serve,
}: {
  run: string | undefined;
  out: string;
  serve: boolean;
}): Promise<void> {
  const outDir = path.resolve(out);
  const dir = runFolder(given, outDir);
  const run = readRun(dir);
  const specFile = path.join(dir, specName(run.scenario.file));
  const spec = existsSync(specFile) ? { spec: readFileSync(specFile, 'utf8'), specFile } : {};
  const file = path.join(dir, 'index.html');
  writeWhole(file, renderReport(run, spec));
  if (path.dirname(dir) === outDir) writeIndex(outDir);
  if (serve) {
    const { serveFolder } = await import('./serveFolder.ts');
    const url = await serveFolder(dir);
    process.stdout.write(`${url}\n`);
    return;
  }
  process.stdout.write(`${file}\n`);
  if (process.stdout.isTTY && !process.env['CI']) open(file);
}

const OPENERS: Record<string, [string, ...string[]]> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };

/** What the desktop opens pages with; without a desktop the printed path has to do. */
function open(file: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
