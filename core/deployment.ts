// What both Workers make of their environment: is this production, and what may not be set there.

/** A variable is missing, wrong or too weak. `problems` name variables, never values. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
  readonly problems: string[];
  readonly production: boolean;

  constructor(problems: string[], production: boolean) {
    super(problems.join('; '));
    this.problems = problems;
    this.production = production;
  }
}

/** The entries of a list separated by commas. */
export const listOf = (text: string): string[] => text.split(',').flatMap((entry) => entry.trim() || []);

/** An https origin of the site means production, and so does no origin at all. */
export const isProduction = (webOrigins: readonly string[]): boolean =>
  webOrigins.length === 0 || webOrigins.some((origin) => origin.startsWith('https:'));

/** What a production environment sets although it is for development only. */
export function developmentOnly(
  { NEON_HTTP_ENDPOINT, LIMITS }: { NEON_HTTP_ENDPOINT?: string | undefined; LIMITS: string },
  production: boolean,
): string[] {
  if (!production) return [];
  return [
    ...(NEON_HTTP_ENDPOINT ? ['NEON_HTTP_ENDPOINT is for development only'] : []),
    ...(LIMITS === 'relaxed' ? ['LIMITS=relaxed is for development only'] : []),
  ];
}
