import { parentPort } from 'node:worker_threads';
import { classOf, ids } from './ccxt.mjs';
import { exchange } from './shapes.mjs';

const list = [];
for (const id of ids())
  list.push(exchange(new (await classOf(id))()));
parentPort.postMessage(list);
