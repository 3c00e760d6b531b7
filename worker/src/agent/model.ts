import { OpenAIProvider } from '@openai/agents';
import OpenAI from 'openai';

/** Which API the model server speaks; `chat_completions` suits most other vendors' servers. */
export type ModelApi = 'responses' | 'chat_completions';

export type ModelOptions = {
  apiKey: string;
  baseUrl: string;
  api: ModelApi;
  /** Limit of the wait for response headers; the stream itself is watched by the turn. */
  headersTimeoutMs: number;
};

/** Builds the model provider of one isolate; it holds no user's data and is shared by all turns. */
export function createModelProvider(options: ModelOptions): OpenAIProvider {
  const openAIClient = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    timeout: options.headersTimeoutMs,
    // The agent's own rule decides what is safe to repeat (retry.ts).
    maxRetries: 0,
  });
  return new OpenAIProvider({ openAIClient, useResponses: options.api === 'responses' });
}
