// The one door to this Worker's environment: what may be set, what it means, and what is refused.
import * as z from 'zod';
import { checkSecrets } from '#core/auth/secrets.ts';
import { developmentOnly, isProduction, listOf, Misconfigured } from '#core/deployment.ts';

const optional = z.string().trim().optional();
const amount = z.coerce.number({ error: 'must be a number' }).int().min(0);
const limiter = z.custom<RateLimit>(hasMethod('limit'), { error: 'is no rate limit binding' });

const Variables = z.object({
  DATABASE_URL: z.string({ error: 'is missing' }).regex(/^postgres(ql)?:\/\/./, 'is no Postgres URL'),
  NEON_HTTP_ENDPOINT: optional,
  BETTER_AUTH_SECRET: optional,
  BETTER_AUTH_SECRET_PREVIOUS: optional,
  MCP_TOKEN_SECRET: optional,
  MCP_TOKEN_SECRET_PREVIOUS: optional,
  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'is no URL' }),
  OPENAI_MODEL: z.string({ error: 'is missing' }).min(1, 'is missing'),
  OPENAI_API: z.enum(['responses', 'chat_completions'], { error: 'must be responses or chat_completions' }),
  WEB_ORIGIN: z.string({ error: 'is missing' }),
  LIMITS: z.enum(['strict', 'relaxed'], { error: 'must be strict or relaxed' }),
  BUDGET_TURNS: amount,
  BUDGET_TOKENS: amount,
  LIMIT_ADDRESS: limiter,
  LIMIT_SIGN_UP: limiter,
  LIMIT_SIGN_IN: limiter,
  LIMIT_SIGN_IN_ALL: limiter,
  LIMIT_SESSION: limiter,
  LIMIT_READ: limiter,
  LIMIT_WRITE: limiter,
  LIMIT_CHAT: limiter,
  LIMIT_CHAT_BURST: limiter,
  LIMIT_CHATKIT: limiter,
  MCP: z.custom<Fetcher>(hasMethod('fetch'), { error: 'is no service binding' }),
});
type Variables = z.infer<typeof Variables>;

export type Config = ReturnType<typeof toConfig>;

/** @throws Misconfigured */
export function readConfig(env: object): Config {
  const production = isProduction(listOf('WEB_ORIGIN' in env ? String(env.WEB_ORIGIN) : ''));
  const parsed = Variables.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Misconfigured(problems, production);
  }
  const problems = problemsOf(parsed.data, production);
  if (problems.length > 0) throw new Misconfigured(problems, production);
  return toConfig(parsed.data, production);
}

function problemsOf(variables: Variables, production: boolean): string[] {
  const { BETTER_AUTH_SECRET, BETTER_AUTH_SECRET_PREVIOUS, MCP_TOKEN_SECRET, MCP_TOKEN_SECRET_PREVIOUS } =
    variables;
  const problems = checkSecrets(
    { BETTER_AUTH_SECRET, MCP_TOKEN_SECRET, BETTER_AUTH_SECRET_PREVIOUS, MCP_TOKEN_SECRET_PREVIOUS },
    production,
  );
  const origins = listOf(variables.WEB_ORIGIN);
  if (origins.length === 0) return [...problems, 'WEB_ORIGIN is missing'];
  for (const origin of origins) {
    if (!isOrigin(origin)) problems.push('WEB_ORIGIN holds something that is no origin');
  }
  return [...problems, ...developmentOnly(variables, production)];
}

function toConfig(variables: Variables, production: boolean) {
  const { OPENAI_API_KEY: apiKey = '' } = variables;
  return {
    databaseUrl: variables.DATABASE_URL,
    /** Local stand-in for Neon; never in production. */
    neonEndpoint: variables.NEON_HTTP_ENDPOINT || undefined,
    authSecret: variables.BETTER_AUTH_SECRET ?? '',
    previousAuthSecret: variables.BETTER_AUTH_SECRET_PREVIOUS || undefined,
    turnSecret: variables.MCP_TOKEN_SECRET ?? '',
    previousTurnSecret: variables.MCP_TOKEN_SECRET_PREVIOUS || undefined,
    openai: {
      /** Absent, or the value of the example file: the chat answers 503 and everything else works. */
      apiKey: apiKey === '' || apiKey.startsWith('sk-your-') ? undefined : apiKey,
      baseUrl: variables.OPENAI_BASE_URL,
      model: variables.OPENAI_MODEL,
      api: variables.OPENAI_API,
    },
    /** Origins of the site, exactly as a browser sends them. */
    webOrigins: listOf(variables.WEB_ORIGIN),
    /** An https origin of the site means production. */
    production,
    /** What is counted by address gets a hundred times the room: in development everybody is 127.0.0.1. */
    relaxed: variables.LIMITS === 'relaxed',
    /** Of one user and UTC day. */
    budget: { turns: variables.BUDGET_TURNS, tokens: variables.BUDGET_TOKENS },
    limiters: {
      address: variables.LIMIT_ADDRESS,
      signUp: variables.LIMIT_SIGN_UP,
      signIn: variables.LIMIT_SIGN_IN,
      signInAll: variables.LIMIT_SIGN_IN_ALL,
      session: variables.LIMIT_SESSION,
      read: variables.LIMIT_READ,
      write: variables.LIMIT_WRITE,
      chat: variables.LIMIT_CHAT,
      chatBurst: variables.LIMIT_CHAT_BURST,
      chatkit: variables.LIMIT_CHATKIT,
    },
    mcp: variables.MCP,
  };
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** Bindings are objects of the runtime: what they are shows only in what they can do. */
function hasMethod(name: string): (value: unknown) => boolean {
  return (value) => typeof (value as Record<string, unknown> | null | undefined)?.[name] === 'function';
}
