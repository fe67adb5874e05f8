import type { ComponentChildren } from 'preact';
import { definitionsAddress, fileAddress } from '../addresses.ts';
import { StatusTag } from '../components/marks/StatusTag.tsx';
import { AssuranceWords, VariationWords } from '../components/marks/VariationWords.tsx';
import { Verdict } from '../components/marks/Verdict.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Page } from '../components/page/Page.tsx';
import type { Frame } from '../props/frame.ts';

/** What the signs mean, for somebody who sees them for the first time. */
export function ReadingPage({ frame }: { frame: Frame }) {
  const { county, locality } = frame.catalogue.partnership;
  return (
    <Page frame={frame} title="How to read these pages">
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>How to read these pages</h1>
      <div class="prose">
        <p class="lede">
          Two questions are answered for every figure: is it where it was agreed that it should be, and is it
          really changing or only going up and down by chance?
        </p>

        <h2>Where a figure stands</h2>
        <Signs
          signs={[
            [<StatusTag key="s" status="met" />, 'The target has been reached.'],
            [
              <StatusTag key="s" status="on_track" />,
              'The target is not due yet, and the figure is on or ahead of the straight line from its baseline to the target.',
            ],
            [
              <StatusTag key="s" status="off_track" />,
              'The figure is behind that line, or the day of the target has passed and it was not met.',
            ],
            [
              <StatusTag key="s" status="in_doubt" />,
              'A file behind the figure differs much from those before. Part of it may be missing: until it has been checked, nothing is said to be met, missed or really changed.',
            ],
            [<StatusTag key="s" status="no_target" />, 'No target has been agreed.'],
            [
              <StatusTag key="s" status="no_target" words="Not judged yet" />,
              'There is a target that is not due yet, but no agreed baseline: nobody can say where the figure should be by now.',
            ],
            [
              <StatusTag key="s" status="hidden" />,
              'There is a figure, but of so few children that one could be recognised. Area groups and the public do not see it.',
            ],
            [
              <StatusTag key="s" status="no_figure" />,
              'Files have arrived, but the figure is known only for the county as a whole, or there was nothing to count.',
            ],
            [<StatusTag key="s" status="awaiting_data" />, 'No file with these figures has arrived yet.'],
          ]}
        />

        <h2>Whether it is really changing</h2>
        <p>
          Every figure goes up and down by chance. From at least twelve months the dashboard works out the{' '}
          <strong>usual range</strong>: the band in which nearly all months lie as long as nothing has
          changed. In charts it is shaded. Only what chance would hardly explain is called a real change: a
          month outside the band, seven months in a row rising or falling, seven on one side of the middle, or
          two of three close to an edge of the band.
        </p>
        <Signs
          signs={[
            [
              <VariationWords key="s" variation="common_cause" />,
              'Ups and downs as always: no reason for praise or blame.',
            ],
            [
              <VariationWords key="s" variation="improvement_high" />,
              'Better than chance would explain. Find out why, and keep it.',
            ],
            [
              <VariationWords key="s" variation="concern_low" />,
              'Worse than chance would explain. Find out why.',
            ],
            [
              <VariationWords key="s" variation="neither_high" />,
              'More than before, where neither more nor less is better in itself.',
            ],
          ]}
        />

        <h2>Whether the target can be relied on</h2>
        <Signs
          signs={[
            [
              <AssuranceWords key="s" assurance="consistently_passes" />,
              'The whole usual range lies beyond the target.',
            ],
            [
              <AssuranceWords key="s" assurance="hit_or_miss" />,
              'The target lies within the usual range: some months reach it, some do not. Or the latest figure reaches it, or is on track for it, while the usual range is still short of it; or the latest is off track, while the usual range lies beyond it. Not said of a target that each of the last six reached.',
            ],
            [
              <AssuranceWords key="s" assurance="consistently_fails" />,
              'The whole usual range is short of it: unless something is changed, the target will not be reached.',
            ],
          ]}
        />

        <h2>Beside {county}, or another council</h2>
        <p>
          Where few children are counted, one more or one fewer moves the figure a lot. The bar around a mark
          (the 95% interval) shows where the figure could lie once chance is allowed for. Only where the bar
          misses what it is compared with do these pages say better or worse, and of an area only where ten or
          more are counted. Of school sessions the bar says less than it seems to: it takes each session by
          itself, and a child who is ill misses many.
        </p>
        <Signs
          signs={[
            [
              <Verdict key="s" standing="better" />,
              `The ${locality}’s whole bar is on the better side of ${county}.`,
            ],
            [<Verdict key="s" standing="similar" />, 'The difference may be chance.'],
            [<Verdict key="s" standing="worse" />, 'The whole bar is on the worse side.'],
            [<Verdict key="s" standing="higher" />, 'Clearly different, where neither way is better.'],
            [
              <Verdict key="s" standing="none" />,
              'Numbers of children are not compared, because areas differ in size.',
            ],
          ]}
        />

        <h2>When there is no figure</h2>
        <dl>
          <dt>hidden</dt>
          <dd>
            So few children that one of them might be recognised, or a figure from which such a number could
            be worked out. A figure is shown as it is or not at all; it is never altered.
          </dd>
          <dt>no data</dt>
          <dd>There should be a figure, but there is none. It is never counted as zero.</dd>
          <dt>not applicable</dt>
          <dd>There was nothing to count, such as no plan that was due.</dd>
        </dl>

        <h2>When a figure is not final</h2>
        <p>
          A year shown as “January–July 2024” is not over yet, or its last files have not arrived. “Rows left
          out” says how many rows had errors and were not counted. A file that is sent again replaces what it
          said before; <a href="/quality">Data quality</a> tells which past figures changed.
        </p>

        <p>
          <a href={definitionsAddress()}>What each indicator means</a>.
          {frame.seesFiles !== false && (
            <>
              {' '}
              <a href={fileAddress()}>Every file behind the figures</a>.
            </>
          )}
        </p>
      </div>
    </Page>
  );
}

function Signs({ signs }: { signs: [ComponentChildren, string][] }) {
  return (
    <ul class="signs-list">
      {signs.map(([sign, words]) => (
        <li key={words}>
          <span>{sign}</span> <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
