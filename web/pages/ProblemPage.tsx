import { FramedPage } from '../components/page/FramedPage.tsx';
import type { ProblemProps } from '../props/frame.ts';

/** What HTTP calls it, programs are told. */
const HEADINGS: Record<number, string> = {
  400: 'This address cannot be understood',
  403: 'This cannot be done',
  404: 'This page cannot be found',
  413: 'This is too large',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available at the moment',
};

/** What went wrong, in plain words, with a way back. */
export function ProblemPage({ frame, assets, status, title, detail }: ProblemProps) {
  const heading = HEADINGS[status] ?? title;
  return (
    <FramedPage frame={frame} assets={assets} title={heading}>
      <h1>{heading}</h1>
      <p class="lede">{detail}</p>
      <p>
        <a href="/">Back to the overview</a>
      </p>
      <p class="quiet">Problem {status}</p>
    </FramedPage>
  );
}
