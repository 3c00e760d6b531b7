import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addTask, expect, test } from './product.ts';

const axe = (page: Page) =>
  new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();

for (const path of ['/', '/login', '/signup']) {
  test(`${path} is accessible and fits the screen`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await axe(page)).violations).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

for (const path of ['/dashboard', '/tasks']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} with the open panel is accessible in the ${colorScheme} theme`, async ({
      page,
      panel,
      account,
    }) => {
      await addTask(page, account, 'Buy groceries');
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await panel.open();
      expect((await axe(page)).violations).toEqual([]);
      await panel.say("Add a task called 'Meeting prep'");
      await panel.badges.first().click();
      expect((await axe(page)).violations).toEqual([]);
    });
  }
}

test('the panel is 400 by 600 above its button, or the whole screen of a phone', async ({
  page,
  panel,
  account,
}) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  const viewport = page.viewportSize();
  const isPhone = (viewport?.width ?? 0) < 768;
  await panel.open();
  const box = await page.locator('#chat-panel').boundingBox();
  const expected = isPhone
    ? { x: 0, y: 0, width: viewport?.width, height: viewport?.height }
    : { width: 400, height: 600 };
  expect(box).toMatchObject(expected);
});

test('fast clicks open and close the panel and leave it in the state they ended in', async ({
  page,
  panel,
  account,
}) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  const isPhone = (page.viewportSize()?.width ?? 0) < 768;
  const openButton = page.getByRole('button', { name: 'Open chat' });
  // On a phone the panel covers the round button and has a button of its own.
  const closeButton = isPhone
    ? panel.region.getByRole('button', { name: 'Close', exact: true })
    : page.getByRole('button', { name: 'Close chat' }).first();
  for (let n = 0; n < 4; n += 1) {
    await openButton.click();
    if (n < 3) await closeButton.click();
  }
  await expect(panel.composer).toBeVisible();
  await expect(closeButton).toBeVisible();
});

test('every page is served under the strict policy, and nothing breaks it', async ({
  page,
  panel,
  account,
  complaints,
}) => {
  expect(account.token).not.toBe('');
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { violations: seen });
    addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  const response = await page.goto('/tasks');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("trusted-types 'none'");
  expect(policy).not.toContain('unsafe-');
  await panel.open();
  await panel.say('Show me my tasks');
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual(
    [],
  );
  const blocked = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>text</p>';
      return 'assigned';
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(blocked).toBe('TypeError');
  await expect.poll(() => complaints.splice(0)).toEqual([expect.stringContaining('TrustedHTML')]);
});
