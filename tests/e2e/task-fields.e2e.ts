// Due dates, priorities and tags: set, shown, filtered and sorted by, in the zone of the browser.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Account, expect, taskRow, test } from './product.ts';

const ZONE = 'Pacific/Auckland';
test.use({ timezoneId: ZONE });

/** The date there, some days from now. */
const dayThere = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(Date.now() + days * 86_400_000));

/** Opens the page and waits until the server knows the zone. */
async function openTasks(page: Page, { token }: Account): Promise<void> {
  await page.goto('/tasks');
  const zone = async () => {
    const me = await page.request.get('/api/auth/me', { headers: { authorization: `Bearer ${token}` } });
    return ((await me.json()) as { timezone: string }).timezone;
  };
  await expect.poll(zone).toBe(ZONE);
}

async function add(page: Page, { token }: Account, task: Record<string, unknown>): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await page.request.post('/api/tasks', { data: task, headers });
  expect(answer.status(), await answer.text()).toBe(201);
}

const rows = (page: Page) => page.getByRole('list', { name: 'Tasks' }).locator('> li');

test('the zone of the browser is told once, and what is due tomorrow is due tomorrow there', async ({
  page,
  account,
}) => {
  const told: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') told.push(request.postData() ?? '');
  });
  await openTasks(page, account);
  await add(page, account, { title: 'Said in words', due: 'tomorrow' });
  await page.reload();
  await expect(taskRow(page, 'Said in words')).toContainText('Tomorrow');
  await page.getByRole('button', { name: 'Edit Said in words' }).click();
  await expect(
    page.getByRole('form', { name: 'Edit Said in words' }).getByLabel('Due date', { exact: true }),
  ).toHaveValue(dayThere(1));
  expect(told).toEqual([JSON.stringify({ timezone: ZONE })]);
});

test('a new task takes a day, a time, a priority and tags, and the editor changes each', async ({
  page,
  account,
}) => {
  await openTasks(page, account);
  const form = page.getByRole('form', { name: 'New task' });
  await form.getByRole('textbox', { name: 'Task title' }).fill('Call the bank');
  await form.getByRole('button', { name: 'Add details' }).click();
  await expect(form.getByLabel('Due time (optional)')).toBeDisabled();
  await form.getByLabel('Due date', { exact: true }).fill(dayThere(1));
  await form.getByLabel('Due time (optional)').fill('17:30');
  await form.getByLabel('Priority').selectOption('High');
  await form.getByRole('textbox', { name: 'Tags' }).fill('Money, errands');
  await form.getByRole('button', { name: 'Add task' }).click();
  const row = taskRow(page, 'Call the bank');
  await expect(row).toContainText(/Tomorrow, 5:30/);
  await expect(row).toContainText('High priority');
  await expect(row).toContainText('#money');
  await expect(row).toContainText('#errands');

  await row.getByRole('button', { name: 'Edit Call the bank' }).click();
  const editor = page.getByRole('form', { name: 'Edit Call the bank' });
  await expect(editor.getByLabel('Due time (optional)')).toHaveValue('17:30');
  await editor.getByRole('button', { name: 'Clear the due date' }).click();
  await expect(editor.getByLabel('Due date', { exact: true })).toBeFocused();
  await editor.getByLabel('Priority').selectOption('None');
  await editor.getByRole('button', { name: 'Remove tag money' }).click();
  await editor.getByRole('textbox', { name: 'Tags' }).fill('phone');
  await editor.getByRole('textbox', { name: 'Tags' }).press('Enter');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('#phone');
  await expect(row).toContainText('#errands');
  await expect(row).not.toContainText(/Tomorrow|High|#money/);
});

test('an undone edit brings back day, priority and tags', async ({ page, account }) => {
  await openTasks(page, account);
  await add(page, account, { title: 'Pay rent', due: dayThere(0), priority: 'low', tags: ['home'] });
  await page.reload();
  const row = taskRow(page, 'Pay rent');
  await row.getByRole('button', { name: 'Edit Pay rent' }).click();
  const editor = page.getByRole('form', { name: 'Edit Pay rent' });
  await editor.getByRole('button', { name: 'Clear the due date' }).click();
  await editor.getByLabel('Priority').selectOption('High');
  await editor.getByRole('button', { name: 'Remove tag home' }).click();
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('High priority');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Today');
  await expect(row).toContainText('Low priority');
  await expect(row).toContainText('#home');
});

test('an edit leaves the fields alone that somebody else changed and it did not', async ({
  page,
  account,
}) => {
  await openTasks(page, account);
  await add(page, account, { title: 'Pay rent', priority: 'low' });
  await page.reload();
  await page.getByRole('button', { name: 'Edit Pay rent' }).click();
  const headers = { authorization: `Bearer ${account.token}` };
  const [task] = (await (await page.request.get('/api/tasks', { headers })).json()) as { id: string }[];
  await page.request.put(`/api/tasks/${task?.id}`, { data: { priority: 'high' }, headers });
  const editor = page.getByRole('form', { name: 'Edit Pay rent' });
  await editor.getByRole('textbox', { name: 'Task title' }).fill('Pay the rent');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('alert')).toContainText('changed');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(taskRow(page, 'Pay the rent')).toContainText('High priority');
});

test('filters, order and search stand in the address and survive a reload', async ({ page, account }) => {
  await openTasks(page, account);
  await add(page, account, { title: 'Late', due: dayThere(-1), priority: 'low', tags: ['home'] });
  await add(page, account, { title: 'Soon', due: dayThere(2), priority: 'high' });
  await add(page, account, { title: 'Some day', tags: ['home'] });
  await page.reload();
  await expect(rows(page)).toHaveText([/Some day/, /Soon/, /Late/]);
  await expect(taskRow(page, 'Late')).toContainText('Overdue · Yesterday');

  await page.getByLabel('Sort tasks').selectOption('By priority');
  await expect(rows(page)).toHaveText([/Soon/, /Late/, /Some day/]);
  await page.getByLabel('Sort tasks').selectOption('By due date');
  await expect(rows(page)).toHaveText([/Late/, /Soon/, /Some day/]);

  await taskRow(page, 'Late').getByRole('button', { name: '#home' }).click();
  await expect(rows(page)).toHaveText([/Late/, /Some day/]);
  await page.getByLabel('Filter by due date').selectOption('Overdue');
  await expect(rows(page)).toHaveText([/Late/]);
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('late');
  await expect(page).toHaveURL(/\/tasks\?(?=.*due=overdue)(?=.*sort=due)(?=.*q=late)(?=.*tag=home)/);
  await page.reload();
  await expect(rows(page)).toHaveText([/Late/]);
  await expect(page.getByRole('searchbox', { name: 'Search tasks' })).toHaveValue('late');
  await expect(page.getByLabel('Filter by due date')).toHaveValue('overdue');

  await page.getByLabel('Filter by priority').selectOption('High');
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('');
  await expect(page.getByText('No task matches the filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(rows(page)).toHaveCount(3);
});

test('more or longer tags than a task takes are refused beside the field, and nothing is lost', async ({
  page,
  account,
}) => {
  await openTasks(page, account);
  const form = page.getByRole('form', { name: 'New task' });
  await form.getByRole('textbox', { name: 'Task title' }).fill('Tagged');
  await form.getByRole('button', { name: 'Add details' }).click();
  await form.getByRole('textbox', { name: 'Tags' }).fill(`fine, ${'x'.repeat(33)}`);
  await expect(form.getByRole('alert')).toContainText('each with at most 32 characters');
  await expect(form.getByRole('button', { name: 'Add task' })).toBeDisabled();
  await form.getByRole('textbox', { name: 'Tags' }).fill('short');
  await form.getByRole('button', { name: 'Add task' }).click();
  await expect(taskRow(page, 'Tagged')).toContainText('#short');
  await expect(taskRow(page, 'Tagged')).toContainText('#fine');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`fields, filters and toasts are accessible and fit the screen in the ${colorScheme} theme`, async ({
    page,
    account,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openTasks(page, account);
    await add(page, account, { title: 'Late', due: dayThere(-1), priority: 'high', tags: ['home'] });
    await add(page, account, { title: 'Now', due: dayThere(0), priority: 'medium', tags: ['x'.repeat(32)] });
    await add(page, account, { title: 'Done', due: dayThere(3), priority: 'low', is_completed: true });
    await page.goto('/tasks?sort=due');
    await taskRow(page, 'Now').getByRole('checkbox').check();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await page.getByRole('button', { name: 'Edit Late' }).click();
    await page.getByRole('button', { name: 'Add details' }).click();
    const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
    expect((await axe.analyze()).violations).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
