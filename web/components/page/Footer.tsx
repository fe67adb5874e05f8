import { frameworkIds } from '../../../indicators/frameworks.ts';
import { definitionsAddress, fileAddress, frameworkAddress, readingAddress } from '../../addresses.ts';
import type { Frame } from '../../props/frame.ts';
import { inHeader } from './Header.tsx';
import { publishedWords } from './SnapshotShown.tsx';

export function Footer({ frame }: { frame: Frame }) {
  const { snapshot, catalogue } = frame;
  const { partnership } = catalogue;
  const named = inHeader(partnership);
  const others = frameworkIds(partnership).filter((id) => !named.includes(id));
  return (
    <footer class="width foot">
      <ul class="foot-links">
        <li>
          <a href={definitionsAddress()}>Definitions</a>
        </li>
        <li>
          <a href={readingAddress()}>How to read these pages</a>
        </li>
        {others.map((id) => (
          <li key={id}>
            <a href={frameworkAddress(id)}>{partnership.frameworks[id]?.title}</a>
          </li>
        ))}
        {frame.seesFiles !== false && (
          <li>
            <a href={fileAddress()}>Files</a>
          </li>
        )}
        <li>
          <a href="/accessibility">Accessibility statement</a>
        </li>
      </ul>
      <p>{publishedWords(snapshot)}.</p>
    </footer>
  );
}
