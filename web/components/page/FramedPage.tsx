import type { ComponentChildren } from 'preact';
import type { Assets, Frame } from '../../props/frame.ts';
import { Brand } from './Brand.tsx';
import { Document } from './Document.tsx';
import { Page } from './Page.tsx';

interface FramedPageProps {
  frame: Frame | null;
  assets: Assets;
  title: string;
  children: ComponentChildren;
}

/** A page that is needed before anything has been published too, when there is no catalogue to name the partnership. */
export function FramedPage({ frame, assets, title, children }: FramedPageProps) {
  if (frame)
    return (
      <Page frame={frame} title={title}>
        {children}
      </Page>
    );
  return (
    <Document title={`${title} – Waggle`} assets={assets}>
      <header class="top">
        <div class="width top-row">
          <Brand />
        </div>
      </header>
      <main id="main" class="width">
        {children}
      </main>
    </Document>
  );
}
