/** @jsxImportSource preact */
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { useForm } from '../form.tsx';
import { oneOf, textOf } from '../read.ts';
import { NamedIcon } from '../small.tsx';
import { useAction } from '../use-action.ts';
import type { NodeProps } from '../widget-context.ts';
import { ButtonView } from './button-view.tsx';
import { heightOf } from './control-look.ts';

const TONES = [
  'primary',
  'secondary',
  'info',
  'discovery',
  'success',
  'caution',
  'warning',
  'danger',
] as const;
const VARIANTS = ['solid', 'soft', 'outline', 'ghost'] as const;
const ICON_SIZES = ['sm', 'md', 'lg', 'xl', '2xl'] as const;

export function Button({ node }: NodeProps) {
  const form = useForm();
  const { exists, blocked, working, start } = useAction(node.onClickAction, 'button');
  const submits = node.submit === true && form !== null && (form.submits || !exists);
  const label = textOf(node.label);
  const [iconStart, iconEnd] = [textOf(node.iconStart), textOf(node.iconEnd)];
  const isIcon = label === '' || (node.uniform === true && (iconStart !== '' || iconEnd !== ''));
  return (
    <ButtonView
      {...lookOf(node)}
      height={heightOf(node.size)}
      submit={submits}
      disabled={node.disabled === true}
      blocked={submits ? form.blocked : blocked}
      working={submits ? form.working : working}
      label={isIcon ? label || iconStart || iconEnd : undefined}
      data={{
        'data-pill': node.pill === true || undefined,
        'data-block': node.block === true || undefined,
        'data-square': isIcon || undefined,
        'data-icon': oneOf(node.iconSize, ICON_SIZES),
      }}
      onClick={submits ? undefined : (event) => void start(event.currentTarget as Element)}
    >
      {iconStart ? <NamedIcon name={iconStart} /> : null}
      {isIcon ? null : <span dir="auto">{label}</span>}
      {iconEnd ? <NamedIcon name={iconEnd} /> : null}
    </ButtonView>
  );
}

/** A colour alone means a filled button; nothing at all means one that does not press itself forward. */
function lookOf(node: WidgetComponent): { tone: string; variant: string } {
  const style = oneOf(node.style, ['primary', 'secondary']);
  const color = oneOf(node.color, TONES);
  const isPrimary = style === 'primary' || (style === undefined && node.submit === true);
  const tone = color ?? (isPrimary ? 'primary' : 'secondary');
  const plain = isPrimary || (color !== undefined && style === undefined) ? 'solid' : 'outline';
  return { tone, variant: oneOf(node.variant, VARIANTS) ?? plain };
}
