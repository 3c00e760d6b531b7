// The response headers of the site, once: the build writes them to `dist/_headers` for Pages, and
// `vite preview` sends the same ones, so that every browser test runs under the real policy.

/** Where the site may run and whom it may talk to. */
export type SiteSetting = {
  /** Origin of the API when it is not the site's own. */
  apiOrigin?: string;
  /** OpenAI's hosted element needs its script, its frame and its own Trusted Types policies. */
  hostedElement?: boolean;
  /** Off only for local servers: HSTS and upgrades make no sense over http. */
  https: boolean;
};

const HOSTED_ELEMENT = 'https://cdn.platform.openai.com';

function contentSecurityPolicy({ apiOrigin, hostedElement, https }: SiteSetting): string {
  const hosted = hostedElement ? ` ${HOSTED_ELEMENT}` : '';
  return [
    "default-src 'none'",
    `script-src 'self'${hosted}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${apiOrigin ? ` ${apiOrigin}` : ''}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    `frame-src ${hostedElement ? HOSTED_ELEMENT : "'none'"}`,
    "object-src 'none'",
    ...(hostedElement ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** The headers of every answer of the site. */
export function siteHeaders(setting: SiteSetting): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(setting),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=(), microphone=(self)',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(setting.https ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/**
 * The text of Pages' `_headers`. Pages joins equal headers of several matching rules with a comma, so
 * `Cache-Control` stands only in rules that never overlap: the pages by name, and the hashed assets.
 */
export function headersFile(setting: SiteSetting, pages: readonly string[]): string {
  const rules: [string, Record<string, string>][] = [
    ['/*', siteHeaders(setting)],
    ...pages.map((page): [string, Record<string, string>] => [page, { 'Cache-Control': 'no-cache' }]),
    ['/assets/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }],
  ];
  return rules.map(([path, headers]) => `${path}\n${lines(headers)}\n`).join('\n');
}

function lines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}`)
    .join('\n');
}
