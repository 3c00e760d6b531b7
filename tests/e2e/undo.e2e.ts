// Taking changes back: by the toast that follows each of them, and by the link on a badge.
import type { Locator, Page } from '@playwright/test';
import { call, say, script } from '#dev/model/script-client.ts';
import { type Account, addTask, expect, taskRow, test } from './product.ts';

const modelUrl = process.env.MODEL_URL ?? '';

const toasts = (page: Page): Locator => page.getByRole('region', { name: 'Notifications' });
const undo = (page: Page): Locator => toasts(page).getByRole('button', { name: 'Undo' });

async function undone(page: Page, text: string): Promise<void> {
  await undo(page).click();
  await expect(toasts(page).getByRole('status')).toHaveText(text);
}

/** Changes every task that the user has, as another device would. */
async function renameElsewhere(page: Page, { token }: Account, title: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const list = (await (await page.request.get('/api/tasks', { headers })).json()) as { id: string }[];
  for (const { id } of list) {
    const answer = await page.request.put(`/api/tasks/${id}`, { data: { title }, headers });
    expect(answer.status()).toBe(200);
  }
}

test('a new task can be taken off the list again', async ({ page, account }) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  await page.getByRole('textbox', { name: 'Task title' }).fill('A slip of the pen');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(toasts(page)).toContainText('Added “A slip of the pen”');
  await undone(page, 'Undone: “A slip of the pen” is off the list again');
  await expect(page.getByText('No tasks yet. Create your first task!')).toBeVisible();
});

test('a tick, an edit and a deletion can each be taken back', async ({ page, account }) => {
  await addTask(page, account, 'Water the plants');
  await page.goto('/tasks');
  const row = taskRow(page, 'Water the plants');
  const back = 'Undone: “Water the plants” is as it was before';

  await row.getByRole('checkbox').check();
  await expect(toasts(page)).toContainText('Completed “Water the plants”');
  await undone(page, back);
  await expect(row.getByRole('checkbox')).not.toBeChecked();

  await row.getByRole('button', { name: 'Edit Water the plants' }).click();
  const editor = page.getByRole('form', { name: 'Edit Water the plants' });
  await editor.getByRole('textbox', { name: 'Task title' }).fill('Drown the plants');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(taskRow(page, 'Drown the plants')).toBeVisible();
  await undone(page, back);
  await expect(taskRow(page, 'Drown the plants')).toHaveCount(0);

  await row.getByRole('button', { name: 'Delete Water the plants' }).click();
  await row.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Tasks' })).toBeFocused();
  await undone(page, back);
  await expect(row).toContainText('#1');
  await expect(page.getByRole('list', { name: 'Tasks' })).toBeFocused();
});

test('a task that another device changed meanwhile stays as it is, and the toast says why', async ({
  page,
  account,
}) => {
  await addTask(page, account, 'Call mom');
  await page.goto('/tasks');
  await taskRow(page, 'Call mom').getByRole('checkbox').check();
  await expect(undo(page)).toBeVisible();
  await renameElsewhere(page, account, 'Call dad');
  await undone(page, 'A task was changed in the meantime, so nothing was undone');
  await expect(undo(page)).toHaveCount(0);
  await expect(taskRow(page, 'Call dad').getByRole('checkbox')).toBeChecked();
});

test('an undo without a connection is tried again, and nothing is lost', async ({ page, account }) => {
  await addTask(page, account, 'Call mom');
  await page.goto('/tasks');
  await taskRow(page, 'Call mom').getByRole('checkbox').check();
  const keys: (string | undefined)[] = [];
  await page.route('**/api/events/*/undo', (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    return keys.length === 1 ? route.abort() : route.fallback();
  });
  await undo(page).click();
  await expect(toasts(page)).toContainText('Connection lost');
  await toasts(page).getByRole('button', { name: 'Try again' }).click();
  await expect(toasts(page)).toContainText('Undone');
  await expect(taskRow(page, 'Call mom').getByRole('checkbox')).not.toBeChecked();
  expect(keys).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), keys[0]]);
});

test('a toast stays while it is pointed at, and goes by itself or when dismissed', async ({
  page,
  account,
}) => {
  await addTask(page, account, 'Call mom');
  await page.clock.install();
  await page.goto('/tasks');
  const box = taskRow(page, 'Call mom').getByRole('checkbox');
  await box.check();
  await undo(page).hover();
  await page.clock.runFor(60_000);
  await expect(undo(page)).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(8_000);
  await expect(undo(page)).toBeVisible();
  await page.clock.runFor(2_500);
  await expect(undo(page)).toHaveCount(0);
  await box.uncheck();
  await toasts(page).getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(undo(page)).toHaveCount(0);
  await expect(box).not.toBeChecked();
});

test('Ctrl+Z takes the newest change back', async ({ page, account }) => {
  await addTask(page, account, 'First');
  await addTask(page, account, 'Second');
  await page.goto('/tasks');
  await taskRow(page, 'First').getByRole('checkbox').check();
  await taskRow(page, 'Second').getByRole('checkbox').check();
  await expect(undo(page)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(toasts(page)).toContainText('Undone: “Second” is as it was before');
  await expect(taskRow(page, 'Second').getByRole('checkbox')).not.toBeChecked();
  await expect(taskRow(page, 'First').getByRole('checkbox')).toBeChecked();
});

test('the Undo of a badge takes its change back, and the page follows', async ({ page, panel, account }) => {
  await addTask(page, account, 'Buy groceries');
  await page.goto('/tasks');
  const answer = await script(modelUrl, [[call('delete_task', { task_id: '1' })], [say('Deleted.')]]);
  await panel.open();
  await panel.say(answer.mark);
  await expect(taskRow(page, 'Buy groceries')).toHaveCount(0);
  await panel.badges.first().click();
  const link = panel.region.getByRole('link', { name: 'Undo' });
  await link.click();
  await expect(toasts(page)).toHaveText('Undone: “Buy groceries” is as it was before');
  await expect(taskRow(page, 'Buy groceries')).toBeAttached();
  await link.click();
  await expect(toasts(page)).toHaveText('This was undone already; nothing was changed');
});
