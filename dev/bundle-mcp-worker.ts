// Builds the MCP Worker into one file: the Vitest plugin runs a Worker beside the one under test only as JavaScript.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes `index.js` into `outDir`. */
export async function bundleMcpWorker(outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { target: 'webworker', noExternal: true, resolve: { conditions: ['workerd', 'worker', 'browser'] } },
    build: {
      ssr: 'mcp-worker/src/index.ts',
      outDir,
      emptyOutDir: false, // it lies outside the root, where Vite would ask
      rolldownOptions: {
        external: [/^cloudflare:/, /^node:/],
        output: { entryFileNames: 'index.js', codeSplitting: false },
      },
    },
  });
}
