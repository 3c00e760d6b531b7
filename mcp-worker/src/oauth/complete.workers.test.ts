import { expect, test } from 'vitest';
import { decideRequest, readRequest } from '#core/grants/requests.ts';
import { aDoor, newUser } from '../testing/door.ts';
import {
  aClient,
  asked,
  authorize,
  complete,
  cookieOf,
  expectErrorRedirect,
  expectPage,
  proofKey,
  requestIdOf,
} from '../testing/sign-in.ts';

test('O09: an answer needs the browser that asked, is taken once, and waits ten minutes', async () => {
  let now = new Date();
  const door = await aDoor({}, { now: () => now });
  const user = { ...(await newUser(door)), now: () => now };
  const client_id = await aClient(door);
  const begun = await asked(door, { client_id });
  const id = requestIdOf(begun);
  await expectPage(await complete(door, id, cookieOf(begun))); // not decided yet
  await decideRequest(user, id, { decision: 'allow' });
  await expect(decideRequest(user, id, { decision: 'allow' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(readRequest(user, id)).rejects.toMatchObject({ code: 'not_found' });
  await expectPage(await complete(door, id, ''));
  await expectPage(await complete(door, id, `txn=${requestIdOf(await asked(door, { client_id }))}`));
  const done = await complete(door, id, cookieOf(begun));
  expect(done.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:3000\/cb\?code=/);
  expect(done.headers.get('set-cookie')).toMatch(/^txn=; .*Max-Age=0$/);
  await expectPage(await complete(door, id, cookieOf(begun)));

  const late = await asked(door, { client_id });
  now = new Date(now.getTime() + 600_001);
  await expect(readRequest(user, requestIdOf(late))).rejects.toMatchObject({ code: 'not_found' });
  await expect(decideRequest(user, requestIdOf(late), { decision: 'allow' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('two tabs of one browser may sign in at the same time', async () => {
  const door = await aDoor();
  const user = await newUser(door);
  const first = await asked(door, { client_id: await aClient(door) });
  const { challenge } = await proofKey();
  const second = await authorize(
    door,
    { client_id: await aClient(door), code_challenge: challenge },
    cookieOf(first),
  );
  for (const id of [requestIdOf(first), requestIdOf(second)]) {
    await decideRequest(user, id, { decision: 'allow' });
    const done = await complete(door, id, cookieOf(second));
    expect(done.headers.get('location')).toContain('code=');
  }
});

test('a refusal goes back to the client, with its state and our name', async () => {
  const door = await aDoor();
  const begun = await asked(door, { client_id: await aClient(door) });
  await decideRequest(await newUser(door), requestIdOf(begun), { decision: 'deny' });
  expectErrorRedirect(await complete(door, requestIdOf(begun), cookieOf(begun)), 'access_denied');
});
