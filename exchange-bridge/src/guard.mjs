import { format } from 'node:util';
import { scrub } from './secrets.mjs';

// ccxt logs with console.log; one such line on stdout would corrupt the frames.
for (const level of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir'])
  console[level] = (...words) => process.stderr.write(`${scrub(format(...words))}\n`);
