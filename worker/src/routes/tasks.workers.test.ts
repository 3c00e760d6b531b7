import { expect, test } from 'vitest';
import type { Task } from '#core/tasks/schema.ts';
import { aTask, rowsOf } from '#dev/factories.ts';
import { anApp, expectError, expectStatus } from '../testing/app.ts';

const app = await anApp();
const ABSENT = '00000000-0000-4000-8000-000000000000';

/** A, who asks; B, who has a task. */
async function twoUsers() {
  const [a, b] = [await app.signedIn(), await app.signedIn()];
  return { a, b, task: await aTask(b.user) };
}

test('a task is created, read, changed, completed, flipped and deleted', async () => {
  const { call } = await app.signedIn();
  const created = await call('/api/tasks', { method: 'POST', json: { title: ' Buy milk ' } });
  const location = created.headers.get('location') ?? '';
  const task = await expectStatus<Task>(created, 201);
  expect(task).toMatchObject({
    number: 1,
    title: 'Buy milk',
    description: null,
    is_completed: false,
    version: 1,
  });
  expect(location).toBe(`/api/tasks/${task.id}`);
  expect(await expectStatus(await call(location), 200)).toEqual(task);
  const put = { title: 'Buy oat milk', description: 'two', version: 1 };
  const changed = await expectStatus<Task>(await call(location, { method: 'PUT', json: put }), 200);
  expect(changed).toMatchObject({ title: 'Buy oat milk', description: 'two', version: 2 });
  const patch = async (init = {}) =>
    expectStatus<Task>(await call(`${location}/complete`, { method: 'PATCH', ...init }), 200);
  expect(await patch({ json: { completed: true } })).toMatchObject({ is_completed: true, version: 3 });
  expect(await patch({ json: { completed: true } })).toMatchObject({ is_completed: true, version: 3 });
  expect(await patch()).toMatchObject({ is_completed: false, completed_at: null, version: 4 });
  expect(await expectStatus(await call(location, { method: 'DELETE' }), 200)).toEqual({
    message: 'Task deleted successfully',
  });
  await expectError(await call(location), 404, 'not_found');
});
