import type { ComponentChildren } from 'preact';
import { anchor } from './report.ts';

/** A numbered part of the report under its heading. */
export function Part({
  number,
  title,
  kind,
  children,
}: {
  number: string;
  title: string;
  kind: string;
  children: ComponentChildren;
}) {
  const id = anchor(number);
  return (
    <section class={`pack-part pack-${kind}`} aria-labelledby={id}>
      <h2 id={id}>
        <span class="pack-number">{number}</span> {title}
      </h2>
      {children}
    </section>
  );
}
