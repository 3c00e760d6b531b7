/** @jsxImportSource preact */
import type { ToolOption } from '@openai/chatkit';
import { namedIcon } from '../../../icons/named-icon.ts';
import { fill } from '../../../locales/en.ts';
import { Icon } from '../../icon.tsx';
import { usePanel } from '../../panel-context.ts';

type Props = { selected: ToolOption | null; disabled: boolean };

/** The tools that are always at hand, and the chosen one of the menu. */
export function ToolButtons({ selected, disabled }: Props) {
  const { texts, options, actions } = usePanel();
  const pinned = options.composer?.tools?.filter((tool) => tool.pinned) ?? [];
  return (
    <>
      {pinned.map((tool) => (
        <button
          key={tool.id}
          type="button"
          class="tool"
          aria-label={tool.label}
          title={tool.label}
          aria-pressed={tool.id === selected?.id}
          disabled={disabled}
          onClick={() => actions.selectTool(tool.id === selected?.id ? null : tool.id)}
        >
          <ToolLabel tool={tool} />
        </button>
      ))}
      {selected && !selected.pinned ? (
        <button
          type="button"
          class="tool"
          data-chosen
          aria-label={fill(texts.clear_tool, { label: selected.label })}
          title={fill(texts.clear_tool, { label: selected.label })}
          disabled={disabled}
          onClick={() => actions.selectTool(null)}
        >
          <ToolLabel tool={selected} />
          <Icon name="close" class="tool-clear" />
        </button>
      ) : null}
    </>
  );
}

function ToolLabel({ tool }: { tool: ToolOption }) {
  const icon = namedIcon(tool.icon);
  return (
    <>
      {icon ? <Icon node={icon} /> : null}
      <span class="tool-label">{tool.shortLabel ?? tool.label}</span>
    </>
  );
}
