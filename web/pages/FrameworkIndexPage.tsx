import { judgedApart, TallyKey } from '../components/marks/Tally.tsx';
import { FrameworkList } from '../components/overview/FrameworkList.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import type { FrameworkIndexProps } from '../props/framework.ts';
import { areaTitle, titleWithArea } from '../words.ts';

/** All items of a framework, and how their indicators stand: the gaps show as awaiting data. */
export function FrameworkIndexPage({ frame, framework: id, overview }: FrameworkIndexProps) {
  const { partnership, indicators } = frame.catalogue;
  const framework = partnership.frameworks[id];
  const title = framework?.title ?? id;
  return (
    <Page frame={frame} title={titleWithArea(title, partnership, overview.area)}>
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>{title}</h1>
      {overview.area !== 'county' && <p class="shown">{areaTitle(partnership, overview.area)}</p>}
      <Freshness snapshot={frame.snapshot} />
      <TallyKey rows={judgedApart(overview.rows)[0]} />
      {framework ? (
        <FrameworkList
          id={id}
          framework={framework}
          indicators={indicators}
          rows={overview.rows}
          area={overview.area}
          described
        />
      ) : (
        <p>This partnership has no such framework.</p>
      )}
    </Page>
  );
}
