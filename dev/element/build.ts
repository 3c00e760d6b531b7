// The element as a file of its own, and pages of hosts that load it: for the browser tests, the benchmark and
// the pictures. The pages are built apart from the element, as the page of a stranger would be.
import { join, resolve } from 'node:path';
import { build, type InlineConfig } from 'vite';

const PROJECT = join(import.meta.dirname, '../..');
const PAGES = join(import.meta.dirname, 'pages');

export type ReactKind = `react${18 | 19}-${'production' | 'development'}`;

export const REACT_KINDS: readonly ReactKind[] = [
  'react19-production',
  'react19-development',
  'react18-production',
  'react18-development',
];

/** Writes `chatkit.js` and the parts that it fetches later into `outDir`. */
export async function buildElement(outDir: string): Promise<void> {
  await run('production', {
    outDir,
    rolldownOptions: {
      input: join(PROJECT, 'web/chatkit-element/define.ts'),
      output: { entryFileNames: 'chatkit.js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  });
}

/** Writes one script for each kind of host into `outDir`: `vanilla.js`, `react19-production.js`, …, `loader.js`. */
export async function buildPages(outDir: string): Promise<void> {
  const page = (input: string, name: string): InlineConfig['build'] => ({
    outDir,
    minify: false,
    rolldownOptions: { input, output: { entryFileNames: `${name}.js`, chunkFileNames: `${name}/[name].js` } },
  });
  await Promise.all([
    run('production', page(join(PAGES, 'vanilla.ts'), 'vanilla')),
    run('production', page(join(PAGES, 'loader.js'), 'loader')),
    ...REACT_KINDS.map((kind) => {
      const [version, mode] = kind.split('-') as ['react18' | 'react19', string];
      return run(mode, page(join(PAGES, 'react.ts'), kind), version === 'react18' ? REACT_18 : []);
    }),
  ]);
}

/** Writes the demo, which shows every state without a server, as `demo.html` into `outDir`. */
export async function buildDemo(outDir: string): Promise<void> {
  const root = join(PROJECT, 'web/chatkit-element');
  const options = { outDir: resolve(outDir), rolldownOptions: { input: join(root, 'demo.html') } };
  await run('production', options, [], root);
}

/** `@openai/chatkit-react` itself is not touched; what it imports under the name of React is another version. */
const REACT_18 = [
  { find: /^react(?=$|\/)/, replacement: 'react18' },
  { find: /^react-dom(?=$|\/)/, replacement: 'react-dom18' },
];

async function run(
  mode: string,
  options: InlineConfig['build'],
  alias: { find: RegExp; replacement: string }[] = [],
  root = PROJECT,
): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    mode,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // Vite asks the environment, which says `test` in a test: JSX would carry the path of each of its lines.
    oxc: { jsx: { development: mode === 'development' } },
    resolve: { alias },
    build: {
      target: ['chrome120', 'edge120', 'firefox128', 'safari17.4'],
      modulePreload: false,
      emptyOutDir: false,
      copyPublicDir: false,
      ...options,
    },
  });
}
