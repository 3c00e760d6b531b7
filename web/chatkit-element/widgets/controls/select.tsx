/** @jsxImportSource preact */
import { Icon } from '../../view/icon.tsx';
import { usePanel } from '../../view/panel-context.ts';
import { useFieldName } from '../field-scope.tsx';
import { recordsOf, textOf } from '../read.ts';
import { useValue } from '../use-value.ts';
import type { NodeProps } from '../widget-context.ts';
import { fieldLook, sentNameOf } from './control-look.ts';
import { placeholderOf } from './text-field.ts';

/** The browser's own, which everybody can use. */
export function Select({ node }: NodeProps) {
  const { texts } = usePanel();
  const name = useFieldName(node, placeholderOf(node));
  const { value, blocked, working, change } = useValue(node, textOf(node.defaultValue));
  const options = recordsOf(node.options);
  const isKnown = options.some((option) => textOf(option.value) === value);
  const clearable = node.clearable === true;
  return (
    <span class="w-select" {...fieldLook(node)} aria-busy={working || undefined}>
      <select
        class="w-field"
        data-field={sentNameOf(node)}
        data-empty={!isKnown || undefined}
        value={isKnown ? value : ''}
        disabled={node.disabled === true || blocked}
        onChange={(event) => void change(event.currentTarget.value, event.currentTarget)}
        {...name}
        {...fieldLook(node)}
      >
        {clearable || !isKnown ? (
          <option value="" disabled={!clearable} hidden={!clearable}>
            {placeholderOf(node) || texts.widget_choose}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={textOf(option.value)} value={textOf(option.value)} disabled={option.disabled === true}>
            {labelOf(option)}
          </option>
        ))}
      </select>
      {working ? <span class="spinner" aria-hidden="true" /> : <Icon name="chevron-down" />}
    </span>
  );
}

function labelOf(option: Record<string, unknown>): string {
  return [textOf(option.label) || textOf(option.value), textOf(option.description)]
    .filter((words) => words !== '')
    .join(' – ');
}
