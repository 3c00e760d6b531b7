// The one door to this Worker's environment: what may be set, and what is refused.
import * as z from 'zod';
import { checkSecrets } from '#core/auth/secrets.ts';
import { developmentOnly, isProduction, listOf, Misconfigured } from '#core/deployment.ts';

const text = z.string().trim().default('');
const limiter = z.custom<RateLimit>((value) => typeof (value as RateLimit | null)?.limit === 'function', {
  error: 'is no rate limit binding',
});

const keyValue = z.custom<KVNamespace>((value) => typeof (value as KVNamespace | null)?.get === 'function', {
  error: 'is no KV namespace',
});

const Variables = z.object({
  DATABASE_URL: z.string({ error: 'is missing' }).regex(/^postgres(ql)?:\/\/./, 'is no Postgres URL'),
  NEON_HTTP_ENDPOINT: text,
  MCP_TOKEN_SECRET: text,
  MCP_TOKEN_SECRET_PREVIOUS: text,
  MCP_PUBLIC_URL: text,
  WEB_ORIGIN: text,
  MCP_ALLOWED_ORIGINS: text,
  MCP_EXTRA_REDIRECTS: text,
  LIMITS: z.enum(['strict', 'relaxed'], { error: 'must be strict or relaxed' }).default('strict'),
  LIMIT_ADDRESS: limiter,
  LIMIT_CALLS: limiter,
  LIMIT_REGISTER: limiter,
  LIMIT_AUTHORIZE: limiter,
  LIMIT_TOKEN: limiter,
  OAUTH_KV: keyValue,
});
type Variables = z.infer<typeof Variables>;

export type Config = {
  databaseUrl: string;
  /** Local stand-in for Neon; never in production. */
  neonEndpoint: string | undefined;
  tokenSecret: string;
  previousTokenSecret: string | undefined;
  /** `https://host`, without a path; empty in development, where the loopback names are ours. */
  publicUrl: string;
  allowedOrigins: readonly string[];
  /** Of the site, where people sign in and decide. */
  webOrigins: readonly string[];
  /** Redirect addresses of clients beside https and loopback ones, letter for letter. */
  extraRedirects: readonly string[];
  /** An https origin of the site means production, and so does none. */
  production: boolean;
  relaxed: boolean;
  limiters: Record<LimitName, RateLimit>;
  kv: KVNamespace;
};

/** By address, but for `calls`. */
export type LimitName = 'address' | 'calls' | 'register' | 'authorize' | 'token';

/** @throws Misconfigured */
export function readConfig(env: unknown): Config {
  const { WEB_ORIGIN = '' } = Variables.pick({ WEB_ORIGIN: true }).safeParse(env).data ?? {};
  const production = isProduction(listOf(WEB_ORIGIN));
  const parsed = Variables.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Misconfigured(problems, production);
  }
  const variables = parsed.data;
  const problems = problemsOf(variables, production);
  if (problems.length > 0) throw new Misconfigured(problems, production);
  return {
    databaseUrl: variables.DATABASE_URL,
    neonEndpoint: variables.NEON_HTTP_ENDPOINT || undefined,
    tokenSecret: variables.MCP_TOKEN_SECRET,
    previousTokenSecret: variables.MCP_TOKEN_SECRET_PREVIOUS || undefined,
    publicUrl: URL.parse(variables.MCP_PUBLIC_URL)?.origin ?? '',
    allowedOrigins: listOf(variables.MCP_ALLOWED_ORIGINS || variables.WEB_ORIGIN),
    webOrigins: listOf(variables.WEB_ORIGIN),
    extraRedirects: listOf(variables.MCP_EXTRA_REDIRECTS),
    production,
    relaxed: variables.LIMITS === 'relaxed',
    limiters: {
      address: variables.LIMIT_ADDRESS,
      calls: variables.LIMIT_CALLS,
      register: variables.LIMIT_REGISTER,
      authorize: variables.LIMIT_AUTHORIZE,
      token: variables.LIMIT_TOKEN,
    },
    kv: variables.OAUTH_KV,
  };
}

function problemsOf(variables: Variables, production: boolean): string[] {
  const { MCP_TOKEN_SECRET, MCP_TOKEN_SECRET_PREVIOUS, MCP_PUBLIC_URL } = variables;
  const problems = checkSecrets({ MCP_TOKEN_SECRET, MCP_TOKEN_SECRET_PREVIOUS }, production);
  if (!variables.WEB_ORIGIN) problems.push('WEB_ORIGIN is missing');
  if (production && !/^https:\/\/[^/]+\/?$/.test(MCP_PUBLIC_URL)) {
    problems.push('MCP_PUBLIC_URL must be https://host');
  }
  return [...problems, ...developmentOnly(variables, production)];
}
