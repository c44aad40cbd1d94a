import { errors } from './ccxt.mjs';
import { scrub } from './secrets.mjs';

const LONGEST_MESSAGE = 400;

/** A request that this bridge refuses by itself; the name tells which rule. */
export class BridgeRefusal extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

/**
 * What went wrong, for the other side of the pipe.
 * kind: transient (may work later), rejected (will not work as asked), unauthorised (keys or permissions).
 * @param {boolean} changes whether the call was on its way to change something at the exchange: then an answer that never came leaves
 *   the outcome unknown, and trying again blindly could do it twice.
 */
export function describe(error, changes = false) {
  const name = error instanceof BridgeRefusal ? error.name : classNameOf(error);
  const kind = kindOf(error);
  const unknown = changes && kind === 'transient' && !isCertainlyUndone(error);
  const fault = { name, kind, message: sentenceOf(error), retry: kind === 'transient' && !unknown };
  if (unknown)
    fault.unknown = true;
  if (error?.retryAfterMs !== undefined)
    fault.retryAfterMs = error.retryAfterMs;
  return fault;
}

const is = (error, ...names) => names.some((name) => errors[name] && error instanceof errors[name]);

const classNameOf = (error) => error?.constructor?.name ?? typeof error;

function kindOf(error) {
  if (error instanceof BridgeRefusal)
    return error.name === 'NoCredentials' ? 'unauthorised' : 'rejected';
  if (is(error, 'AuthenticationError', 'AccountNotEnabled'))
    return 'unauthorised';
  if (is(error, 'OperationFailed'))
    return 'transient';
  // Binance says "overloaded, try again" in a way that ccxt takes for a plain exchange error.
  if (is(error, 'ExchangeError') && /"code":\s*-1008\b/.test(error.message))
    return 'transient';
  // ExchangeClosedByUser and UnsubscribeError are ours, not the exchange's verdict.
  if (is(error, 'UnsubscribeError', 'ExchangeClosedByUser'))
    return 'transient';
  if (is(error, 'BaseError'))
    return 'rejected';
  // Not of ccxt's family: a TypeError over an HTML page, a certificate, a socket.
  return 'transient';
}

/** Answers that say that nothing was done. */
function isCertainlyUndone(error) {
  if (is(error, 'DDoSProtection', 'RateLimitExceeded', 'InvalidNonce', 'OnMaintenance'))
    return true;
  return is(error, 'NetworkError') && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(error.message);
}

function sentenceOf(error) {
  let text = scrub(error?.message ?? error).replace(/\s+/g, ' ').trim();
  const page = text.search(/<(!doctype|html|head|body)\b/i);
  if (page >= 0)
    text = `${text.slice(0, page)}(an HTML page)`;
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}
