// `npm run deploy`: the MCP Worker first, because the API Worker binds to it; then the API Worker, then the site.
// Needs VITE_API_URL and a signed-in wrangler (or CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID). The database is
// migrated before, with `npm run db:migrate`.
import { spawnSync } from 'node:child_process';

const STEPS: [string, string, string[]][] = [
  ['The MCP Worker', 'wrangler', ['deploy', '-c', 'mcp-worker/wrangler.toml']],
  ['The API Worker', 'wrangler', ['deploy', '-c', 'wrangler.toml']],
  ["The site's build", 'vite', ['build', 'web']],
  ['The site', 'wrangler', ['pages', 'deploy', '--cwd', 'web']],
];

function deploy(): string | null {
  if (!process.env.VITE_API_URL) {
    return 'VITE_API_URL is not set: the built site would not know where its API is. Nothing was deployed.';
  }
  for (const [name, command, args] of STEPS) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0)
      return `${name} failed (code ${status}); what came before it is deployed, what follows is not.`;
  }
  return null;
}

const problem = deploy();
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  console.log('Both Workers and the site are deployed.');
}
