import { anchor, type ReportSection } from './report.ts';

/** The numbers of the parts that follow the items, as far as there are such. */
export type LastParts = Partial<Record<keyof typeof TITLES, string>>;

const TITLES = {
  milestones: 'Milestones',
  sources: 'Sources and data quality',
  definitions: 'Definitions',
};

interface ContentsProps {
  sections: ReportSection[];
  parts: LastParts;
}

/** The parts by number. Page numbers are known once the report is printed by `waggle report`, which writes them in. */
export function ReportContents({ sections, parts }: ContentsProps) {
  return (
    <nav class="pack-contents" aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        <Line number="1" title="What needs attention" />
        {sections.map(({ number, item, entries }) => (
          <li key={number}>
            <Entry number={number} title={item.title} />
            {entries.length > 0 && (
              <ol>
                {entries.map((entry) => (
                  <Line key={entry.number} number={entry.number} title={entry.indicator.title} />
                ))}
              </ol>
            )}
          </li>
        ))}
        {(Object.keys(TITLES) as (keyof typeof TITLES)[]).map((part) => {
          const number = parts[part];
          return number && <Line key={part} number={number} title={TITLES[part]} />;
        })}
      </ol>
    </nav>
  );
}

interface LineProps {
  number: string;
  title: string;
}

function Line(props: LineProps) {
  return (
    <li>
      <Entry {...props} />
    </li>
  );
}

function Entry({ number, title }: LineProps) {
  return (
    <a href={`#${anchor(number)}`}>
      <span class="pack-number">{number}</span> <span class="pack-title">{title}</span>
      <span class="pack-page" data-page-of={anchor(number)} />
    </a>
  );
}
