import { say, script } from '#dev/model/script-client.ts';
import { expect, test } from './product.ts';

const modelUrl = process.env.MODEL_URL ?? '';

test.beforeEach(async ({ page, account }) => {
  expect(account.token).not.toBe('');
  await page.goto('/tasks');
});

test('earlier conversations are listed, and open where they were left', async ({ panel }) => {
  const first = await script(modelUrl, [[say('About milk')]]);
  const second = await script(modelUrl, [[say('About bread')]]);
  await panel.open();
  await panel.say(`Milk ${first.mark}`);
  await panel.newChat.click();
  await panel.say(`Bread ${second.mark}`);

  await panel.region.getByRole('button', { name: 'Show chat history' }).click();
  await expect(panel.region.getByRole('heading', { name: 'Chat history' })).toBeVisible();
  await panel.region.getByRole('button', { name: /^Milk/ }).click();
  await expect(panel.lastAnswer).toContainText('About milk');
  await expect(panel.answers).toHaveCount(1);
});

test('a conversation is renamed and deleted, also on the server', async ({ page, panel }) => {
  const answer = await script(modelUrl, [[say('Noted')]]);
  await panel.open();
  await panel.say(`Groceries ${answer.mark}`);
  const { region } = panel;
  const historyButton = region.getByRole('button', { name: 'Show chat history' });
  await historyButton.click();
  await region.getByRole('button', { name: /^Actions for / }).click();
  await region.getByRole('menuitem', { name: 'Rename' }).click();
  await region.getByRole('textbox', { name: /^New title of / }).fill('Shopping');
  await page.keyboard.press('Enter');
  await expect(region.getByRole('button', { name: /^Shopping/ })).toBeVisible();

  await page.reload();
  await panel.open();
  await expect(panel.lastAnswer).toContainText('Noted');
  await historyButton.click();
  await expect(region.getByRole('button', { name: /^Shopping/ })).toBeVisible();
  await region.getByRole('button', { name: 'Actions for Shopping' }).click();
  await region.getByRole('menuitem', { name: 'Delete' }).click();
  await region.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(region.getByText('What should be done?')).toBeVisible();

  await page.reload();
  await panel.open();
  await expect(region.getByText('What should be done?')).toBeVisible();
  await historyButton.click();
  await expect(region.getByText('No conversations yet')).toBeVisible();
});

test('an answer is rated', async ({ page, panel }) => {
  const answer = await script(modelUrl, [[say('Forty-two')]]);
  await panel.open();
  await panel.say(answer.mark);
  const stored = page.waitForResponse(
    (response) => response.request().postDataJSON()?.type === 'items.feedback',
  );
  const thumb = panel.region.getByRole('button', { name: 'Good answer' });
  await thumb.click();
  expect((await stored).status()).toBe(200);
  await expect(thumb).toHaveAttribute('aria-pressed', 'true');
});
