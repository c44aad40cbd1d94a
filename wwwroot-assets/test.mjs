// Bundles every *.test.ts into a folder of its own and runs them with Node's test runner.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'wwwroot-assets-'));
try {
  const entryPoints = ['charts', 'interop'].flatMap((folder) =>
    readdirSync(join(here, folder)).filter((file) => file.endsWith('.test.ts')).map((file) => join(here, folder, file)));
  await build({ entryPoints, outdir: out, bundle: true, platform: 'node', format: 'esm', outExtension: { '.js': '.mjs' }, logLevel: 'warning' });
  const files = readdirSync(out, { recursive: true }).filter((file) => file.endsWith('.mjs')).map((file) => join(out, file));
  process.exitCode = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...files], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
