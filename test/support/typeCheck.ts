/** What the compiler says of a spec under `--strict`, in a folder in which `@playwright/test` is found; nothing where it is content. */
import { execFile } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { emptyFolder, ROOT } from './cli.ts';

const FLAGS =
  '--strict --noEmit --noUnusedLocals --target es2022 --module nodenext --types node --skipLibCheck --ignoreConfig';

export async function typeCheck(spec: string): Promise<string> {
  const folder = emptyFolder();
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'a.spec.ts'), spec);
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const ran = promisify(execFile)(process.execPath, [tsc, ...FLAGS.split(' '), 'a.spec.ts'], { cwd: folder });
  return ran.then(
    ({ stdout }) => stdout,
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  );
}
