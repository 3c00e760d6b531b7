// Everything the app needs from outside, as values: made once per isolate, or by a test.
import argon2Module from '@phi-ag/argon2/argon2.wasm';
import { type Accounts, createAccounts } from '#core/accounts/accounts.ts';
import { loadArgon2 } from '#core/accounts/argon2.ts';
import { type SigningKeys, signingKeys } from '#core/auth/keys.ts';
import { connect, type Db } from '#core/db/client.ts';
import { TIMEOUT, TURN } from '#core/limits.ts';
import { createTaskAgent, type TaskAgent } from './agent/agent.ts';
import { createModelProvider } from './agent/model.ts';
import { type Chat, createChat } from './chat/chat.ts';
import { aiNotConfigured } from './chat/failure.ts';
import type { Config } from './env.ts';
import { createLog, createLogNames, type Log, type LogNames } from './http/log.ts';
import { createRateLimits, type RateLimits } from './http/rate-limit.ts';

export type Deps = {
  config: Config;
  db: Db;
  accounts: Accounts;
  accessKeys: SigningKeys;
  limits: RateLimits;
  chat: Chat;
  /** Before a turn: is there a model, and room in the user's limits? @throws AppError */
  admitTurn: (userId: string) => Promise<void>;
  now: () => Date;
  log: Log;
  names: LogNames;
};

const SIGN_UPS_PER_DAY = 20;

/** @param given The clock and the log where a test brings its own. */
export async function createDeps(
  config: Config,
  given: Partial<Pick<Deps, 'now' | 'log'>> = {},
): Promise<Deps> {
  const accessKeys = await signingKeys(config.authSecret, config.previousAuthSecret);
  const turnKeys = await signingKeys(config.turnSecret, config.previousTurnSecret);
  const limits = createRateLimits(config);
  const { now = () => new Date(), log = createLog() } = given;
  const agent = taskAgent(config);
  return {
    config,
    db: connect(config.databaseUrl, config.neonEndpoint),
    accounts: await createAccounts({
      accessKeys,
      secret: config.authSecret,
      derive: await loadArgon2(argon2Module),
      signUpsPerDay: config.relaxed ? SIGN_UPS_PER_DAY * 100 : SIGN_UPS_PER_DAY,
    }),
    accessKeys,
    limits,
    chat: createChat({
      agent,
      mcp: config.mcp,
      turnKeys,
      now,
      log,
    }),
    admitTurn: async (userId) => {
      agent();
      await Promise.all([limits('chat', userId), limits('chatBurst', userId)]);
    },
    now,
    log,
    names: await createLogNames(config.turnSecret),
  };
}

/** Made once, and only where there is a key: everything but the chat works without. */
function taskAgent({ openai }: Config): () => TaskAgent {
  const { apiKey, baseUrl, api, model } = openai;
  if (apiKey === undefined) {
    return () => {
      throw aiNotConfigured();
    };
  }
  const modelProvider = createModelProvider({
    apiKey,
    baseUrl,
    api,
    headersTimeoutMs: TIMEOUT.modelHeadersMs,
  });
  const agent = createTaskAgent({
    modelProvider,
    model,
    maxModelTurns: TURN.modelTurns,
    maxOutputTokens: TURN.outputTokensPerCall,
  });
  return () => agent;
}
