import type { ComponentChildren } from 'preact';
import type { Assets } from '../../props/frame.ts';

/** The whole HTML document. Nothing in it is inline but the style sheet, which the content security policy names. */
export function Document({
  title,
  assets,
  children,
}: {
  title: string;
  assets: Assets;
  children: ComponentChildren;
}) {
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#22384d" />
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: assets.style }} />
        <script type="module" src={assets.script} defer />
      </head>
      <body class="govuk-template__body">{children}</body>
    </html>
  );
}
