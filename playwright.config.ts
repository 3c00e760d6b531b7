import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './dev/chromium.ts';

// The server's `ready` line fills WEB_URL, API_URL, MCP_URL and MODEL_URL before the tests start.
const READY = /^ready web=(?<web_url>\S+) api=(?<api_url>\S+) mcp=(?<mcp_url>\S+) model=(?<model_url>\S+)$/m;

const ELEMENT_SCREEN = { ...devices['Desktop Chrome'], viewport: { width: 480, height: 700 } };

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/browser',
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: process.env.WEB_URL,
    launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_FLAGS },
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: 'element/**',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      testIgnore: 'element/**',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
    // The chat element alone, on pages of other hosts, with a server of the tests.
    { name: 'element build', testMatch: 'element/*.setup.ts' },
    { name: 'element', testMatch: 'element/*.e2e.ts', dependencies: ['element build'], use: ELEMENT_SCREEN },
  ],
  webServer: {
    command: `"${process.execPath}" dev/browser-server.ts`,
    wait: { stdout: READY },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
