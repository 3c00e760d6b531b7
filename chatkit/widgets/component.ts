import type { WidgetComponent } from '../protocol/widgets.ts';

/** `key` tells siblings apart; `id` is what streamed updates point at. */
export type Names = { id?: string | undefined; key?: string | undefined };

/** Lets a child depend on a condition: `task.done && Badge({ label: 'done' })`. */
export type Absent = false | null | undefined;
export type Children<Child = WidgetComponent> = readonly (Child | Absent)[];

export type Built<Type extends string> = WidgetComponent & { type: Type };

/** The component as JSON; what is not set is absent. */
export function component<Type extends string>(type: Type, fields: object): Built<Type> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const built: WidgetComponent & { type: Type } = { type, ...Object.fromEntries(set) };
  if (Array.isArray(built.children)) built.children = built.children.filter(isPresent);
  return built;
}

function isPresent(child: unknown): boolean {
  return child !== undefined && child !== null && child !== false;
}
