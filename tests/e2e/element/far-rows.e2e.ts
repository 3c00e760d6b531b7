import { CHROMIUM_FLAGS, ensureChromium } from '#dev/chromium.ts';
import { longThread } from '#dev/element/long-texts.ts';
import { stored } from './events.ts';
import { expect, test } from './host.ts';

// The tree that a screen reader gets is made only for one, or when it is asked for.
const args = [...CHROMIUM_FLAGS, '--force-renderer-accessibility'];
test.use({ launchOptions: { executablePath: ensureChromium(), args } });

test('screen readers and the text of the page have what is far away', async ({ host, chat }) => {
  chat.on('threads.get_by_id', (call) => call.answer(stored('thr_1', longThread(300))));
  await host.open({ options: { initialThread: 'thr_1' } });
  await expect(host.panel.lastAnswer).toBeInViewport();
  const far = host.panel.region.getByText('Question number 4', { exact: true });
  await expect(far).not.toBeInViewport();
  const names = await host.panel.region.getByRole('article').allInnerTexts();
  expect(names).toHaveLength(300);
  const devtools = await host.page.context().newCDPSession(host.page);
  await devtools.send('Accessibility.enable');
  const row = await devtools.send('Runtime.evaluate', {
    expression: `window.host.element().shadowRoot.querySelectorAll('.row')[4]`,
  });
  const { objectId = '' } = row.result;
  await expect
    .poll(async () => {
      const { nodes } = await devtools.send('Accessibility.queryAXTree', { objectId });
      return nodes.map(({ name }) => name?.value);
    })
    .toContain('Question number 4');
});
