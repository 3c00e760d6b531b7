import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';

/**
 * What siblings are recognized by when their widget is replaced: id, key or name; else their place among those
 * of their type, so that a line which appears above a form does not take its place. Never the same twice.
 */
export function keysOf(siblings: readonly WidgetComponent[]): string[] {
  const seen = new Map<string, number>();
  return siblings.map(({ type, id, key, name }) => {
    const label = JSON.stringify([type, id ?? key ?? name ?? null]);
    const count = seen.get(label) ?? 0;
    seen.set(label, count + 1);
    return `${label}${count}`;
  });
}
