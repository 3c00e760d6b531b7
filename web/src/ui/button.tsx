import type { ComponentProps } from 'react';

const SHAPE =
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-md whitespace-nowrap px-4 py-2 text-sm font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-60';

const LOOKS = {
  primary:
    'bg-indigo-600 text-white shadow-xs hover:bg-indigo-500 active:bg-indigo-700 disabled:hover:bg-indigo-600',
  secondary:
    'bg-white text-gray-900 shadow-xs ring-1 ring-inset ring-gray-300 hover:bg-gray-50 dark:bg-gray-800 dark:text-gray-100 dark:ring-gray-700 dark:hover:bg-gray-700',
  quiet:
    'text-gray-700 hover:bg-gray-100 hover:text-gray-900 dark:text-gray-300 dark:hover:bg-gray-800 dark:hover:text-white',
  danger: 'bg-red-600 text-white shadow-xs hover:bg-red-500 active:bg-red-700',
} as const;

export type ButtonLook = keyof typeof LOOKS;

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook, extra = ''): string {
  return `${SHAPE} ${LOOKS[look]} ${extra}`;
}

type ButtonProps = ComponentProps<'button'> & { look?: ButtonLook; busy?: boolean };

/** While `busy` it shows a spinner and takes no clicks; it never submits a form unless told to. */
export function Button({ look = 'primary', busy = false, className = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} disabled={busy || rest.disabled} className={buttonClass(look, className)}>
      {busy && <Spinner />}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & { label: string };

/** A square button that shows only an icon; `label` is its name. */
export function IconButton({ label, className = '', children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`inline-flex size-10 shrink-0 items-center justify-center rounded-md text-gray-500 transition-colors hover:bg-gray-100 hover:text-gray-900 disabled:opacity-50 dark:text-gray-400 dark:hover:bg-gray-800 dark:hover:text-white ${className}`}
    >
      {children}
    </button>
  );
}
