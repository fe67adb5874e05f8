import { FRAMEWORKS } from '../../indicators/partnership-schema.ts';
import { dateWords } from '../../indicators/words.ts';
import {
  accessibilityAddress,
  definitionsAddress,
  fileAddress,
  frameworkAddress,
  readingAddress,
} from '../addresses.ts';
import type { Frame } from '../props.ts';

export function Footer({ frame }: { frame: Frame }) {
  const { snapshot, catalogue } = frame;
  const { frameworks } = catalogue.partnership;
  return (
    <footer class="width foot">
      <ul class="foot-links">
        <li>
          <a href={definitionsAddress()}>Definitions</a>
        </li>
        <li>
          <a href={readingAddress()}>How to read these pages</a>
        </li>
        {FRAMEWORKS.flatMap((id) => {
          const framework = frameworks[id];
          return framework
            ? [
                <li key={id}>
                  <a href={frameworkAddress(id)}>{framework.title}</a>
                </li>,
              ]
            : [];
        })}
        <li>
          <a href={fileAddress()}>Files</a>
        </li>
        <li>
          <a href={accessibilityAddress()}>Accessibility statement</a>
        </li>
      </ul>
      <p>
        Figures published {dateWords(snapshot.published_at.slice(0, 10))} ({snapshot.name ?? snapshot.id}).
      </p>
    </footer>
  );
}
