import { FramedPage } from '../components/FramedPage.tsx';
import type { ProblemProps } from '../props.ts';

/** What went wrong, in plain words, with a way back. */
export function ProblemPage({ frame, assets, status, title, detail }: ProblemProps) {
  return (
    <FramedPage frame={frame} assets={assets} title={title}>
      <h1>{title}</h1>
      <p class="lede">{detail}</p>
      <p>
        <a href="/">Back to the overview</a>
      </p>
      <p class="quiet">Problem {status}</p>
    </FramedPage>
  );
}
