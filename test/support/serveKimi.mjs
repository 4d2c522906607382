// Starts the strict test server by hand: node test/support/serveKimi.mjs --help is in README.md beside this file.
// Node 20 runs no TypeScript, so the server is compiled into node_modules/.cache first, where its imports resolve.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = join(root, 'node_modules/.cache/uitest-kimi-server');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: false, rootDir: root, outDir: out, typeRoots: [join(root, 'node_modules/@types')] },
    include: [],
    files: [join(root, 'test/support/kimiServer/hand.ts')],
  }),
);
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', out], { stdio: 'inherit' });

const { serveByHand } = await import(pathToFileURL(join(out, 'test/support/kimiServer/hand.js')).href);
await serveByHand(process.argv.slice(2));
