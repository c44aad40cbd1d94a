// The exchange bridge: newline-delimited JSON on stdin and stdout, ccxt behind it. The frames are described in README.md.
// The guard comes first: from here on only frames reach stdout.
import './src/guard.mjs';
import { createInterface } from 'node:readline';
import { Bridge } from './src/bridge.mjs';

const bridge = new Bridge(process.stdout);

process.on('unhandledRejection', (reason) => console.error('unhandled rejection:', reason?.stack ?? reason));
// The state after an uncaught exception is unknown: end, and let the parent start anew.
process.on('uncaughtException', (error) => {
  console.error('uncaught exception:', error?.stack ?? error);
  process.exit(70);
});

const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
lines.on('line', (line) => bridge.receive(line));
// The parent is gone or asks us to end: nothing here is worth waiting for.
lines.on('close', () => process.exit(0));
bridge.hello();
