import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyUpdate } from '../protocol/apply-update.ts';
import type { ThreadItem } from '../protocol/items.ts';
import type { WidgetComponent, WidgetRoot } from '../protocol/widgets.ts';
import { diffWidget } from './diff.ts';

const text = fc.string({ maxLength: 4, unit: fc.constantFrom('a', 'b', 'é', ' ') });
const field = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.record({ a: text })));
const name = fc.option(fc.constantFrom('i', 'j', 'k', 'l', 'm', 'n'), { nil: undefined });

const { node } = fc.letrec<{ node: WidgetComponent }>((tie) => ({
  node: fc.record(
    {
      type: fc.constantFrom('Text', 'Markdown', 'Title', 'Row', 'Transition', 'Gauge'),
      id: name,
      key: name,
      value: text,
      streaming: fc.boolean(),
      extra: field,
      children: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(null, []),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.array(fc.oneof(tie('node'), fc.constant(null)), { maxLength: 3 }),
        tie('node'),
      ),
    },
    { requiredKeys: ['type'] },
  ) as fc.Arbitrary<WidgetComponent>,
}));

const root: fc.Arbitrary<WidgetRoot> = fc
  .tuple(fc.constantFrom('Card' as const, 'ListView' as const, 'Basic' as const), fc.array(node))
  .map(([type, children]) => ({ type, children }));

type Edit = { at: number; kind: 'grow' | 'field' | 'children' | 'rename'; text: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom(
    'grow' as const,
    'grow' as const,
    'field' as const,
    'children' as const,
    'rename' as const,
  ),
  text,
});

/** A tree and what a few small edits made of it. */
const edited = fc.tuple(root, fc.array(edit, { maxLength: 3 })).map(([before, edits]) => {
  const after = structuredClone(before);
  for (const { at, kind, text } of edits) {
    const all = componentsOf(after);
    const component = all[at % all.length] ?? after;
    if (kind === 'grow') component.value = `${component.value ?? ''}${text}`;
    if (kind === 'field') component.extra = text;
    if (kind === 'children') component.children = [{ type: 'Text', value: text }];
    if (kind === 'rename' && component !== after) component.id = text;
  }
  return [before, after] as const;
});

const pair = fc.oneof(edited, fc.tuple(root, root));

test('the updates of a diff, folded into the first state, give the second', () => {
  void fc.assert(
    fc.property(pair, ([before, after]) => {
      const folded = diffWidget(before, after).reduce(fold, itemWith(before));
      expect(withoutNull(folded)).toEqual(withoutNull(itemWith(after)));
    }),
    { numRuns: 2_000 },
  );
});

test('the diff of equal trees is empty, also when one of them went over the wire', () => {
  void fc.assert(
    fc.property(root, (widget) => {
      expect(diffWidget(widget, structuredClone(widget))).toEqual([]);
      expect(diffWidget(widget, JSON.parse(JSON.stringify(widget)))).toEqual([]);
    }),
  );
});

test('a diff changes neither of its trees, and is never larger than the root', () => {
  void fc.assert(
    fc.property(pair, ([before, after]) => {
      const copies = structuredClone([before, after]);
      const updates = diffWidget(before, after).filter(
        ({ type }) => type !== 'widget.streaming_text.value_delta',
      );
      expect([before, after]).toEqual(copies);
      const whole = JSON.stringify({ type: 'widget.root.updated', widget: after });
      expect(updates.length).toBeLessThanOrEqual(1);
      expect(updates.every((update) => JSON.stringify(update).length <= whole.length)).toBe(true);
    }),
  );
});

test('the trees of these properties meet every kind of update', () => {
  const kinds = fc.sample(edited, { numRuns: 2_000, seed: 7 }).map(([before, after]) => {
    return diffWidget(before, after)[0]?.type ?? 'none';
  });
  expect([...new Set(kinds)].toSorted()).toEqual([
    'none',
    'widget.component.updated',
    'widget.root.updated',
    'widget.streaming_text.value_delta',
  ]);
});

function itemWith(widget: WidgetRoot): ThreadItem {
  return { type: 'widget', id: 'w', thread_id: 't', created_at: '2026-03-01T12:00:00.000Z', widget };
}

/** An update that the reducer refuses comes back as the same object, which no update of a diff may be. */
function fold(item: ThreadItem, update: ReturnType<typeof diffWidget>[number]): ThreadItem {
  const folded = applyUpdate(item, update);
  expect(folded).not.toBe(item);
  return folded;
}

function componentsOf(component: WidgetComponent): WidgetComponent[] {
  const children: unknown[] = [component.children].flat();
  const inside = children.filter((child) => typeof child === 'object' && child !== null) as WidgetComponent[];
  return [component, ...inside.flatMap(componentsOf)];
}

/** Fields that are null are absent; in lists a null keeps its place. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  const set = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(set.map(([key, inner]) => [key, withoutNull(inner)]));
}
