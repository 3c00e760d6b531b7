/** @jsxImportSource preact */
import { useId } from 'preact/hooks';
import { useFieldName } from '../field-scope.tsx';
import { recordsOf, textOf } from '../read.ts';
import { useValue } from '../use-value.ts';
import type { NodeProps } from '../widget-context.ts';
import { sentNameOf } from './control-look.ts';

export function RadioGroup({ node }: NodeProps) {
  const group = useId();
  const { id, ...name } = useFieldName(node, textOf(node.ariaLabel));
  const { value, blocked, working, change } = useValue(node, textOf(node.defaultValue));
  return (
    <div
      class="w-radios"
      role="radiogroup"
      {...name}
      aria-labelledby={id ? `${id}-label` : undefined}
      aria-required={node.required === true || undefined}
      aria-busy={working || undefined}
      data-direction={node.direction === 'row' ? 'row' : undefined}
    >
      {recordsOf(node.options).map((option) => (
        <label key={textOf(option.value)} class="w-check">
          <input
            type="radio"
            name={group}
            data-field={sentNameOf(node)}
            value={textOf(option.value)}
            checked={textOf(option.value) === value}
            required={node.required === true}
            disabled={node.disabled === true || option.disabled === true || blocked}
            onChange={(event) => void change(event.currentTarget.value, event.currentTarget)}
          />
          <span dir="auto">{textOf(option.label) || textOf(option.value)}</span>
        </label>
      ))}
    </div>
  );
}
