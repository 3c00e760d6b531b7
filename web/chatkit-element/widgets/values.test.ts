import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockStyle, borderStyle, boxStyle } from './box-style.ts';
import { aspectOf, flexOf, lengthOf, radiusOf, spaceOf, spacingOf } from './values.ts';

test('a length is pixels or a plain CSS length', () => {
  expect([12, 0, '12', '50%', '12.5rem', 'auto', '100dvh'].map(lengthOf)).toEqual([
    '12px',
    '0px',
    '12px',
    '50%',
    '12.5rem',
    'auto',
    '100dvh',
  ]);
  expect(lengthOf('calc(100% - 16px)')).toBe('calc(100% - 16px)');
  expect(lengthOf('min(100%, 20rem)')).toBe('min(100%, 20rem)');
});

test.each([
  'url(https://evil.example)',
  '12px; color: red',
  'calc(url(x))',
  'calc(1px + var(--secret))',
  'expression(alert(1))',
  '12px/**/',
  'env(safe-area-inset-top)',
  '1e9px',
  -4,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  {},
  null,
  true,
])('no length is made of %j', (value) => {
  expect(lengthOf(value)).toBeUndefined();
  expect(spaceOf(value)).toBeUndefined();
});

test('a length has a greatest size, so that a widget cannot bury the conversation', () => {
  expect(lengthOf(1_000_000)).toBe('2000px');
  expect(spaceOf(1_000_000)).toBe('calc(var(--u) * 100)');
});

test('space is counted in units of the panel, which follow its density', () => {
  expect([2, '3', 1.5, 0, '8px'].map(spaceOf)).toEqual([
    'calc(var(--u) * 2)',
    'calc(var(--u) * 3)',
    'calc(var(--u) * 1.5)',
    '0',
    '8px',
  ]);
});

test('spacing is for all edges, or for those that are named, the single ones last', () => {
  expect(spacingOf('padding', '4px')).toEqual({
    paddingInlineStart: '4px',
    paddingInlineEnd: '4px',
    paddingBlockStart: '4px',
    paddingBlockEnd: '4px',
  });
  expect(spacingOf('margin', { left: '1px', x: '2px', top: '3px' })).toEqual({
    marginInlineStart: '1px',
    marginInlineEnd: '2px',
    marginBlockStart: '3px',
  });
  expect(spacingOf('margin', { middle: 3 })).toEqual({});
});

test('a border is a width, a line, or one of them for each edge', () => {
  expect(borderStyle({ bottom: { size: 2, color: 'danger', style: 'dashed' } }, 'light')).toEqual({
    borderBlockEnd: '2px dashed var(--w-danger)',
  });
  expect(borderStyle(1, 'light').borderInlineStart).toBe('1px solid var(--line)');
  expect(borderStyle({ size: 900, style: 'url(x)', color: 'url(x)' }, 'light').borderBlockStart).toBe(
    '16px solid var(--line)',
  );
});

test('shape and share are read by their names only', () => {
  expect([radiusOf('full'), radiusOf('2xs'), radiusOf('9px'), radiusOf('constructor')]).toEqual([
    '9999px',
    '2px',
    undefined,
    undefined,
  ]);
  expect([1.5, '16/9', '16 / 9', 0, '16/9;', 'auto'].map(aspectOf)).toEqual([
    '1.5',
    '16/9',
    '16 / 9',
    undefined,
    undefined,
    undefined,
  ]);
  expect([1, '2', '1 1 auto', 'none', '1 1 url(x)', '1;2'].map(flexOf)).toEqual([
    '1 1 0%',
    '2 1 0%',
    '1 1 auto',
    'none',
    undefined,
    undefined,
  ]);
});

test('a box has what it names, and size stands for width and height', () => {
  expect(blockStyle({ type: 'Box', size: 10, minWidth: 300, maxWidth: '50%' })).toEqual({
    width: '10px',
    height: '10px',
    minWidth: 'min(300px, 100%)',
    maxWidth: '50%',
  });
  const box = { type: 'Box', align: 'end', justify: 'between', wrap: 'wrap', gap: 2, background: 'surface' };
  expect(boxStyle(box, 'light')).toEqual({
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: 'calc(var(--u) * 2)',
    background: 'var(--bg)',
  });
  expect(boxStyle({ type: 'Box', align: 'toString', justify: '__proto__' }, 'light')).toEqual({});
});

test('whatever a box is given, no value of its style could load or add anything', async () => {
  const fields = [
    'width',
    'gap',
    'padding',
    'margin',
    'border',
    'background',
    'flex',
    'radius',
    'aspectRatio',
  ];
  const words = fc.constantFrom('url(', ';', '}', 'red', '4px', 'calc(', 'var(--fg)', '/*', 'expression(');
  const value = fc.oneof(
    fc.jsonValue(),
    fc.array(words).map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fields), value), (box) => {
      for (const css of Object.values(boxStyle({ type: 'Box', ...box }, 'dark'))) {
        expect(css).not.toMatch(/url\(|[;{}]|expression|\/\*/i);
      }
    }),
  );
});
