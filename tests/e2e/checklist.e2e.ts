import { addTask, expect, taskRow, test } from './product.ts';

test('the main job: sign in, say it in the panel, see the badges, find it on the task page', async ({
  page,
  panel,
  account,
}) => {
  await addTask(page, account, 'Buy groceries');
  await page.context().clearCookies();

  await page.goto('/login');
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My Tasks' })).toBeVisible();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open chat' })).toBeVisible();

  await panel.open();
  await panel.say('Show me my tasks');
  await expect(panel.badges.last()).toContainText('List tasks');
  await expect(panel.lastAnswer).toContainText('Buy groceries');

  await panel.say("Add a task called 'Meeting prep'");
  await expect(panel.badges.last()).toContainText('Add task');
  await expect(panel.lastAnswer).toContainText('Meeting prep');

  await panel.say('Mark my grocery task as done');
  await expect(panel.badges.last()).toContainText('Complete task');
  await expect(panel.lastAnswer).toContainText('Buy groceries');

  await panel.say("Show me what's left");
  await expect(panel.badges.last()).toContainText('List tasks');
  await expect(panel.lastAnswer).toContainText('Meeting prep');
  await expect(panel.lastAnswer).not.toContainText('Buy groceries');

  await panel.close();
  await panel.open();
  await expect(panel.questions).toHaveCount(4);
  await panel.close();

  await page.getByRole('link', { name: 'My Tasks' }).click();
  await expect(taskRow(page, 'Meeting prep').getByRole('checkbox')).not.toBeChecked();
  await expect(taskRow(page, 'Buy groceries').getByRole('checkbox')).toBeChecked();

  await panel.open();
  await expect(panel.questions).toHaveCount(4);
  await panel.newChat.click();
  await expect(panel.questions).toHaveCount(0);
  await expect(panel.region.getByRole('button', { name: 'Show my tasks' })).toBeVisible();
});

test('one sentence with three wishes gives three kinds of badges and one coherent answer', async ({
  page,
  panel,
  account,
}) => {
  await addTask(page, account, 'Buy groceries');
  await page.goto('/tasks');
  await panel.open();
  await panel.say("Add a meeting prep task, mark my grocery task as done, and show me what's left");
  for (const title of ['Add task', 'Complete task', 'List tasks']) {
    await expect(panel.badges.filter({ hasText: title }).first()).toBeVisible();
  }
  await expect(panel.lastAnswer).toContainText(/meeting prep/i);
  await panel.close();
  await expect(taskRow(page, 'Buy groceries').getByRole('checkbox')).toBeChecked();
  await expect(taskRow(page, 'eeting prep').getByRole('checkbox')).not.toBeChecked();
});
