// The token that lets one chat turn use one user's tasks at the MCP Worker, and nothing else.
import { AppError } from '../errors.ts';
import { LIFE } from '../limits.ts';
import { isUuid } from '../uuid.ts';
import { signJwt, type TokenKind, verifyJwt } from './jwt.ts';
import type { SigningKeys } from './keys.ts';

export type TurnClaims = { userId: string; tokenVersion: number; conversationId: string; turnId: string };

const TURN: TokenKind = { audience: 'mcp', type: 'turn' };
const ALL_SCOPES = 'tasks:read tasks:write';

/** Lives for 2 minutes from `now`. `scope` is a list separated by spaces; default all of them. */
export const signTurnToken = (
  keys: SigningKeys,
  { userId, tokenVersion, conversationId, turnId, scope = ALL_SCOPES }: TurnClaims & { scope?: string },
  now: Date,
): Promise<string> =>
  signJwt(
    keys,
    TURN,
    { sub: userId, ver: tokenVersion, scope, conversation: conversationId, turn: turnId },
    { now, lifeSeconds: LIFE.turnToken },
  );

/** @throws AppError `token_expired` or `invalid_token`. */
export async function verifyTurnToken(
  keys: SigningKeys,
  token: string,
  now: Date,
): Promise<TurnClaims & { scopes: string[] }> {
  const { sub, ver, scope, conversation, turn } = await verifyJwt(keys, TURN, token, now);
  if (typeof scope !== 'string' || !isId(conversation) || !isId(turn)) {
    throw new AppError('invalid_token', 'Could not validate credentials');
  }
  const scopes = scope.split(' ').filter((name) => name !== '');
  return { userId: sub, tokenVersion: ver, scopes, conversationId: conversation, turnId: turn };
}

const isId = (claim: unknown): claim is string => typeof claim === 'string' && isUuid(claim);
