import { Document } from '../components/Document.tsx';
import { Page } from '../components/Page.tsx';
import type { ProblemProps } from '../props.ts';

/** What went wrong, in plain words, with a way back. */
export function ProblemPage({ frame, assets, status, title, detail }: ProblemProps) {
  const problem = (
    <>
      <h1>{title}</h1>
      <p class="lede">{detail}</p>
      <p>
        <a href="/">Back to the overview</a>
      </p>
      <p class="quiet">Problem {status}</p>
    </>
  );
  if (frame)
    return (
      <Page frame={frame} title={title}>
        {problem}
      </Page>
    );
  return (
    <Document title={`${title} – Waggle`} assets={assets}>
      <header class="top">
        <div class="width top-row">
          <a class="brand" href="/">
            Waggle
          </a>
        </div>
      </header>
      <main id="main" class="width">
        {problem}
      </main>
    </Document>
  );
}
