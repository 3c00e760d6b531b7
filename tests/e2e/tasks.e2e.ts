import { addTask, expect, taskRow, test } from './product.ts';

test('an empty list says what to do', async ({ page, account }) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  await expect(page.getByText('No tasks yet. Create your first task!')).toBeVisible();
});

test('a task is created, edited, completed, reopened and deleted, and the counters are true', async ({
  page,
  account,
}) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  await page.getByRole('textbox', { name: 'Task title' }).fill('Call mom');
  await page.getByRole('button', { name: 'Add details' }).click();
  await page.getByRole('textbox', { name: 'Description (optional)' }).fill('About Sunday');
  await page.getByRole('button', { name: 'Add task' }).click();
  const row = taskRow(page, 'Call mom');
  await expect(row).toContainText('About Sunday');
  await expect(row).toContainText('#1');

  await row.getByRole('button', { name: 'Edit Call mom' }).click();
  const editor = page.getByRole('form', { name: 'Edit Call mom' });
  await editor.getByRole('textbox', { name: 'Task title' }).fill('Call mom tonight');
  await editor.getByRole('button', { name: 'Save' }).click();
  const renamed = taskRow(page, 'Call mom tonight');
  await expect(renamed).toBeVisible();

  await renamed.getByRole('checkbox').check();
  await expect(page.getByText('1 task, all done')).toBeVisible();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await expect(page.getByRole('definition')).toHaveText(['1', '1', '0']);

  await page.goto('/tasks');
  await renamed.getByRole('checkbox').uncheck();
  await expect(page.getByText('1 task, 1 pending')).toBeVisible();
  await renamed.getByRole('button', { name: 'Delete Call mom tonight' }).click();
  await renamed.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('No tasks yet. Create your first task!')).toBeVisible();
});

test('cancelling an edit leaves the task as it was', async ({ page, account }) => {
  await addTask(page, account, 'Keep me');
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Edit Keep me' }).click();
  await page
    .getByRole('form', { name: 'Edit Keep me' })
    .getByRole('textbox', { name: 'Task title' })
    .fill('Lost');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(taskRow(page, 'Keep me')).toBeVisible();
});

test('the filter and the search show what they say, newest first', async ({ page, account }) => {
  await addTask(page, account, 'Old one');
  await addTask(page, account, 'Finished one', true);
  await addTask(page, account, 'New 100% one');
  await page.goto('/tasks');
  const titles = page.getByRole('list', { name: 'Tasks' }).getByRole('listitem');
  await expect(titles).toHaveCount(3);
  await expect(titles.first()).toContainText('New 100% one');
  await page.getByRole('button', { name: /^Completed/ }).click();
  await expect(titles).toHaveCount(1);
  await expect(titles).toContainText(['Finished one']);
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('100%');
  await expect(titles).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('nothing like it');
  await expect(page.getByText('No task matches “nothing like it”')).toBeVisible();
});

test('a failed save says so, keeps the text, and works the second time', async ({ page, account }) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
  await page.route('**/api/tasks', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await page.getByRole('textbox', { name: 'Task title' }).fill('Precious words');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByRole('alert')).toContainText('Connection lost');
  await expect(page.getByRole('textbox', { name: 'Task title' })).toHaveValue('Precious words');
  await page.unroute('**/api/tasks');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(taskRow(page, 'Precious words')).toBeVisible();
});

test('titles are shown as typed, whatever they hold', async ({ page, account }) => {
  const title = '<b>bold</b> {{7*7}} <img src=x onerror=alert(1)> שלום';
  await addTask(page, account, title);
  await page.goto('/tasks');
  await expect(page.getByText(title, { exact: true })).toBeVisible();
});

test('a long list comes in pages', async ({ page, account }) => {
  for (let n = 1; n <= 51; n += 1) await addTask(page, account, `Task ${n}`);
  await page.goto('/tasks');
  const rows = page.getByRole('list', { name: 'Tasks' }).getByRole('listitem');
  await expect(rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(rows).toHaveCount(51);
});
