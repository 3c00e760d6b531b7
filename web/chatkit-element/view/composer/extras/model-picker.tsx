/** @jsxImportSource preact */
import type { ModelOption } from '@openai/chatkit';
import { fill } from '../../../locales/en.ts';
import { Icon } from '../../icon.tsx';
import { usePanel } from '../../panel-context.ts';
import { MenuButton } from './menu.tsx';

type Props = { selected: ModelOption | null; disabled: boolean };

/** Which model answers the next message. */
export function ModelPicker({ selected, disabled }: Props) {
  const { texts, options, actions } = usePanel();
  const models = options.composer?.models ?? [];
  if (!selected) return null;
  const entries = models.map(({ id, label, description, disabled: unavailable }) => ({
    ...{ key: id, label, description, disabled: unavailable },
    checked: id === selected.id,
    onSelect: () => actions.selectModel(id),
  }));
  return (
    <MenuButton
      class="tool model"
      label={fill(texts.model, { label: selected.label })}
      groups={[{ key: 'models', label: texts.models, entries }]}
      disabled={disabled}
    >
      <span class="tool-label">{selected.label}</span>
      <Icon name="chevron-down" class="model-arrow" />
    </MenuButton>
  );
}
