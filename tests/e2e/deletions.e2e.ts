import { call, say, script } from '#dev/model/script-client.ts';
import { addTask, expect, taskRow, test } from './product.ts';

const modelUrl = process.env.MODEL_URL ?? '';
const TITLES = ['Old note', 'Older note', 'Oldest note'];

test.beforeEach(async ({ page, account }) => {
  for (const title of [...TITLES, 'To be kept']) await addTask(page, account, title);
  await page.goto('/tasks');
  await expect(taskRow(page, 'To be kept')).toBeAttached();
});

/** The model deletes tasks 1 to 3 in one reply. */
const deletesThree = () =>
  script(modelUrl, [
    [1, 2, 3].map((task_id) => call('delete_task', { task_id })),
    [say('I have asked you in the panel.')],
  ]);

test('several tasks are deleted after a yes in the panel, and undone together', async ({ page, panel }) => {
  const answer = await deletesThree();
  await panel.open();
  await panel.say(answer.mark);
  const confirm = panel.region.getByRole('button', { name: 'Delete 3 tasks' });
  await expect(confirm).toBeVisible();
  for (const title of TITLES) {
    await expect(panel.region.getByText(title, { exact: false }).first()).toBeVisible();
    await expect(taskRow(page, title)).toBeAttached();
  }

  await confirm.click();
  for (const title of TITLES) await expect(taskRow(page, title)).toHaveCount(0);
  await expect(confirm).toHaveCount(0);
  await expect(panel.region.getByText('Deleted', { exact: true }).first()).toBeVisible();
  await expect(taskRow(page, 'To be kept')).toBeAttached();
  await panel.isQuiet();

  await panel.say('undo that');
  for (const title of TITLES) await expect(taskRow(page, title)).toBeAttached();
});

test('a no keeps every task, also after a reload', async ({ page, panel }) => {
  const answer = await deletesThree();
  await panel.open();
  await panel.say(answer.mark);
  await panel.region.getByRole('button', { name: 'Keep them' }).click();
  await expect(panel.region.getByText('Kept', { exact: true }).first()).toBeVisible();
  await panel.isQuiet();
  await page.reload();
  await panel.open();
  await expect(panel.region.getByText('Kept', { exact: true }).first()).toBeVisible();
  await expect(panel.region.getByRole('button', { name: 'Delete 3 tasks' })).toHaveCount(0);
  for (const title of TITLES) await expect(taskRow(page, title)).toBeAttached();
});

test('a question that the conversation has left behind is answered with a sentence and deletes nothing', async ({
  page,
  panel,
}) => {
  const answer = await deletesThree();
  await panel.open();
  await panel.say(answer.mark);
  const later = await script(modelUrl, [[say('Something else.')]]);
  await panel.say(later.mark);
  await panel.region.getByRole('button', { name: 'Delete 3 tasks' }).click();
  await expect(panel.region.getByRole('alert').or(panel.region.locator('.notice')).first()).toBeVisible();
  for (const title of TITLES) await expect(taskRow(page, title)).toBeAttached();
});
