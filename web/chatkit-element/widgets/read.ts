// Reading of widget JSON that nobody has checked: what is not as it should be counts as absent.
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';

export function isComponent(value: unknown): value is WidgetComponent {
  return typeof value === 'object' && value !== null && typeof (value as WidgetComponent).type === 'string';
}

/** The components inside another; one may stand there without a list, and lists may have gaps. */
export function childrenOf({ children }: WidgetComponent): WidgetComponent[] {
  return (Array.isArray(children) ? children : [children]).filter(isComponent);
}

/** A text or number as text; everything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value, when it is one of the options. */
export function oneOf<Option extends string>(value: unknown, options: readonly Option[]): Option | undefined {
  return options.find((option) => option === value);
}

export function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf).filter((each) => each !== undefined) : [];
}

/** The words that a component shows, for the name of what contains it. */
export function wordsOf(component: WidgetComponent): string {
  const own = /^(?:Text|Title|Caption|Markdown)$/.test(component.type)
    ? textOf(component.value)
    : component.type === 'Badge'
      ? textOf(component.label)
      : '';
  return [own, ...childrenOf(component).map(wordsOf)].filter((words) => words !== '').join(' ');
}
