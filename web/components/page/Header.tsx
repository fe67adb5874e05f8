import { frameworkIds } from '../../../indicators/frameworks.ts';
import type { Framework, FrameworkId, Partnership } from '../../../indicators/partnership-schema.ts';
import { areaAddress, frameworkAddress } from '../../addresses.ts';
import type { Frame } from '../../props/frame.ts';
import { capitalised } from '../../words.ts';
import { Brand } from './Brand.tsx';
import { publishedWords } from './SnapshotShown.tsx';

interface Place {
  text: string;
  href: string;
}

export function Header({ frame }: { frame: Frame }) {
  return (
    <header class="top">
      <div class="width top-row">
        <Brand />
        <nav aria-label="Main">
          <ul>
            {places(frame).map(({ text, href }) => (
              <li key={href}>
                <a href={href} aria-current={currentState(frame.path, href)}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="whose">
          {frame.catalogue.partnership.name}
          <span class="published">. {publishedWords(frame.snapshot)}.</span>
        </p>
      </div>
    </header>
  );
}

function places({ catalogue, seesQuality = true }: Frame): Place[] {
  const { frameworks, areas } = catalogue.partnership;
  return [
    { text: 'Overview', href: '/' },
    ...inHeader(catalogue.partnership).map((id) => ({
      text: navText(id, frameworks[id]),
      href: frameworkAddress(id),
    })),
    ...(areas.length > 0 ? [{ text: 'Areas', href: areaAddress() }] : []),
    { text: 'Plan', href: '/plan' },
    { text: 'Report', href: '/report' },
    ...(seesQuality ? [{ text: 'Quality', href: '/quality' }] : []),
  ];
}

/** The frameworks that have a place in the header; outcomes where a partnership has no bees. */
export function inHeader(partnership: Partnership): FrameworkId[] {
  return frameworkIds(partnership).filter((id) => id !== 'outcomes' || !partnership.frameworks.bees);
}

/** A framework by its items, which is shorter than its title: "Ambitions". */
function navText(id: FrameworkId, framework: Framework | undefined): string {
  return id === 'improvement' ? 'Improvement' : capitalised(`${framework?.item ?? id}s`);
}

/** The page itself, or the section that it belongs to. */
function currentState(path: string, href: string): 'page' | 'true' | undefined {
  const place = path.split('?')[0] ?? '';
  if (place === href) return 'page';
  return href !== '/' && place.startsWith(`${href}/`) ? 'true' : undefined;
}
