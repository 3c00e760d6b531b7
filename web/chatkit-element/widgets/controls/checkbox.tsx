/** @jsxImportSource preact */
import { useFieldName } from '../field-scope.tsx';
import { textOf } from '../read.ts';
import { useValue } from '../use-value.ts';
import type { NodeProps } from '../widget-context.ts';
import { sentNameOf } from './control-look.ts';

/** Changes at once; goes back when the action fails. */
export function Checkbox({ node }: NodeProps) {
  const label = textOf(node.label);
  const name = useFieldName(node);
  const { value, blocked, working, change } = useValue(node, node.defaultChecked === true);
  return (
    <label class="w-check" aria-busy={working || undefined}>
      <input
        type="checkbox"
        data-field={sentNameOf(node)}
        checked={value}
        required={node.required === true}
        disabled={node.disabled === true || blocked}
        onChange={(event) => void change(event.currentTarget.checked, event.currentTarget)}
        {...(label === '' ? name : { id: name.id })}
      />
      {label === '' ? null : <span dir="auto">{label}</span>}
    </label>
  );
}
