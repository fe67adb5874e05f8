import { FRAMEWORKS, type Framework, type FrameworkId } from '../../indicators/partnership-schema.ts';
import { areaAddress, frameworkAddress, planAddress, qualityAddress, reportAddress } from '../addresses.ts';
import type { Frame } from '../props.ts';
import { capitalised } from '../words.ts';

/** The frameworks of today: an older strategy's outcomes are found from the indicators that serve them. */
const NAVIGATED: FrameworkId[] = ['bees', 'ambitions', 'improvement'];

interface Place {
  text: string;
  href: string;
}

export function Header({ frame }: { frame: Frame }) {
  return (
    <header class="top">
      <div class="width top-row">
        <a class="brand" href="/">
          <svg viewBox="0 0 26 28" width="26" height="28" aria-hidden="true" focusable="false">
            <path class="brand-hex" d="M13 1l11 6.5v13L13 27 2 20.5v-13z" />
            <path class="brand-dance" d="M7 18c2-7 4-7 6-4s4 3 6-4" />
          </svg>
          Waggle
        </a>
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
        <p class="whose">{frame.catalogue.partnership.name}</p>
      </div>
    </header>
  );
}

function places({ catalogue }: Frame): Place[] {
  const { frameworks, areas } = catalogue.partnership;
  const led = frameworks.bees || frameworks.ambitions ? NAVIGATED : FRAMEWORKS;
  return [
    { text: 'Overview', href: '/' },
    ...led.flatMap((id) => {
      const framework = frameworks[id];
      return framework ? [{ text: navText(id, framework), href: frameworkAddress(id) }] : [];
    }),
    ...(areas.length > 0 ? [{ text: 'Areas', href: areaAddress() }] : []),
    ...(catalogue.plan ? [{ text: 'Plan', href: planAddress() }] : []),
    { text: 'Report', href: reportAddress() },
    { text: 'Quality', href: qualityAddress() },
  ];
}

/** A framework by its items, which is shorter than its title: "Ambitions". */
function navText(id: FrameworkId, { item }: Framework): string {
  return id === 'improvement' ? 'Improvement' : capitalised(`${item}s`);
}

/** The page itself, or the section that it belongs to. */
function currentState(path: string, href: string): 'page' | 'true' | undefined {
  const place = path.split('?')[0] ?? '';
  if (place === href) return 'page';
  return href !== '/' && place.startsWith(`${href}/`) ? 'true' : undefined;
}
