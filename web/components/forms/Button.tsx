import type { ComponentChildren } from 'preact';

/** Sends its form. */
export function Button({
  children,
  quiet = false,
  name,
  value,
}: {
  children: ComponentChildren;
  /** Beside a button that matters more. */
  quiet?: boolean;
  name?: string;
  value?: string;
}) {
  return (
    <button
      type="submit"
      class={`govuk-button${quiet ? ' govuk-button--secondary' : ''}`}
      name={name}
      value={value}
    >
      {children}
    </button>
  );
}
