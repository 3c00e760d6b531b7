// What several components have in common.
import type { Children, Names } from './component.ts';

/** A token of the theme, a step of a palette (`red-100`) or a CSS colour; or one for each scheme. */
export type Color = string | { light: string; dark: string };

/** Pixels or a CSS length. */
export type Length = number | string;

/** Steps of the spacing scale or a CSS length. */
export type Space = number | string;
export type Spacing = Partial<Record<'top' | 'right' | 'bottom' | 'left' | 'x' | 'y', Space>>;

export type Border = { size: number; color?: Color; style?: BorderStyle };
type BorderStyle = 'solid' | 'dashed' | 'dotted' | 'double' | 'groove' | 'ridge' | 'inset' | 'outset';
export type Borders = Partial<Record<keyof Spacing, number | Border>>;

export type Radius =
  | '2xs'
  | 'xs'
  | 'sm'
  | 'md'
  | 'lg'
  | 'xl'
  | '2xl'
  | '3xl'
  | '4xl'
  | 'full'
  | '100%'
  | 'none';
export type Alignment = 'start' | 'center' | 'end' | 'baseline' | 'stretch';
export type Justification = 'start' | 'center' | 'end' | 'between' | 'around' | 'evenly' | 'stretch';
export type Direction = 'row' | 'col';
export type TextAlign = 'start' | 'center' | 'end';
export type Weight = 'normal' | 'medium' | 'semibold' | 'bold';
export type TextSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl';
export type ControlSize = '3xs' | '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl';
export type ControlVariant = 'solid' | 'soft' | 'outline' | 'ghost';
export type FieldVariant = 'soft' | 'outline';

/** A name of the client's own set, `lucide:NAME` or `vendor:NAME`; clients draw a dot for others. */
export type Icon = string;

export type BlockProps = {
  height?: Length;
  width?: Length;
  size?: Length;
  minHeight?: Length;
  minWidth?: Length;
  minSize?: Length;
  maxHeight?: Length;
  maxWidth?: Length;
  maxSize?: Length;
  aspectRatio?: number | string;
  radius?: Radius;
  margin?: Space | Spacing;
};

export type BoxProps = Names &
  BlockProps & {
    children?: Children;
    align?: Alignment;
    justify?: Justification;
    wrap?: 'nowrap' | 'wrap' | 'wrap-reverse';
    flex?: number | string;
    gap?: Space;
    padding?: Space | Spacing;
    border?: number | Border | Borders;
    background?: Color;
  };

export type TextProps = Names & {
  value: string;
  color?: Color;
  weight?: Weight;
  textAlign?: TextAlign;
  truncate?: boolean;
  maxLines?: number;
};

/** The line on top of a card or a list. */
export type Status = { text: string; icon?: Icon } | { text: string; favicon?: string; frame?: boolean };

export type Theme = 'light' | 'dark';
