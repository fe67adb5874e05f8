import type { ComponentChildren } from 'preact';
import type { Frame } from '../../props/frame.ts';
import { Document } from './Document.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { SnapshotShown } from './SnapshotShown.tsx';
import { Viewer, ViewNotice } from './Viewer.tsx';

/** A page between its header and its footer. */
export function Page({
  frame,
  title,
  children,
}: {
  frame: Frame;
  title: string;
  children: ComponentChildren;
}) {
  const { name } = frame.catalogue.partnership;
  return (
    <Document title={`${title} – ${name}`} assets={frame.assets}>
      <a class="govuk-skip-link" href="#main">
        Skip to the figures
      </a>
      <Header frame={frame} />
      {frame.viewer && <ViewNotice viewer={frame.viewer} />}
      {frame.sampleData && (
        <aside class="sample" aria-label="About these data">
          <p class="width">
            <strong>Sample data.</strong> The rows are invented; the totals are the partnership’s published
            ones.
          </p>
        </aside>
      )}
      <SnapshotShown frame={frame} />
      <main id="main" class="width" tabIndex={-1}>
        {children}
      </main>
      <p id="announce" class="hidden" role="status" />
      <Footer frame={frame} />
      {frame.viewer && <Viewer viewer={frame.viewer} />}
    </Document>
  );
}
