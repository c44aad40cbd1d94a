import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { version } from './ccxt.mjs';

/** All exchanges that ccxt offers. Reading them loads every exchange once, in a thread whose memory is given back. */
export async function catalogue(folder) {
  const file = folder ? path.join(folder, `exchanges-${version}.json`) : null;
  if (file) {
    try {
      return JSON.parse(await readFile(file, 'utf8'));
    } catch (error) {
      if (error.code !== 'ENOENT')
        console.error('the kept exchange list is unreadable and will be made anew:', error.message);
    }
  }
  const list = await read();
  if (file) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(list));
    await rename(`${file}.new`, file);
  }
  return list;
}

const read = () => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./catalogueWorker.mjs', import.meta.url), { stdout: true });
  worker.once('message', resolve);
  worker.once('error', reject);
});
