// Sizes and looks that buttons and fields share.
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { oneOf, textOf } from '../read.ts';

/** Nine names for four heights. */
const HEIGHTS: ReadonlyMap<unknown, string> = new Map([
  ['3xs', 'xs'],
  ['2xs', 'xs'],
  ['xs', 'sm'],
  ['sm', 'sm'],
  ['md', 'md'],
  ['lg', 'md'],
  ['xl', 'lg'],
  ['2xl', 'lg'],
  ['3xl', 'lg'],
]);
const GUTTERS = ['2xs', 'xs', 'sm', 'md', 'lg', 'xl'] as const;

export function heightOf(size: unknown): string {
  return HEIGHTS.get(size) ?? 'md';
}

/** The name its value is sent by; none for a field that the widget has switched off. */
export function sentNameOf(field: Record<string, unknown>): string | undefined {
  return field.disabled === true ? undefined : textOf(field.name) || undefined;
}

/** The attributes that the stylesheet knows a field by. */
export function fieldLook(node: WidgetComponent) {
  return {
    'data-height': heightOf(node.size),
    'data-variant': oneOf(node.variant, ['soft', 'outline', 'solid', 'ghost']) ?? 'outline',
    'data-pill': node.pill === true || undefined,
    'data-block': node.block === true || undefined,
    'data-gutter': oneOf(node.gutterSize, GUTTERS),
  };
}
