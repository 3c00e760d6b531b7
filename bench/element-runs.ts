// One run of each measure, in a context of its own: nothing is cached, nothing is warm.
import type { Browser, Page } from '@playwright/test';
import { tasksDuring } from '#dev/element/frames.ts';
import { longThread, streamText } from '#dev/element/long-texts.ts';
import type { OptionData } from '#dev/element/pages/host-page.ts';
import type { Site } from '#dev/element/site.ts';
import { added, assistantMessage, confirmed, done } from '../web/chatkit-element/testing/events.ts';
import { threadOf } from '../web/chatkit-element/testing/scripted-server.ts';

type Visit = { page: Page; endpoint: ReturnType<Site['addEndpoint']>['endpoint']; open: () => Promise<void> };

/** Milliseconds from asking for the element's code to a panel that is drawn. */
export function openPanel(browser: Browser, site: Site): Promise<number> {
  return visit(browser, site, {}, async ({ page, open }) => {
    await open();
    return markOf(page, 'panel drawn');
  });
}

/** Milliseconds from asking for the element's code to the newest message of a conversation of this length. */
export function openConversation(browser: Browser, site: Site, length: number): Promise<number> {
  return visit(browser, site, { initialThread: 'thr_1' }, async ({ page, endpoint, open }) => {
    endpoint.on('threads.get_by_id', (call) => call.answer(threadOf('thr_1', longThread(length))));
    await open();
    return markOf(page, 'thread drawn');
  });
}

/** The tasks of the main thread in ms, longest first, while `text` streams into a conversation of `length` messages. */
export function answerLong(browser: Browser, site: Site, text: string, length: number): Promise<number[]> {
  const options: OptionData = { initialThread: 'thr_1', thread: { autoScroll: true } };
  return visit(browser, site, options, async ({ page, endpoint, open }) => {
    endpoint.on('threads.get_by_id', (call) => call.answer(threadOf('thr_1', longThread(length))));
    endpoint.on('threads.add_user_message', async (call) => {
      call.send(confirmed(call.params), added(assistantMessage('long', '')));
      await streamText(call, 'long', text);
      call.send(done(assistantMessage('long', text)));
    });
    await open();
    await markOf(page, 'thread drawn');
    return tasksDuring(browser, page, () =>
      page.evaluate(() => window.host.element().sendUserMessage({ text: 'Go' })),
    );
  });
}

/** Milliseconds from the first request for the element's code to this mark. */
async function markOf(page: Page, name: string): Promise<number> {
  const found = await page.waitForFunction((mark) => {
    const [begin] = performance.getEntriesByName('element asked for');
    const [end] = performance.getEntriesByName(mark);
    return begin && end ? end.startTime - begin.startTime : undefined;
  }, name);
  return (await found.jsonValue()) ?? Number.NaN;
}

async function visit<Measured>(
  browser: Browser,
  site: Site,
  hostOptions: OptionData,
  run: (visit: Visit) => Promise<Measured>,
): Promise<Measured> {
  const { endpoint, path } = site.addEndpoint();
  const context = await browser.newContext({ viewport: { width: 480, height: 700 } });
  const page = await context.newPage();
  await page.addInitScript((values) => Object.assign(window, values), { hostOptions });
  const open = async () => void (await page.goto(`${site.url}/host/vanilla?api=${path}`));
  try {
    return await run({ page, endpoint, open });
  } finally {
    await context.close();
  }
}
