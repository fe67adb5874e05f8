import { leadingFramework } from '../../../indicators/frameworks.ts';
import type { Partnership } from '../../../indicators/partnership-schema.ts';
import { frameworkAddress } from '../../addresses.ts';
import { capitalised } from '../../words.ts';
import { CompactList } from './CompactList.tsx';
import { itemsServed, type Shown } from './overviewFilter.ts';

interface GroupedProps {
  shown: Shown[];
  partnership: Partnership;
  area: string;
}

/** Indicators in short, under the item that each serves first. */
export function Grouped({ shown, partnership, area }: GroupedProps) {
  const leading = leadingFramework(partnership);
  if (!leading) return <CompactList shown={shown} />;
  const { id, framework } = leading;
  const first = ({ indicator }: Shown) => itemsServed(indicator, id)[0];
  const unmapped = shown.filter((one) => first(one) === undefined);
  return (
    <>
      {framework.items.map(({ id: item, title }) => {
        const own = shown.filter((one) => first(one) === item);
        return (
          own.length > 0 && (
            <div key={item} class="group">
              <h3>
                <a href={frameworkAddress(id, item, area)}>{title}</a>
              </h3>
              <CompactList shown={own} />
            </div>
          )
        );
      })}
      {unmapped.length > 0 && (
        <div class="group">
          <h3>{capitalised(`not mapped to an ${framework.item}`)}</h3>
          <CompactList shown={unmapped} />
        </div>
      )}
    </>
  );
}
