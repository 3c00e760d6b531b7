// `npm run screenshots`: every page and state as a picture under docs/screenshots/, made from the running
// product, and every state of the chat element, made from its demo.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.ts';
import { shootElement } from './element/screenshots.ts';
import { startOutsideApp } from './screenshots/outside-app.ts';
import { smallPng } from './small-png.ts';

const FOLDER = 'docs/screenshots';
const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} as const;
const SENTENCE = "Add a meeting prep task, mark my grocery task as done, and show me what's left";

type Backend = { webUrl: string; mcpUrl: string; stop: () => void };
type Visit = { page: Page; backend: Backend; shoot: (name: string) => Promise<void> };

/** Reads on after the `ready` line: a server whose output nobody takes any more would end. */
function startBackend(): Promise<Backend> {
  const server = spawn(process.execPath, ['dev/browser-server.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  return new Promise((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const ready = /^ready web=(\S+) api=\S+ mcp=(\S+)/m.exec(printed);
      if (!ready) return;
      resolve({ webUrl: ready[1] ?? '', mcpUrl: ready[2] ?? '', stop: () => server.kill() });
    });
    server.once('exit', () => reject(new Error(`The product did not start:\n${printed}`)));
  });
}

/** The pages that a stranger sees. */
async function visitOutside({ page, backend, shoot }: Visit): Promise<void> {
  for (const [path, name] of [
    ['/', 'landing'],
    ['/login', 'login'],
    ['/signup', 'signup'],
  ]) {
    await page.goto(`${backend.webUrl}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(name ?? '');
  }
  await page.getByLabel('Email').fill('ada@example.test');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Password must be at least 8 characters').waitFor();
  await shoot('signup-error');
}

async function signUp({ page, backend }: Visit): Promise<string> {
  const email = `ada-${crypto.randomUUID().slice(0, 4)}@example.test`;
  const data = { email, password: 'a long enough sentence' };
  const response = await page.request.post(`${backend.webUrl}/api/auth/signup`, { data });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

/** The pages behind the sign-in, with the panel closed. */
async function visitTasks(visit: Visit): Promise<void> {
  const { page, backend, shoot } = visit;
  const token = await signUp(visit);
  await page.goto(`${backend.webUrl}/tasks`);
  await page.getByText('No tasks yet').waitFor();
  await shoot('tasks-empty');
  const tasks = [
    { title: 'Book the train to Lisbon', is_completed: true, tags: ['travel'] },
    { title: 'Water the plants', description: 'The big one by the window needs two cans.', due: 'yesterday' },
    { title: 'Call mom about Sunday', due: 'tomorrow 5pm', priority: 'high', tags: ['family'] },
    { title: 'Buy groceries', description: 'Oats, lemons, coffee', due: 'today', tags: ['errands', 'home'] },
  ];
  for (const data of tasks) {
    const answer = await page.request.post(`${backend.webUrl}/api/tasks`, {
      data,
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok()) throw new Error(`No task: ${answer.status()} ${await answer.text()}`);
  }
  await page.reload();
  await page.getByText('Call mom about Sunday').waitFor();
  await shoot('tasks');
  await page.getByRole('button', { name: 'Edit Water the plants' }).click();
  await shoot('tasks-edit');
  await page.reload();
  const form = page.getByRole('form', { name: 'New task' });
  await form.getByRole('textbox', { name: 'Task title' }).fill('Send the invoice');
  await form.getByRole('button', { name: 'Add details' }).click();
  await form.getByLabel('Due date', { exact: true }).fill('2030-01-31');
  await form.getByLabel('Due time (optional)').fill('09:30');
  await form.getByLabel('Priority').selectOption('high');
  await form.getByLabel('Tags').fill('office,');
  await shoot('tasks-details');
  await page.reload();
  await page.getByRole('button', { name: 'Delete Water the plants' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const toast = page.getByRole('region', { name: 'Notifications' });
  await toast.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('button', { name: 'Delete Water the plants' }).waitFor({ state: 'detached' });
  await page.getByText('Delete it?').waitFor({ state: 'detached' });
  await shoot('tasks-undo');
  await toast.getByRole('button', { name: 'Undo' }).click();
  await toast.getByText('Undone').waitFor();
  await page.goto(`${backend.webUrl}/dashboard`);
  await page.getByText(/^\d of \d done/).waitFor();
  await shoot('dashboard');
}

/** The question whether an app may be connected, and the page that lists those which are. */
async function visitApps({ page, backend, shoot }: Visit): Promise<void> {
  const app = await startOutsideApp(backend.mcpUrl);
  try {
    await page.goto(app.askUrl);
    await page.getByRole('button', { name: 'Allow' }).click({ trial: true }); // waits until it can be pressed
    await shoot('connect');
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${app.callbackUrl}?*`);
  } finally {
    app.close();
  }
  await page.goto(`${backend.webUrl}/connections`);
  await page.getByText('Desk Assistant').first().waitFor();
  await shoot('connections');
}

/** The panel in each of its states. */
async function visitPanel({ page, backend, shoot }: Visit): Promise<void> {
  await page.goto(`${backend.webUrl}/tasks`);
  await page.getByText('Call mom about Sunday').waitFor();
  await page.getByRole('button', { name: 'Open chat' }).click();
  const panel = page.getByRole('region', { name: 'AI Assistant' });
  await panel.getByRole('button', { name: 'Show my tasks' }).waitFor();
  await shoot('panel-start');
  const say = async (text: string) => {
    await panel.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Stop answering' }).waitFor();
    await panel.getByRole('button', { name: 'Stop answering' }).waitFor({ state: 'detached' });
  };
  await say(SENTENCE);
  await shoot('panel-badges');
  await panel
    .getByRole('button', { name: /Add task/ })
    .first()
    .click();
  await shoot('panel-badge-details');
  await panel.getByRole('button', { name: 'New chat', exact: true }).click();
  await page.route('**/api/chatkit', (route) =>
    route.fulfill({ status: 503, json: { code: 'ai_unavailable' } }),
  );
  await panel.getByRole('textbox', { name: 'Message', exact: true }).fill('What is left for today?');
  await page.keyboard.press('Enter');
  await panel.getByRole('alert').waitFor();
  await shoot('panel-error');
}

async function visit(
  browser: Browser,
  backend: Backend,
  screen: keyof typeof SCREENS,
  dark: boolean,
): Promise<void> {
  const context = await browser.newContext({
    ...SCREENS[screen],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const shoot = async (name: string) => {
    await page.evaluate(() => document.fonts.ready);
    const picture = smallPng(await page.screenshot());
    writeFileSync(`${FOLDER}/${name}-${screen}${dark ? '-dark' : ''}.png`, picture);
  };
  const steps = { page, backend, shoot };
  if (!dark) await visitOutside(steps);
  await visitTasks(steps);
  await visitApps(steps);
  await visitPanel(steps);
  await context.close();
}

mkdirSync(FOLDER, { recursive: true });
const backend = await startBackend();
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
try {
  for (const dark of [false, true]) {
    for (const screen of ['desktop', 'phone'] as const) await visit(browser, backend, screen, dark);
  }
  await shootElement(browser, `${FOLDER}/element`);
} finally {
  await browser.close();
  backend.stop();
}
