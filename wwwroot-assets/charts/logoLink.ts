/**
 * The library draws its link late, and adds this machine's host and the page's path to it;
 * a private desk has no reason to tell either. The link itself stays: the licence asks for it.
 */
export function plainLogoLink(element: HTMLElement): () => void {
  const trim = (): void => {
    const link = element.querySelector<HTMLAnchorElement>('#tv-attr-logo');
    if (!link || link.rel) return;
    link.href = 'https://www.tradingview.com/';
    link.rel = 'noopener noreferrer';
  };
  const observer = new MutationObserver(trim);
  observer.observe(element, { childList: true, subtree: true });
  trim();
  return () => observer.disconnect();
}
