// Bundles scripts and styles into CryptoDashboard/wwwroot/dist. `--watch` rebuilds on every save.
import { context } from 'esbuild';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'CryptoDashboard', 'wwwroot', 'dist');
const watch = process.argv.includes('--watch');

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'none', // the licence texts are in licences.txt, where users can read them
  charset: 'utf8',
  logLevel: 'warning',
  target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
  outdir: out,
};

const bundles = await Promise.all([
  context({ ...shared, format: 'esm', entryPoints: ['app.ts', 'charts/candleChart.ts', 'charts/equityChart.ts'], entryNames: '[name]' }),
  // A classic script: it has to block the first paint, which a module never does.
  context({ ...shared, format: 'iife', entryPoints: ['themeBoot.ts'] }),
  context({ ...shared, entryPoints: ['styles/app.css'], entryNames: '[name]' }),
]);

await mkdir(out, { recursive: true });
await Promise.all(['icons.svg', 'favicon.svg'].map((file) => copyFile(join(here, file), join(out, file))));
await writeFile(join(out, 'licences.txt'), await licences());
await Promise.all(bundles.map((bundle) => bundle.rebuild()));

if (watch) {
  await Promise.all(bundles.map((bundle) => bundle.watch()));
  console.log('Watching wwwroot-assets; press Ctrl-C to stop.');
} else {
  await Promise.all(bundles.map((bundle) => bundle.dispose()));
}

async function licences() {
  const require = createRequire(import.meta.url);
  const bundled = {
    'lightweight-charts': 'LICENSE', apexcharts: 'LICENSE', '@svgdotjs/svg.js': 'LICENSE.txt', '@svgdotjs/svg.filter.js': 'LICENSE',
    '@svgdotjs/svg.resize.js': 'LICENSE', '@svgdotjs/svg.select.js': 'LICENSE', '@svgdotjs/svg.draggable.js': 'LICENSE', '@yr/monotone-cubic-spline': 'LICENSE',
  };
  const texts = Object.entries(bundled).map(async ([name, file]) => {
    const folder = require.resolve.paths(name).map((path) => join(path, name)).find((path) => existsSync(path));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const text = await readFile(join(folder, file), 'utf8');
    return `\n\n${'-'.repeat(66)}\n${name} ${version}\n${'-'.repeat(66)}\n\n${text.trim()}\n`;
  });
  return [await readFile(join(here, 'licences.txt'), 'utf8'), ...await Promise.all(texts)].join('');
}
