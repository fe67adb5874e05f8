import { frameworkIds } from '../../../indicators/frameworks.ts';
import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import { frameworkAddress } from '../../addresses.ts';

/** The bees, ambitions and areas for improvement that an indicator serves, where it serves any. */
export function WhatItServes({ indicator, partnership }: { indicator: Indicator; partnership: Partnership }) {
  const badges = frameworkIds(partnership).flatMap((framework) =>
    (partnership.frameworks[framework]?.items ?? [])
      .filter(({ id }) => indicator[framework].includes(id))
      .map(({ id, title }) => ({ framework, id, title })),
  );
  if (badges.length === 0) return null;
  return (
    <section class="serves" aria-labelledby="serves">
      <h2 id="serves">What it serves</h2>
      <ul class="badges">
        {badges.map(({ framework, id, title }) => (
          <li key={`${framework}/${id}`}>
            <a class={`badge badge-${framework}`} href={frameworkAddress(framework, id)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
