const secrets = new Set();
const MASK = '***';

/** Remembers what must never leave this process. */
export function keepSecret(value) {
  if (typeof value !== 'string' || value.length < 4)
    return;
  for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
    secrets.add(form);
  // A key in PEM form could be quoted line by line.
  for (const line of value.split(/\r?\n/)) {
    if (line.length >= 16 && !line.startsWith('-----'))
      secrets.add(line);
  }
}

/** The text without secrets and without the query strings of addresses, which carry signatures. */
export function scrub(text) {
  let clean = String(text);
  for (const secret of secrets)
    clean = clean.replaceAll(secret, MASK);
  return clean.replace(/((?:https?|wss?):\/\/[^\s?"']+)\?[^\s"']*/g, '$1?…');
}
