import { dateWords } from '../../indicators/words.ts';
import { frameworkAddress } from '../addresses.ts';
import type { Frame } from '../props.ts';

export function Footer({ frame }: { frame: Frame }) {
  const { snapshot, catalogue } = frame;
  const { improvement } = catalogue.partnership.frameworks;
  return (
    <footer class="width foot">
      <p>
        In the small pictures the shaded band is the range of usual variation and the dashed line is the
        target. Real change means more than chance would explain.
      </p>
      <p>
        Figures published {dateWords(snapshot.published_at.slice(0, 10))} ({snapshot.name ?? snapshot.id}).{' '}
        {improvement && <a href={frameworkAddress('improvement')}>{improvement.title}</a>}{' '}
        <a href="/api/v1/catalogue">All definitions as data</a>
      </p>
    </footer>
  );
}
