import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { headersFile, type SiteSetting } from './headers.ts';
import { ROUTES } from './src/routes.ts';

/**
 * Writes what Pages needs beside the bundle. With a 404.html Pages answers an unknown path with status
 * 404 instead of the start page, so a stale tab can never cache HTML under the name of a script; the
 * pages themselves are therefore named in `_redirects`. The 404 page is the app, which shows its own.
 */
export function siteFiles(setting: SiteSetting): Plugin {
  const pages = Object.values(ROUTES);
  return {
    name: 'site-files',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(setting, pages) });
      this.emitFile({ type: 'asset', fileName: '_redirects', source: redirectsFile(pages) });
    },
    async writeBundle({ dir }) {
      if (dir) await copyFile(join(dir, 'index.html'), join(dir, '404.html'));
    },
  };
}

/** One rewrite a page, with and without the trailing slash. */
function redirectsFile(pages: readonly string[]): string {
  return pages
    .filter((page) => page !== '/')
    .flatMap((page) => [`${page} / 200`, `${page}/ / 200`])
    .join('\n')
    .concat('\n');
}
