// What the browser tests of the element share: a page of a host under the strict policy, a scripted server of its
// own behind real HTTP, and the promise that nothing complains and nothing leaves the origin.

import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { ReactKind } from '#dev/element/build.ts';
import type { ChatEndpoint } from '#dev/element/chat-server.ts';
import type { FromTest, OptionData } from '#dev/element/pages/host-page.ts';
import { type Site, startSite } from '#dev/element/site.ts';
import { Panel } from '../product.ts';

export { expect };

/** Where the build of the tests lies; the `element build` project makes it anew. */
export const BUILT = 'test-results/element';

type Start = Omit<FromTest, 'clientTool' | 'hostOptions'> & {
  page?: 'vanilla' | ReactKind;
  options?: OptionData;
};

export class Host {
  readonly page: Page;
  readonly panel: Panel;
  readonly element: Locator;
  private readonly address: (kind: string) => string;

  constructor(page: Page, address: (kind: string) => string) {
    this.page = page;
    this.panel = new Panel(page);
    this.element = page.locator('openai-chatkit').first();
    this.address = address;
  }

  /** Opens a page of a host. Functions that the host shall have are exposed by the test before. */
  async open({ page = 'vanilla', options = {}, ...rest }: Start = {}): Promise<void> {
    const given = { hostOptions: { history: { enabled: false }, ...options }, ...rest };
    await this.page.addInitScript((values) => Object.assign(window, values), given);
    await this.page.goto(this.address(page));
    await this.page.waitForFunction(() => window.host !== undefined);
    if (!rest.elementLater) await expect(this.panel.region).toBeVisible();
  }

  trace(): Promise<string[]> {
    return this.page.evaluate(() => [...window.host.trace]);
  }

  setOptions(options: OptionData): Promise<void> {
    const data = { history: { enabled: false }, ...options };
    return this.page.evaluate((given) => window.host.setOptions(given), data);
  }
}

type PerTest = {
  wire: ReturnType<Site['addEndpoint']>;
  host: Host;
  chat: ChatEndpoint;
  complaints: string[];
};
type PerWorker = { site: Site };

export const test = base.extend<PerTest, PerWorker>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const site = await startSite(BUILT);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  /** Broken policies, requests to other origins, errors. A test that provokes one empties the list. */
  complaints: [
    async ({ page, site }, use) => {
      const complaints: string[] = [];
      const home = new URL(site.url).origin;
      await page.context().route(
        (url) => /^(https?|wss?):$/.test(url.protocol) && url.origin !== home,
        (route) => {
          complaints.push(`A request left for ${route.request().url()}`);
          return route.abort();
        },
      );
      await page.exposeFunction('reportViolation', (text: string) => complaints.push(text));
      await page.addInitScript(() => {
        const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          report(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
        );
      });
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      page.on('console', (message) => {
        // The browser itself reports every answer of 400 and more; those are the tests' own business.
        const expected = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !expected) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],

  wire: async ({ site }, use) => {
    await use(site.addEndpoint());
  },

  chat: async ({ wire }, use) => {
    await use(wire.endpoint);
  },

  host: async ({ page, site, wire }, use) => {
    await use(new Host(page, (kind) => `${site.url}/host/${kind}?api=${wire.path}`));
  },
});
