// What shows something.
import type { StreamingTextComponent } from '../protocol/widgets.ts';
import { type Built, component, type Names } from './component.ts';
import type { BlockProps, Color, Icon as IconName, Length, Space, TextProps, TextSize } from './props.ts';

export type EditableText = {
  name: string;
  autoFocus?: boolean;
  autoSelect?: boolean;
  autoComplete?: string;
  allowAutofillExtensions?: boolean;
  pattern?: string;
  placeholder?: string;
  required?: boolean;
};

export type TextComponentProps = TextProps & {
  /** Set it while `value` still grows; growing needs an `id`. */
  streaming?: boolean;
  italic?: boolean;
  lineThrough?: boolean;
  width?: Length;
  size?: TextSize;
  minLines?: number;
  /** A field of the form around it. */
  editable?: false | EditableText;
};

export function Text(props: TextComponentProps): StreamingTextComponent & { type: 'Text' } {
  return { ...component('Text', props), value: props.value };
}

export type MarkdownProps = Names & { value: string; streaming?: boolean };

export function Markdown(props: MarkdownProps): StreamingTextComponent & { type: 'Markdown' } {
  return { ...component('Markdown', props), value: props.value };
}

export type TitleProps = TextProps & { size?: 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl' | '4xl' | '5xl' };

export function Title(props: TitleProps): Built<'Title'> {
  return component('Title', props);
}

export function Caption(props: TextProps & { size?: 'sm' | 'md' | 'lg' }): Built<'Caption'> {
  return component('Caption', props);
}

/** Belongs to the control of the same form whose `name` is `fieldName`. */
export type LabelProps = Names &
  Pick<TextProps, 'value' | 'weight' | 'textAlign' | 'color'> & { fieldName: string; size?: TextSize };

export function Label(props: LabelProps): Built<'Label'> {
  return component('Label', props);
}

export type BadgeProps = Names & {
  label: string;
  color?: 'secondary' | 'success' | 'danger' | 'warning' | 'info' | 'discovery';
  variant?: 'solid' | 'soft' | 'outline';
  size?: 'sm' | 'md' | 'lg';
  pill?: boolean;
};

export function Badge(props: BadgeProps): Built<'Badge'> {
  return component('Badge', props);
}

export type IconProps = Names & {
  name: IconName;
  color?: Color;
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl';
};

export function Icon(props: IconProps): Built<'Icon'> {
  return component('Icon', props);
}

type Side = 'top' | 'bottom';
type Edge = 'left' | 'right';

export type ImageProps = Names &
  BlockProps & {
    src: string;
    alt?: string;
    frame?: boolean;
    fit?: 'cover' | 'contain' | 'fill' | 'scale-down' | 'none';
    position?: Side | Edge | 'center' | `${Side} ${Edge}`;
    flush?: boolean;
    background?: Color;
    flex?: number | string;
  };

export function Image(props: ImageProps): Built<'Image'> {
  return component('Image', props);
}

export type DividerProps = Names & { color?: Color; size?: Length; spacing?: Space; flush?: boolean };

export function Divider(props: DividerProps = {}): Built<'Divider'> {
  return component('Divider', props);
}

export function Spacer(props: Names & { minSize?: Space } = {}): Built<'Spacer'> {
  return component('Spacer', props);
}
