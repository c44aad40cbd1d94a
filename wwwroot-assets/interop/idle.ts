import type { DotNetRef } from '../charts/olderCandles';

const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const least = 15;

/**
 * Reports a person's activity to `ReportActivity()` of the page, at once and then no more often than every
 * `everySeconds` (never under 15 s): the server decides when the session has been idle long enough to lock.
 */
export function watchIdle(page: DotNetRef, everySeconds: number): { dispose(): void } {
  const every = Math.max(everySeconds, least) * 1000;
  let reported = -Infinity;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const report = (): void => {
    waiting = undefined;
    reported = performance.now();
    page.invokeMethodAsync('ReportActivity').catch((error: unknown) => {
      console.debug('Activity was not reported; the connection is down.', error);
    });
  };

  const active = (): void => {
    if (waiting !== undefined) return;
    const left = reported + every - performance.now();
    if (left <= 0) report();
    else waiting = setTimeout(report, left); // activity inside the window counts too, only later
  };

  for (const name of events) addEventListener(name, active, { passive: true, capture: true });
  return {
    dispose(): void {
      clearTimeout(waiting);
      for (const name of events) removeEventListener(name, active, { capture: true });
    },
  };
}
