// The backend of the browser tests: the product as `npm run dev` runs it, on free ports, with nothing kept, and the
// site as built, under its real headers. Prints one `ready` line, which playwright.config.ts waits for.
import { freePorts } from './serve/ports.ts';
import { urlOf } from './serve/programs.ts';
import { runProduct } from './serve/run.ts';
import { localSecrets } from './serve/secrets.ts';
import { readSettings } from './serve/settings.ts';

/** Only these: a key or a database of whoever runs the tests is none of theirs. */
const { PATH, HOME } = process.env;

const [WEB_PORT, API_PORT, MCP_PORT, SQL_PORT, MODEL_PORT] = (await freePorts(5)).map(String);
const variables = { PATH, HOME, DATA_DIR: ':memory:', WEB_PORT, API_PORT, MCP_PORT, SQL_PORT, MODEL_PORT };
const settings = readSettings(variables, {}, {});
const { web, api, mcp, model } = settings.ports;

await runProduct(settings, localSecrets(null, {}), 'built', {
  ready: [`ready web=${urlOf(web)} api=${urlOf(api)} mcp=${urlOf(mcp)}/mcp model=${urlOf(model)}/v1`],
  endsWithParent: true,
});
