import { dateWords } from '../../indicators/period-words.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { renderPage } from '../render.ts';
import { counted } from '../words.ts';
import { Definition } from './Definition.tsx';
import { type Group, groupsOf } from './groups.ts';
import { STYLE } from './style.ts';

/** @param day the day on which the catalogue is read, 2025-01-15 */
export function renderDefinitions(catalogue: Catalogue, day: string): string {
  return renderPage(<Definitions catalogue={catalogue} day={day} />);
}

/** What each indicator means, as one document that needs nothing beside it: to be read, printed or sent on. */
function Definitions({ catalogue, day }: { catalogue: Catalogue; day: string }) {
  const { partnership, indicators } = catalogue;
  const title = `${partnership.name}: what each measure means`;
  const groups = groupsOf(catalogue);
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>
          {counted(indicators.length, 'measure')}, as defined on {dateWords(day)}.
        </p>
        <Contents groups={groups} />
        {groups.map((group) => (
          <section key={group.id} id={`group-${group.id}`}>
            <h2>{group.title}</h2>
            {group.description && <p>{group.description}</p>}
            {group.indicators.map((indicator) => (
              <Definition key={indicator.id} indicator={indicator} catalogue={catalogue} />
            ))}
          </section>
        ))}
      </body>
    </html>
  );
}

function Contents({ groups }: { groups: Group[] }) {
  return (
    <nav aria-label="Contents">
      <h2>Contents</h2>
      {groups.map(({ id, title, indicators }) => (
        <section key={id}>
          <h3>
            <a href={`#group-${id}`}>{title}</a>
          </h3>
          <ul>
            {indicators.map((indicator) => (
              <li key={indicator.id}>
                <a href={`#${indicator.id}`}>{indicator.title}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
