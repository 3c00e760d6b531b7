// What every browser test shares: a page that may talk to nobody else and must not complain, a user of its own,
// and the chat panel as a person sees it.
import { type APIRequestContext, test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

export type Account = { email: string; password: string; token: string };

export const test = base.extend<{ account: Account; panel: Panel; complaints: string[] }>({
  /** Errors that the page reports. A test that provokes one empties the list. */
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      const home = new URL(baseURL ?? '').origin;
      await page.context().route(
        (url) => /^https?:$/.test(url.protocol) && url.origin !== home,
        (route) => {
          complaints.push(`A request left for ${route.request().url()}`);
          return route.abort();
        },
      );
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

  /** A new user whose session cookie the browser already has. */
  account: async ({ page }, use) => {
    await use(await signUp(page.request));
  },

  panel: async ({ page }, use) => {
    await use(new Panel(page));
  },
});

export const newEmail = (): string => `${crypto.randomUUID()}@example.test`;

/** Signs up over REST; the request context keeps the cookie. */
export async function signUp(request: APIRequestContext): Promise<Account> {
  const account = { email: newEmail(), password: `long enough ${crypto.randomUUID()}` };
  const response = await request.post('/api/auth/signup', { data: account });
  expect(response.status(), await response.text()).toBe(201);
  const { access_token } = (await response.json()) as { access_token: string };
  return { ...account, token: access_token };
}

/** Adds a task over REST, as another device would. */
export async function addTask(page: Page, account: Account, title: string, done = false): Promise<void> {
  const response = await page.request.post('/api/tasks', {
    data: { title, is_completed: done },
    headers: { authorization: `Bearer ${account.token}` },
  });
  expect(response.status(), await response.text()).toBe(201);
}

/** One row of the task page. */
export const taskRow = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: title });

export class Panel {
  readonly region: Locator;
  readonly composer: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  readonly answers: Locator;
  readonly questions: Locator;
  readonly badges: Locator;
  readonly newChat: Locator;
  readonly problem: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'AI Assistant' });
    this.composer = this.region.getByRole('textbox', { name: 'Message', exact: true });
    this.sendButton = this.region.getByRole('button', { name: 'Send message' });
    this.stopButton = this.region.getByRole('button', { name: 'Stop answering' });
    this.newChat = this.region.getByRole('button', { name: 'New chat', exact: true });
    this.answers = this.region.getByRole('article').filter({ hasText: 'Assistant said' });
    this.questions = this.region.getByRole('article').filter({ hasText: 'You said' });
    this.badges = this.region.getByRole('article').filter({ hasText: 'Assistant did' }).getByRole('button');
    this.problem = this.region.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open chat' }).click();
    await expect(this.composer).toBeVisible();
  }

  /** By its own close button, which a phone has too. */
  async close(): Promise<void> {
    await this.region.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(this.region).toBeHidden();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Sends a message and waits until the whole answer is there. */
  async say(text: string): Promise<void> {
    const before = await this.answers.count();
    await this.send(text);
    await expect.poll(() => this.answers.count()).toBeGreaterThan(before);
    await this.isQuiet();
  }

  /** No answer is being written any more. */
  async isQuiet(): Promise<void> {
    await expect(this.sendButton).toBeVisible();
    await expect(this.sendButton).not.toHaveAttribute('data-busy');
  }

  get lastAnswer(): Locator {
    return this.answers.last();
  }
}
