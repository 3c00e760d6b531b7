// The one door to this Worker's environment: what may be set, and what is refused.
import * as z from 'zod';
import { checkSecrets } from '#core/auth/secrets.ts';
import { developmentOnly, isProduction, listOf, Misconfigured } from '#core/deployment.ts';

const text = z.string().trim().default('');
const limiter = z.custom<RateLimit>((value) => typeof (value as RateLimit | null)?.limit === 'function', {
  error: 'is no rate limit binding',
});

const Variables = z.object({
  DATABASE_URL: z.string({ error: 'is missing' }).regex(/^postgres(ql)?:\/\/./, 'is no Postgres URL'),
  NEON_HTTP_ENDPOINT: text,
  MCP_TOKEN_SECRET: text,
  MCP_TOKEN_SECRET_PREVIOUS: text,
  MCP_PUBLIC_URL: text,
  WEB_ORIGIN: text,
  MCP_ALLOWED_ORIGINS: text,
  LIMITS: z.enum(['strict', 'relaxed'], { error: 'must be strict or relaxed' }).default('strict'),
  LIMIT_ADDRESS: limiter,
  LIMIT_CALLS: limiter,
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
  /** An https origin of the site means production, and so does none. */
  production: boolean;
  relaxed: boolean;
  limiters: { address: RateLimit; calls: RateLimit };
};

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
    production,
    relaxed: variables.LIMITS === 'relaxed',
    limiters: { address: variables.LIMIT_ADDRESS, calls: variables.LIMIT_CALLS },
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
