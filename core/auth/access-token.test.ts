import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import * as jose from 'jose';
import { expect, test } from 'vitest';
import { signAccessToken, verifyAccessToken } from './access-token.ts';
import { signingKeys } from './keys.ts';
import { signTurnToken } from './turn-token.ts';

const secret = 'k3pXq9vLr2TzWm7sYb4NcH8dFj6GaQeU';
const oldSecret = 'Zr5uJt1xKo9wPi3yMn7vBq4cLs8dHf2g';
const keys = await signingKeys(secret);
const now = new Date('2026-11-21T12:00:00Z');
const nowSeconds = now.getTime() / 1000;
const user = { userId: crypto.randomUUID(), email: 'a@x.test', tokenVersion: 3 };
const bytes = new TextEncoder();

type Forgery = {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: Uint8Array | KeyObject;
};

/** A token that is right in everything but what is given; `undefined` takes a claim away. */
function forge({ claims = {}, header = {}, key = bytes.encode(secret) }: Forgery): Promise<string> {
  const right = { iss: 'edge-todo', aud: 'api', type: 'access', sub: user.userId, email: user.email };
  const times = { iat: nowSeconds, exp: nowSeconds + 900 };
  return new jose.SignJWT({ ...right, ...times, ...claims } as jose.JWTPayload)
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(key);
}

const codeOf = (token: string, at = now, by = keys): Promise<unknown> =>
  verifyAccessToken(by, token, at).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );

test('an access token names its user, e-mail, version and end', async () => {
  const token = await signAccessToken(keys, user, now);
  expect(await verifyAccessToken(keys, token, now)).toEqual({
    ...user,
    expiresAt: new Date('2026-11-21T12:15:00Z'),
  });
});

test('a token without `ver` and `kid`, as other tools make them, counts as version 0', async () => {
  const verified = await verifyAccessToken(keys, await forge({}), now);
  expect(verified.tokenVersion).toBe(0);
});

test('a token is expired five seconds after its end, not before', async () => {
  expect(await codeOf(await forge({ claims: { exp: nowSeconds - 4 } }))).toBe('accepted');
  expect(await codeOf(await forge({ claims: { exp: nowSeconds - 6 } }))).toBe('token_expired');
});

test.each<[string, Forgery]>([
  ['an hour ahead', { claims: { iat: nowSeconds + 3600 } }],
  ['without an end', { claims: { exp: undefined } }],
  ['whose end is a text', { claims: { exp: String(nowSeconds + 900) } }],
  ['without a subject', { claims: { sub: undefined } }],
  ['whose subject is SQL', { claims: { sub: "x' or 1=1" } }],
  ['whose subject is a list', { claims: { sub: [user.userId] } }],
  ['for the MCP Worker', { claims: { aud: 'mcp' } }],
  ['for two audiences', { claims: { aud: ['api', 'mcp'] } }],
  ['without an audience', { claims: { aud: undefined } }],
  ['of another issuer', { claims: { iss: 'other' } }],
  ['of type refresh', { claims: { type: 'refresh' } }],
  ['of type turn', { claims: { type: 'turn' } }],
  ['without a type', { claims: { type: undefined } }],
  ['whose version is a text', { claims: { ver: '3' } }],
  ['signed HS384', { header: { alg: 'HS384' }, key: bytes.encode(secret.repeat(2)) }],
  ['signed HS512', { header: { alg: 'HS512' }, key: bytes.encode(secret.repeat(2)) }],
  ['with an unknown kid', { header: { kid: '00000000' } }],
  ['with a path as kid', { header: { kid: '../../x' } }],
  ['with a key of its own', { header: { jwk: { kty: 'oct', k: 'AAAA' } } }],
  ['that points to a key', { header: { jku: 'https://evil.example/keys' } }],
  ['that points to a certificate', { header: { x5u: 'https://evil.example/cert' } }],
  ['signed with another secret', { key: bytes.encode(oldSecret) }],
])('a token %s is invalid', async (_, forgery) => {
  expect(await codeOf(await forge(forgery))).toBe('invalid_token');
});

test('a token signed with a key pair is invalid, and so is one that uses the public key as a secret', async () => {
  for (const [alg, pair] of [
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ] as const) {
    const pem = createPublicKey(pair.privateKey).export({ type: 'spki', format: 'pem' });
    expect(await codeOf(await forge({ header: { alg }, key: pair.privateKey }))).toBe('invalid_token');
    expect(await codeOf(await forge({ key: bytes.encode(String(pem)) }))).toBe('invalid_token');
  }
});

test('a token without a signature is invalid, however its algorithm is spelled', async () => {
  const [, payload] = (await signAccessToken(keys, user, now)).split('.');
  for (const header of [{ alg: 'none' }, { alg: 'nOnE' }, { typ: 'JWT' }]) {
    const head = Buffer.from(JSON.stringify(header)).toString('base64url');
    for (const signature of ['', 'AA']) {
      expect(await codeOf(`${head}.${payload}.${signature}`)).toBe('invalid_token');
    }
  }
});

test('no changed part of a token is accepted', async () => {
  const [head, payload, signature = ''] = (await signAccessToken(keys, user, now)).split('.');
  const other = (await signAccessToken(keys, { ...user, userId: crypto.randomUUID() }, now)).split('.')[1];
  const flipped = `${signature.slice(0, -2)}${signature.at(-2) === 'A' ? 'B' : 'A'}${signature.at(-1)}`;
  for (const token of [
    `${head}.${other}.${signature}`,
    `${head}.${payload}.${flipped}`,
    `${head}.${payload}.`,
    `${head}.${payload}`,
    `${head}.${payload}.${signature}.${signature}`,
    `${head}.${payload}.${signature} `,
    `${head}.${payload}.${'A'.repeat(10_000)}`,
    '',
  ]) {
    expect(await codeOf(token)).toBe('invalid_token');
  }
});

test('the previous secret verifies while it is configured, and never signs', async () => {
  const rotated = await signingKeys(secret, oldSecret);
  const old = await signAccessToken(await signingKeys(oldSecret), user, now);
  expect(await codeOf(old, now, rotated)).toBe('accepted');
  expect(await codeOf(await forge({ key: bytes.encode(oldSecret) }), now, rotated)).toBe('accepted');
  expect(await codeOf(old, now, keys)).toBe('invalid_token');
  expect(await codeOf(await signAccessToken(rotated, user, now), now, keys)).toBe('accepted');
});

test('a turn token is no access token, even under one secret', async () => {
  const turn = { ...user, conversationId: crypto.randomUUID(), turnId: crypto.randomUUID() };
  expect(await codeOf(await signTurnToken(keys, turn, now))).toBe('invalid_token');
});
