// What both kinds of token have in common: HS256 and nothing else, our issuer, one audience, one type.
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { AppError } from '../errors.ts';
import { isUuid } from '../uuid.ts';
import { candidates, type SigningKey, type SigningKeys } from './keys.ts';

/** Audience and type together keep one kind of token from passing as the other. */
export type TokenKind = { audience: 'api'; type: 'access' } | { audience: 'mcp'; type: 'turn' };
export type VerifiedClaims = JWTPayload & { sub: string; exp: number; iat: number; ver: number };

const ISSUER = 'edge-todo';
const MAX_LENGTH = 2_048;
const TOLERANCE_SECONDS = 5;
const CLOCK_SKEW_SECONDS = 60;
const SHAPE = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const HEADER_FIELDS = new Set(['alg', 'typ', 'kid']);

export function signJwt(
  { current }: SigningKeys,
  kind: TokenKind,
  claims: JWTPayload & { sub: string; ver: number },
  { now, lifeSeconds }: { now: Date; lifeSeconds: number },
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ...claims, type: kind.type })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: current.kid })
    .setIssuer(ISSUER)
    .setAudience(kind.audience)
    .setJti(crypto.randomUUID())
    .setIssuedAt(iat)
    .setExpirationTime(iat + lifeSeconds)
    .sign(current.key);
}

/** @throws AppError `token_expired`, or `invalid_token` for everything else that is wrong with it. */
export async function verifyJwt(
  keys: SigningKeys,
  kind: TokenKind,
  token: string,
  now: Date,
): Promise<VerifiedClaims> {
  if (token.length > MAX_LENGTH || !SHAPE.test(token)) throw invalidToken();
  let refusal: unknown;
  for (const key of candidates(keys, kidOf(token))) {
    try {
      return checkClaims(await verifyWith(key, kind, token, now), kind, now);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw expired(error);
      refusal = error;
    }
  }
  throw invalidToken(refusal);
}

async function verifyWith(
  { key }: SigningKey,
  kind: TokenKind,
  token: string,
  now: Date,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: kind.audience,
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: now,
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  return payload;
}

/** What jose lets pass: a list of audiences, an `iat` in the future, any `sub`. */
function checkClaims(claims: JWTPayload, kind: TokenKind, now: Date): VerifiedClaims {
  const { aud, type, sub, exp, iat, ver = 0 } = claims;
  const inTime = typeof iat === 'number' && iat <= now.getTime() / 1000 + CLOCK_SKEW_SECONDS;
  const named = typeof sub === 'string' && isUuid(sub) && typeof aud === 'string' && type === kind.type;
  const versioned = typeof ver === 'number' && Number.isSafeInteger(ver);
  if (!inTime || !named || !versioned || exp === undefined) throw invalidToken();
  return { ...claims, sub, exp, iat, ver };
}

/** A header that points to a key of its own (`jwk`, `jku`, `x5u`, …) is refused, not ignored. */
function kidOf(token: string): unknown {
  try {
    const header = decodeProtectedHeader(token);
    if (Object.keys(header).every((name) => HEADER_FIELDS.has(name))) return header.kid;
  } catch (error) {
    throw invalidToken(error);
  }
  throw invalidToken();
}

const invalidToken = (cause?: unknown): AppError =>
  new AppError('invalid_token', 'Could not validate credentials', { cause });

const expired = (cause: unknown): AppError => new AppError('token_expired', 'Token has expired', { cause });
