// The chat element in a browser: how soon the panel opens, how it bears a long answer and a long conversation, and
// what it weighs. Each measure has a budget; times are of the main thread alone, which a busy machine stretches
// less than the clock on the wall.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '#dev/chromium.ts';
import { buildElement, buildPages } from '#dev/element/build.ts';
import { LONG_TEXTS } from '#dev/element/long-texts.ts';
import { type Site, startSite } from '#dev/element/site.ts';
import { elementSizes, INITIAL_LIMIT_KB } from '#dev/element/sizes.ts';
import { answerLong, openConversation, openPanel } from './element-runs.ts';
import { median } from './stack.ts';

const ROUNDS = 3;
const BUDGET = { openMs: 300, frameMs: 50, openLongMs: 1_000 };

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edge-todo-element-'));
  await Promise.all([buildElement(join(folder, 'element')), buildPages(join(folder, 'pages'))]);
  const site = await startSite(folder);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  try {
    await times(browser, site);
    sizes(join(folder, 'element'));
  } finally {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true });
  }
}

async function times(browser: Browser, site: Site): Promise<void> {
  const opening = await repeat(() => openPanel(browser, site));
  print('panel open, code included', opening, BUDGET.openMs);

  for (const [kind, text] of Object.entries(LONG_TEXTS)) {
    const runs = await repeat(() => answerLong(browser, site, text.slice(0, 100_000), 0));
    print(`longest task, 100 kB of ${kind}`, runs.map(longest), BUDGET.frameMs);
    const over = runs.map((tasks) => tasks.filter((ms) => ms > BUDGET.frameMs).length);
    console.log(`  frames over ${BUDGET.frameMs} ms in each run       ${over.join(', ')}`);
  }

  const short = await repeat(() => openConversation(browser, site, 20));
  const long = await repeat(() => openConversation(browser, site, 1_000));
  print('conversation of 20 messages, opened', short);
  print('conversation of 1,000 messages, opened', long, BUDGET.openLongMs);
  console.log(`  opened, beside one of 20         ${(median(long) / median(short)).toFixed(1)}x`);

  const text = LONG_TEXTS['everything that Markdown has'].slice(0, 20_000);
  const alone = (await repeat(() => answerLong(browser, site, text, 0))).map(longest);
  const after = (await repeat(() => answerLong(browser, site, text, 1_000))).map(longest);
  print('longest task, 20 kB in an empty conversation', alone, BUDGET.frameMs);
  print('longest task, 20 kB after 1,000 messages', after, BUDGET.frameMs);
  console.log(`  after 1,000 messages, beside none ${(median(after) / median(alone)).toFixed(1)}x`);
}

function sizes(folder: string): void {
  const { initial, parts, total } = elementSizes(folder);
  console.log(`gzip: at first ${kb(initial)} of ${INITIAL_LIMIT_KB} kB, in all ${kb(total)} kB`);
  for (const [name, bytes] of parts)
    console.log(`  ${name.padEnd(24)}${kb(bytes).padStart(6)} kB, when first needed`);
}

const longest = ([first = Number.NaN]: number[]) => first;

const kb = (bytes: number) => (bytes / 1000).toFixed(1);

async function repeat<Measured>(run: () => Promise<Measured>): Promise<Measured[]> {
  const found: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) found.push(await run());
  return found;
}

function print(label: string, found: number[], budgetMs?: number): void {
  const budget =
    budgetMs === undefined ? '' : `  budget ${budgetMs} ms${median(found) > budgetMs ? '  EXCEEDED' : ''}`;
  const range = `${Math.min(...found).toFixed(0)}–${Math.max(...found).toFixed(0)}`;
  console.log(`${label.padEnd(58)}${median(found).toFixed(0).padStart(5)} ms (${range})${budget}`);
}
