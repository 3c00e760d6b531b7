import { expect, test } from 'vitest';
import { signAccessToken } from './access-token.ts';
import { signingKeys } from './keys.ts';
import { signTurnToken, verifyTurnToken } from './turn-token.ts';

const keys = await signingKeys('k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU');
const now = new Date('2026-11-21T12:00:00Z');
const turn = {
  userId: crypto.randomUUID(),
  tokenVersion: 2,
  conversationId: crypto.randomUUID(),
  turnId: crypto.randomUUID(),
};
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('a turn token carries user, version, conversation, turn and both scopes', async () => {
  const token = await signTurnToken(keys, turn, now);
  expect(await verifyTurnToken(keys, token, now)).toEqual({ ...turn, scopes: ['tasks:read', 'tasks:write'] });
});

test('a turn token carries only the scopes it was given', async () => {
  const token = await signTurnToken(keys, { ...turn, scope: 'tasks:read' }, now);
  expect((await verifyTurnToken(keys, token, now)).scopes).toEqual(['tasks:read']);
});

test('a turn token lives two minutes and five seconds of tolerance', async () => {
  const token = await signTurnToken(keys, turn, now);
  await expect(verifyTurnToken(keys, token, after(124))).resolves.toMatchObject({ userId: turn.userId });
  await expect(verifyTurnToken(keys, token, after(126))).rejects.toMatchObject({ code: 'token_expired' });
});

test.each([
  ['an access token', () => signAccessToken(keys, { ...turn, email: 'a@x.test' }, now)],
  ['a turn token whose turn is no id', () => signTurnToken(keys, { ...turn, turnId: 'x' }, now)],
  [
    'a turn token whose conversation is no id',
    () => signTurnToken(keys, { ...turn, conversationId: '' }, now),
  ],
])('%s is refused as a turn token', async (_, make) => {
  await expect(verifyTurnToken(keys, await make(), now)).rejects.toMatchObject({ code: 'invalid_token' });
});
