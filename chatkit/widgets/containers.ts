// What holds other components.
import type { ActionConfig, WidgetComponent, WidgetRoot } from '../protocol/widgets.ts';
import { type Built, type Children, component, type Names } from './component.ts';
import type {
  Alignment,
  Border,
  Borders,
  BoxProps,
  Color,
  Direction,
  Length,
  Space,
  Spacing,
  Status,
  Theme,
} from './props.ts';

type Root<Type extends WidgetRoot['type']> = WidgetRoot & { type: Type };

export type CardAction = { label: string; action: ActionConfig };

export type CardProps = Names & {
  children?: Children;
  /** Makes it a form whose submit is `confirm`. */
  asForm?: boolean;
  background?: Color;
  border?: number | Border | Borders;
  size?: 'sm' | 'md' | 'lg' | 'full';
  padding?: Space | Spacing;
  status?: Status;
  collapsed?: boolean;
  confirm?: CardAction;
  cancel?: CardAction;
  theme?: Theme;
};

/** Always with `children`, empty ones too. */
export function Card(props: CardProps): Root<'Card'> {
  return component('Card', { children: [], ...props });
}

export type ListViewProps = Names & {
  children?: Children<Built<'ListViewItem'>>;
  /** How many are shown before "show more". */
  limit?: number | 'auto';
  status?: Status;
  theme?: Theme;
};

export function ListView(props: ListViewProps): Root<'ListView'> {
  return component('ListView', { children: [], ...props });
}

export type ListViewItemProps = Names & {
  children?: Children;
  onClickAction?: ActionConfig;
  gap?: Space;
  align?: Alignment;
};

/** Only a `ListView` takes it. */
export function ListViewItem(props: ListViewItemProps): Built<'ListViewItem'> {
  return component('ListViewItem', { children: [], ...props });
}

export type BasicProps = Names &
  Pick<BoxProps, 'gap' | 'padding' | 'align' | 'justify'> & {
    children?: Children;
    theme?: Theme;
    direction?: Direction;
  };

/** A root without a frame; other roots may be its children. */
export function Basic(props: BasicProps): Root<'Basic'> {
  return component('Basic', { children: [], ...props });
}

export function Box(props: BoxProps & { direction?: Direction } = {}): Built<'Box'> {
  return component('Box', props);
}

export function Row(props: BoxProps = {}): Built<'Row'> {
  return component('Row', props);
}

export function Col(props: BoxProps = {}): Built<'Col'> {
  return component('Col', props);
}

export function Form(
  props: BoxProps & { onSubmitAction?: ActionConfig; direction?: Direction } = {},
): Built<'Form'> {
  return component('Form', props);
}

/** Its one child changes over time; the client may move from one to the next. */
export function Transition(props: Names & { children: WidgetComponent | null }): Built<'Transition'> {
  return component('Transition', props);
}

export function Table(props: Names & { children?: Children<Built<'Table.Row'>> }): Built<'Table'> {
  return component('Table', props);
}

export function TableRow(
  props: Names & { children?: Children<Built<'Table.Cell'>>; header?: boolean },
): Built<'Table.Row'> {
  return component('Table.Row', props);
}

export type TableCellProps = Names & {
  children?: Children;
  width?: Length;
  padding?: Space | Spacing;
  colSpan?: number;
  rowSpan?: number;
  align?: 'start' | 'center' | 'end';
  vAlign?: 'start' | 'center' | 'end';
  colSize?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
};

export function TableCell(props: TableCellProps): Built<'Table.Cell'> {
  return component('Table.Cell', props);
}
