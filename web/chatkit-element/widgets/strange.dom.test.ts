// What nobody should send: a widget degrades component by component.
import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { widgetScene } from '../testing/widget-scene.tsx';
import { components } from './registry.ts';

afterEach(() => document.body.replaceChildren());

const text = (value: unknown) => ({ type: 'Text', value });

test('an unknown component draws its children and is logged by its type', () => {
  const { root, logged } = widgetScene({
    type: 'Card',
    children: [text('before'), { type: 'Hologram', children: [text('inside')] }, { type: 'Map' }],
  });
  expect(root.textContent).toBe('beforeinside');
  expect(logged).toEqual([
    ['render.widget_unknown', 'Hologram'],
    ['render.widget_unknown', 'Map'],
  ]);
});

/** JSON cannot do this; whatever makes a component fail, the others must not go with it. */
function failing(type: string): object {
  return Object.defineProperty({ type }, 'value', {
    get() {
      throw new Error('broken on purpose');
    },
  });
}

test('a component that fails draws nothing, is logged, and leaves its neighbours', () => {
  const { root, logged, show } = widgetScene({
    type: 'Card',
    children: [text('one'), failing('Text'), text('two')],
  });
  expect(root.textContent).toBe('onetwo');
  expect(logged).toEqual([['render.widget_failed', 'Text']]);
  show({ type: 'Card', children: [text('one'), text('mended'), text('two')] });
  expect(root.textContent).toBe('onemendedtwo');
});

test.each([null, undefined, 'Card', 7, [], {}, { type: 7 }, { type: 'Hologram' }])(
  'a root that is none is replaced by its words: %j',
  (root) => {
    expect(widgetScene(root).root.textContent).toBe('the fallback');
  },
);

test('a root that fails is replaced by its words, until a better one comes', () => {
  const root = Object.defineProperty({ type: 'Card' }, 'children', {
    get() {
      throw new Error('broken on purpose');
    },
  });
  const scene = widgetScene(null);
  scene.show({ type: 'Card', children: [text('fine')] });
  expect(scene.root.textContent).toBe('fine');
  const broken = { type: 'Card', size: 'md', children: [], status: root, asForm: false };
  Object.defineProperty(broken, 'confirm', {
    get() {
      throw new Error('broken on purpose');
    },
  });
  scene.show(broken);
  expect(scene.root.textContent).toBe('the fallback');
  expect(scene.logged).toEqual([['render.widget_failed', 'Card']]);
  scene.show({ type: 'Card', children: [text('again')] });
  expect(scene.root.textContent).toBe('again');
});

test.each([60, 2000])('a tree %i deep is drawn as far as anybody would read it', (levels) => {
  let node: object = text('the bottom');
  for (let depth = 0; depth < levels; depth += 1) node = { type: 'Col', children: [node] };
  const { root, logged } = widgetScene({ type: 'Card', children: [text('the top'), node] });
  expect(root.textContent).toBe('the top');
  expect(logged).toEqual([['render.widget_failed', 'Col']]);
});

test('HTML is text, and names of widgets become no ids, names or rules of the page', () => {
  const { root, all } = widgetScene({
    type: 'Card',
    id: 'body',
    children: [
      text('<img src=x onerror=alert(1)>'),
      { type: 'Form', id: 'chat', children: [{ type: 'Input', name: 'elements', id: 'x' }] },
      { type: 'Box', background: 'url(https://evil.example)', width: '1px;position:fixed' },
    ],
  });
  expect(root.querySelector('img, script')).toBeNull();
  expect(all('[id="body"], [id="chat"], [id="x"], [name="elements"]')).toEqual([]);
  expect(root.innerHTML).not.toMatch(/url\(|fixed/);
});

test('no JSON of known components throws', async () => {
  const types = [...components.keys(), 'Unknown'];
  const fields = [
    'value',
    'label',
    'options',
    'status',
    'limit',
    'confirm',
    'name',
    'editable',
    'data',
    'series',
  ];
  const node = fc.letrec((tie) => ({
    node: fc.record({
      type: fc.constantFrom(...types),
      fields: fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
      asForm: fc.boolean(),
      children: fc.option(fc.array(tie('node'), { maxLength: 3 }), { maxDepth: 3 }),
    }),
  })).node;
  await fc.assert(
    fc.property(node, (generated) => {
      const { logged } = widgetScene(flatten(generated));
      expect(logged.filter(([name]) => name === 'render.widget_failed')).toEqual([]);
      document.body.replaceChildren();
    }),
    { numRuns: 60 },
  );
});

type Generated = { type: string; fields: object; asForm: boolean; children: Generated[] | null };

function flatten(generated: unknown): object {
  const { fields, children, ...rest } = generated as Generated;
  return { ...fields, ...rest, children: children?.map(flatten) ?? null };
}
