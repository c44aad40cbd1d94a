interface BlazorStart {
  reconnect?(): Promise<boolean>;
  resumeCircuit?(): Promise<boolean>;
}

function blazor(): BlazorStart | undefined {
  return (window as { Blazor?: BlazorStart }).Blazor;
}

/** The buttons of the reconnect notice: `data-reconnect` tries again now, `data-reload` loads the page anew. */
export function watchReconnect(): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element | null;
    if (target?.closest('[data-reload]')) location.reload();
    if (target?.closest('[data-reconnect]')) void tryAgain();
  });
  // A laptop that wakes up should not wait for the next scheduled try.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && notice()?.classList.contains('components-reconnect-failed')) void tryAgain();
  });
}

async function tryAgain(): Promise<void> {
  try {
    if (await blazor()?.reconnect?.()) return;
    // The server answered and no longer knows this page: only a fresh one helps.
    if (!(await blazor()?.resumeCircuit?.())) location.reload();
  } catch {
    notice()?.setAttribute('data-tried', String(Date.now())); // unreachable still; the notice stays and says so
  }
}

function notice(): HTMLElement | null {
  return document.getElementById('components-reconnect-modal');
}
