// What the global setup provides to tests and to vitest.config.ts: `inject('databaseUrl')`.
import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    neonEndpoint: string;
    /** Base URL of the local model, `…/v1`. */
    modelUrl: string;
    /** Path of the bundled MCP Worker, to which the API Worker's service binding goes. */
    mcpBundle: string;
  }
}
