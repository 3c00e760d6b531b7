import { say, script } from '#dev/model/script-client.ts';
import { expect, test } from './product.ts';

const modelUrl = process.env.MODEL_URL ?? '';

test('a message whose answer was lost is sent again with its key; the same words later have another', async ({
  page,
  panel,
  account,
}) => {
  expect(account.token).not.toBe('');
  const answer = await script(modelUrl, [[say('Here I am.')], [say('Here I am.')], [say('Still here.')]]);
  const keys: unknown[] = [];
  await page.route('**/api/chatkit', async (route) => {
    const { type, metadata } = route.request().postDataJSON();
    if (type !== 'threads.create' && type !== 'threads.add_user_message') return route.fallback();
    keys.push(metadata?.idempotency_key);
    if (keys.length > 1) return route.fallback();
    // The server does what it is asked, and nobody hears of it.
    await route.fetch();
    return route.abort();
  });
  await page.goto('/tasks');
  await panel.open();
  await panel.send(`Are you there? ${answer.mark}`);
  await expect(panel.problem).toContainText('Connection lost');
  await panel.region.getByRole('button', { name: 'Retry' }).click();
  await expect(panel.lastAnswer).toContainText('Here I am.');
  await panel.isQuiet();
  await expect(panel.questions).toHaveCount(1);
  await panel.say(`Are you there? ${answer.mark}`);
  await expect(panel.questions).toHaveCount(2);
  expect(keys).toEqual([expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/), keys[0], keys[2]]);
  expect(keys[2]).not.toBe(keys[0]);
});
