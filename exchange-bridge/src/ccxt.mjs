import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// ccxt exports only its whole, which costs twice the time and 50 MB more than the one or two exchanges in use: its files are
// imported by their addresses. resolve() is no help here, as it points into dist/, which an installation may leave out.
const root = createRequire(import.meta.url).resolve.paths('ccxt')
  .map((folder) => path.join(folder, 'ccxt'))
  .find((folder) => existsSync(path.join(folder, 'package.json')));

/** The version of ccxt, or null where it is not installed. */
export const version = root ? JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version : null;

const sources = root && path.join(root, 'js', 'src');
const load = (...parts) => import(pathToFileURL(path.join(sources, ...parts)).href);

export const errors = root ? await load('base', 'errors.js') : {};
export const bookSides = root ? await load('base', 'ws', 'OrderBookSide.js') : {};
export const caches = root ? await load('base', 'ws', 'Cache.js') : {};

/** Whether ccxt knows the exchange at all. */
export const isKnown = (id) => /^[a-z0-9_]+$/.test(id) && Boolean(sources) && existsSync(path.join(sources, `${id}.js`));

const hasSockets = (id) => existsSync(path.join(sources, 'pro', `${id}.js`));

/** The class of one exchange, the WebSocket one where there is one. */
export const classOf = async (id) => (await (hasSockets(id) ? load('pro', `${id}.js`) : load(`${id}.js`))).default;

/** Every exchange that ccxt offers. */
export const ids = () => readdirSync(sources).filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -3)).sort();
