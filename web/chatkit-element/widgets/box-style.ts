// The styles that many components share.
import type { ColorScheme } from '@openai/chatkit';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { colorOf } from './colors.ts';
import { numberOf, oneOf, recordOf } from './read.ts';
import { aspectOf, edgesOf, flexOf, lengthOf, radiusOf, type Style, spaceOf, spacingOf } from './values.ts';

const ALIGNMENTS = { start: 'flex-start', end: 'flex-end', center: 'center', baseline: 'baseline' } as const;
const JUSTIFICATIONS = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
  stretch: 'stretch',
} as const;
const LINES = ['solid', 'dashed', 'dotted', 'double', 'groove', 'ridge', 'inset', 'outset'] as const;
const BORDER_MAX = 16;

/** Leaves out what is undefined. */
export function styleOf(values: Record<string, string | undefined>): Style {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Size, shape and margin. */
export function blockStyle(node: WidgetComponent): Style {
  const size = lengthOf(node.size);
  const minSize = lengthOf(node.minSize);
  const maxSize = lengthOf(node.maxSize);
  return {
    ...styleOf({
      width: lengthOf(node.width) ?? size,
      height: lengthOf(node.height) ?? size,
      minWidth: withinReach(lengthOf(node.minWidth) ?? minSize),
      minHeight: lengthOf(node.minHeight) ?? minSize,
      maxWidth: lengthOf(node.maxWidth) ?? maxSize,
      maxHeight: lengthOf(node.maxHeight) ?? maxSize,
      aspectRatio: aspectOf(node.aspectRatio),
      borderRadius: radiusOf(node.radius),
    }),
    ...spacingOf('margin', node.margin),
  };
}

/** What asks for more room than there is would be cut off where nobody can scroll to. */
function withinReach(length: string | undefined): string | undefined {
  return length && /\d/.test(length) ? `min(${length}, 100%)` : length;
}

/** A flex box with everything it may have. */
export function boxStyle(node: WidgetComponent, scheme: ColorScheme): Style {
  return {
    ...blockStyle(node),
    ...flowStyle(node),
    ...styleOf({ flex: flexOf(node.flex), background: colorOf(node.background, scheme) }),
    ...spacingOf('padding', node.padding),
    ...borderStyle(node.border, scheme),
  };
}

/** How children are laid out. */
export function flowStyle(node: WidgetComponent): Style {
  return styleOf({
    alignItems: named(ALIGNMENTS, node.align) ?? oneOf(node.align, ['stretch']),
    justifyContent: named(JUSTIFICATIONS, node.justify),
    flexWrap: oneOf(node.wrap, ['nowrap', 'wrap', 'wrap-reverse']),
    gap: spaceOf(node.gap),
  });
}

/** A width, a line, or one of them for each edge. */
export function borderStyle(value: unknown, scheme: ColorScheme): Style {
  return edgesOf(
    value,
    (edge) => lineOf(edge, scheme),
    (side) => `border${side}`,
  );
}

function lineOf(value: unknown, scheme: ColorScheme): string | undefined {
  const line = recordOf(value);
  const size = numberOf(line ? line.size : value);
  if (size === undefined || size < 0) return undefined;
  const color = colorOf(line?.color, scheme) ?? 'var(--line)';
  return `${Math.min(size, BORDER_MAX)}px ${oneOf(line?.style, LINES) ?? 'solid'} ${color}`;
}

function named<Names extends object>(names: Names, value: unknown): string | undefined {
  return typeof value === 'string' && Object.hasOwn(names, value)
    ? String(names[value as keyof Names])
    : undefined;
}
