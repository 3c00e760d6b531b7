// What the build decides. Everything is optional: without it the site uses its own origin and element.

export type ElementChoice = 'own' | 'openai' | 'auto';

const choices: readonly ElementChoice[] = ['own', 'openai', 'auto'];

export const config = {
  /** Origin of the API, without a trailing slash; empty when `/api` is on the site's own origin. */
  apiUrl: (import.meta.env.VITE_API_URL ?? '').replace(/\/+$/, ''),
  chatkitElement: choices.find((choice) => choice === import.meta.env.VITE_CHATKIT_ELEMENT) ?? 'own',
  /** Only OpenAI's element verifies it; ours takes any. */
  chatkitDomainKey: import.meta.env.VITE_CHATKIT_DOMAIN_KEY || 'local-dev',
} as const;
