// The door of the widgets. A server that shows none does not import it.
export { accumulateText } from './accumulate-text.ts';
export { action } from './action.ts';
export { Chart, type ChartProps, type Series } from './chart.ts';
export type { Built, Children } from './component.ts';
export {
  Basic,
  type BasicProps,
  Box,
  Card,
  type CardAction,
  type CardProps,
  Col,
  Form,
  ListView,
  ListViewItem,
  type ListViewItemProps,
  type ListViewProps,
  Row,
  Table,
  TableCell,
  type TableCellProps,
  TableRow,
  Transition,
} from './containers.ts';
export {
  Badge,
  type BadgeProps,
  Caption,
  Divider,
  type DividerProps,
  type EditableText,
  Icon,
  type IconProps,
  Image,
  type ImageProps,
  Label,
  type LabelProps,
  Markdown,
  type MarkdownProps,
  Spacer,
  Text,
  type TextComponentProps,
  Title,
  type TitleProps,
} from './content.ts';
export {
  Button,
  type ButtonProps,
  Checkbox,
  type CheckboxProps,
  DatePicker,
  type DatePickerProps,
  Input,
  type InputProps,
  RadioGroup,
  type RadioGroupProps,
  Select,
  type SelectOption,
  type SelectProps,
  Textarea,
  type TextareaProps,
} from './controls.ts';
export { diffWidget, type WidgetUpdate } from './diff.ts';
export type { BoxProps, Color, Spacing, Status, TextProps } from './props.ts';
export { streamWidget, type WidgetEvent } from './stream.ts';
