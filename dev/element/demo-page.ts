// The demo in a browser: which states there are, and when one of them stands still.
import type { Page } from '@playwright/test';
import type { Site } from './site.ts';

const QUIET_MS = 400;
const LIMIT_MS = 8_000;

/** The names of all states, as the demo lists them. */
export async function demoStates(page: Page, site: Site): Promise<string[]> {
  await page.goto(`${site.url}/demo/demo.html`);
  const links = await page.locator('#states a').allTextContents();
  return links.filter((name) => name !== 'dark or light');
}

/** Shows a state and waits until nothing changes in it any more; one that never rests is shown after some seconds. */
export async function openState(
  page: Page,
  site: Site,
  state: string,
  scheme: 'light' | 'dark',
): Promise<void> {
  await page.goto(`${site.url}/demo/demo.html?${new URLSearchParams({ state, scheme })}`);
  await page.getByRole('region', { name: 'AI Assistant' }).waitFor();
  await page.evaluate(
    ([quietMs, limitMs]) =>
      new Promise<void>((resolve) => {
        const root = document.querySelector('openai-chatkit')?.shadowRoot;
        let timer = setTimeout(resolve, quietMs);
        setTimeout(resolve, limitMs);
        const watch = () => {
          clearTimeout(timer);
          timer = setTimeout(resolve, quietMs);
        };
        if (root)
          new MutationObserver(watch).observe(root, { subtree: true, childList: true, characterData: true });
      }),
    [QUIET_MS, LIMIT_MS] as const,
  );
}
