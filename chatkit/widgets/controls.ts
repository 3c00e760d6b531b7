// What a person uses. Each sends its value under `name` with the action of its form, or with its own.
import type { ActionConfig } from '../protocol/widgets.ts';
import { type Built, component, type Names } from './component.ts';
import type { ControlSize, ControlVariant, Direction, FieldVariant, Icon } from './props.ts';

export type ButtonProps = Names & {
  /** Submits the form around it. */
  submit?: boolean;
  label?: string;
  onClickAction?: ActionConfig;
  iconStart?: Icon;
  iconEnd?: Icon;
  style?: 'primary' | 'secondary';
  iconSize?: 'sm' | 'md' | 'lg' | 'xl' | '2xl';
  color?: 'primary' | 'secondary' | 'info' | 'discovery' | 'success' | 'caution' | 'warning' | 'danger';
  variant?: ControlVariant;
  size?: ControlSize;
  pill?: boolean;
  uniform?: boolean;
  block?: boolean;
  disabled?: boolean;
};

export function Button(props: ButtonProps): Built<'Button'> {
  return component('Button', props);
}

type FieldProps = Names & {
  name: string;
  defaultValue?: string;
  required?: boolean;
  pattern?: string;
  placeholder?: string;
  allowAutofillExtensions?: boolean;
  autoSelect?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
  variant?: FieldVariant;
  size?: ControlSize;
  gutterSize?: '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl';
};

export type InputProps = FieldProps & {
  inputType?: 'number' | 'email' | 'text' | 'password' | 'tel' | 'url';
  pill?: boolean;
};

export function Input(props: InputProps): Built<'Input'> {
  return component('Input', props);
}

export type TextareaProps = FieldProps & { rows?: number; autoResize?: boolean; maxRows?: number };

export function Textarea(props: TextareaProps): Built<'Textarea'> {
  return component('Textarea', props);
}

type PickerProps = Names & {
  name: string;
  onChangeAction?: ActionConfig;
  placeholder?: string;
  defaultValue?: string;
  variant?: ControlVariant;
  size?: ControlSize;
  pill?: boolean;
  block?: boolean;
  clearable?: boolean;
  disabled?: boolean;
};

export type SelectOption = { value: string; label: string; disabled?: boolean; description?: string };
export type SelectProps = PickerProps & { options: SelectOption[]; searchable?: boolean };

export function Select(props: SelectProps): Built<'Select'> {
  return component('Select', props);
}

/** Dates are ISO 8601. */
export type DatePickerProps = PickerProps & {
  min?: string;
  max?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  align?: 'start' | 'center' | 'end';
};

export function DatePicker(props: DatePickerProps): Built<'DatePicker'> {
  return component('DatePicker', props);
}

type ChoiceProps = Names & {
  name: string;
  onChangeAction?: ActionConfig;
  disabled?: boolean;
  required?: boolean;
};

export type CheckboxProps = ChoiceProps & { label?: string; defaultChecked?: boolean };

export function Checkbox(props: CheckboxProps): Built<'Checkbox'> {
  return component('Checkbox', props);
}

export type RadioGroupProps = ChoiceProps & {
  options?: { label: string; value: string; disabled?: boolean }[];
  ariaLabel?: string;
  defaultValue?: string;
  direction?: Direction;
};

export function RadioGroup(props: RadioGroupProps): Built<'RadioGroup'> {
  return component('RadioGroup', props);
}
