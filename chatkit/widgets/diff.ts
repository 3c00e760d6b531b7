// What a client has to hear to turn one state of a widget into the next.
import type {
  WidgetComponentUpdated,
  WidgetRootUpdated,
  WidgetStreamingTextValueDelta,
} from '../protocol/events.ts';
import type { StreamingTextComponent, WidgetComponent, WidgetRoot } from '../protocol/widgets.ts';
import { sameJson } from '../same-json.ts';

export type WidgetUpdate = WidgetStreamingTextValueDelta | WidgetComponentUpdated | WidgetRootUpdated;

/** A component before and after. */
type Pair = { before: WidgetComponent; after: WidgetComponent };

/**
 * The smallest updates that make `after` of `before`; none when they are the same (`null` is absent).
 * Nothing but text that grew, in Text and Markdown with an id: one delta for each. One component with an id
 * changed: that component, when it makes a smaller event than the root. Otherwise the root.
 */
export function diffWidget(before: WidgetRoot, after: WidgetRoot): WidgetUpdate[] {
  const changed = changes({ before, after });
  if (changed.length === 0) return [];
  const counts = countIds(before);
  const addressOf = (pair: Pair) =>
    pair.before.id === pair.after.id && counts.get(pair.after.id) === 1 ? pair.after.id : undefined;
  const deltas = changed.map((pair) => deltaOf(pair, addressOf(pair)));
  if (deltas.every((delta) => delta !== undefined)) return deltas;

  const root: WidgetRootUpdated = { type: 'widget.root.updated', widget: after };
  const smallest = pathToChange({ before, after }).findLast((pair) => addressOf(pair) !== undefined);
  const component_id = smallest && addressOf(smallest);
  if (!smallest || component_id === undefined) return [root];
  const part: WidgetComponentUpdated = {
    type: 'widget.component.updated',
    component_id,
    component: smallest.after,
  };
  return [lengthOf(part) < lengthOf(root) ? part : root];
}

/** The components that changed in other ways than through their children; a list that changed counts as its parent's. */
function changes(pair: Pair): Pair[] {
  const children = pairedChildren(pair);
  if (!children || !sameFields(pair, 'children', 'value')) return sameDeep(pair) ? [] : [pair];
  const own = sameField(pair, 'value') ? [] : [pair];
  return [...own, ...children.flatMap(changes)];
}

/** From the root to the deepest component that holds everything that changed. */
function pathToChange(pair: Pair): Pair[] {
  const children = pairedChildren(pair);
  if (!children || !sameFields(pair, 'children')) return [pair];
  const [changed, ...others] = children.filter((child) => !sameDeep(child));
  return changed && others.length === 0 ? [pair, ...pathToChange(changed)] : [pair];
}

/** Child for child; nothing when the lists differ in their length or in anything that is no component. */
function pairedChildren({ before, after }: Pair): Pair[] | undefined {
  const [olds, nows] = [childrenOf(before), childrenOf(after)];
  const sameKind = Array.isArray(before.children) === Array.isArray(after.children);
  if (!sameKind || olds.length !== nows.length) return undefined;
  const pairs: Pair[] = [];
  for (const [index, child] of olds.entries()) {
    const next = nows[index];
    if (isComponent(child) && isComponent(next)) pairs.push({ before: child, after: next });
    else if (!sameJson(child, next)) return undefined;
  }
  return pairs;
}

function childrenOf({ children }: WidgetComponent): unknown[] {
  return Array.isArray(children) ? children : [children ?? undefined];
}

function sameDeep(pair: Pair): boolean {
  const children = pairedChildren(pair);
  return children !== undefined && sameFields(pair, 'children') && children.every(sameDeep);
}

function sameFields(pair: Pair, ...except: string[]): boolean {
  const fields = new Set([...Object.keys(pair.before), ...Object.keys(pair.after)]);
  return [...fields].every((field) => except.includes(field) || sameField(pair, field));
}

function sameField({ before, after }: Pair, field: string): boolean {
  return sameJson(before[field] ?? undefined, after[field] ?? undefined);
}

/** The delta that tells of this change, if it is text that grew and nothing else. */
function deltaOf(pair: Pair, component_id: string | undefined): WidgetStreamingTextValueDelta | undefined {
  const { before, after } = pair;
  if (component_id === undefined || !isText(before) || !isText(after)) return undefined;
  if (!after.value.startsWith(before.value) || !pairedChildren(pair)) return undefined;
  if (!sameFields(pair, 'children', 'value')) return undefined;
  const delta = after.value.slice(before.value.length);
  return { type: 'widget.streaming_text.value_delta', component_id, delta, done: !after.streaming };
}

/** How many components each id would reach. */
function countIds(root: WidgetComponent): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  const visit = (node: unknown) => {
    if (!isComponent(node)) return;
    if (node.id !== undefined) counts.set(node.id, (counts.get(node.id) ?? 0) + 1);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return counts;
}

function lengthOf(update: WidgetUpdate): number {
  return JSON.stringify(update).length;
}

function isText(component: WidgetComponent): component is StreamingTextComponent {
  return (component.type === 'Text' || component.type === 'Markdown') && typeof component.value === 'string';
}

function isComponent(value: unknown): value is WidgetComponent {
  return typeof value === 'object' && value !== null && 'type' in value;
}
