/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';

type Props = {
  tone: string;
  variant: string;
  height?: string;
  submit?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Not now; it keeps the focus, and says so. */
  blocked?: boolean | undefined;
  working?: boolean | undefined;
  label?: string | undefined;
  data?: Record<`data-${string}`, string | boolean | undefined>;
  onClick?: (event: MouseEvent) => void;
  children: ComponentChildren;
};

export function ButtonView(props: Props) {
  const { submit = false, blocked = false, working = false, onClick } = props;
  const isHeld = blocked || working;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class="w-button"
      data-tone={props.tone}
      data-variant={props.variant}
      data-height={props.height ?? 'md'}
      {...props.data}
      disabled={props.disabled}
      aria-disabled={isHeld || undefined}
      aria-busy={working || undefined}
      aria-label={props.label}
      title={props.label}
      onClick={(event) => {
        if (isHeld) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <span class="w-button-face">{props.children}</span>
      {working ? <span class="spinner" aria-hidden="true" /> : null}
    </button>
  );
}
