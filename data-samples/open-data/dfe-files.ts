import { BYTE_ORDER_MARK, csvFile, quoted, type SampleFile } from '../csv.ts';
import { ANNUAL_REVIEWS, ANNUAL_REVIEWS_OF_COUNCILS } from './annual-review-figures.ts';
import { COUNCILS } from './councils.ts';
import type { FiguresByYear, FiguresOfCouncils } from './figures.ts';
import { PLACES, type Place } from './places.ts';
import { REQUESTS, REQUESTS_OF_COUNCILS } from './request-figures.ts';
import { TIMELINESS, TIMELINESS_OF_COUNCILS } from './timeliness-figures.ts';

const NOT_PUBLISHED = 'x';

const PLACE_COLUMNS = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'new_la_code',
  'old_la_code',
  'la_name',
  'breakdown_topic',
  'breakdown',
];

// Spelled, capitals included, as the department spells them.
const TIMELINESS_COLUMNS = [
  'plans_issued_den',
  'plans_issued_den_ex',
  'plans_issued_within_20_weeks',
  'plans_issued_20_weeks_ex',
  'pc_plans_issued_within_20_weeks',
  'PC_plans_issued_20_weeks_ex',
  'plans_issued_gt20weeks_ltYear',
  'plans_issued_gt20weeks_ltYear_ex',
  'pc_plans_issued_gt20weeks_ltYear',
  'PC_plans_issued_gt20weeks_ltYear_ex',
  'plans_issued_gt_1_year',
  'plans_issued_gt_1_year_ex',
  'pc_plans_issued_gt_1_year',
  'PC_plans_issued_gt_1_year_ex',
];

const REQUEST_COLUMNS = [
  'requests_received_in_year',
  'requests_rya',
  'requests_decided_to_assess',
  'requests_decided_not_to_assess',
  'requests_decision_not_made',
  'requests_withdrawn',
  'request_assess_pc',
  'request_not_assess_pc',
  'request_outstanding_pc',
  'request_withdrawn_pc',
  'request_outcome_six_weeks',
  'request_outcome_over_6_weeks',
  'request_outcome_six_weeks_pc',
  'request_outcome_over_6_weeks_pc',
  'mediation_related_request',
  'tribunal_related_request',
  'tribunal_after_mediation_request',
];

const ANNUAL_REVIEW_COLUMNS = [
  'total_ehc_plans',
  'review_expected',
  'review_not_expected',
  'review_meeting_25',
  'review_meeting_24',
  'review_meeting_prior_24',
  'total_review_meeting',
  'no_review_meeting',
  'review_decision25',
  'review_decision24',
  'review_decision_prior24',
  'review_decision_not_due',
  'review_decision_outstanding',
  'outcome_amend',
  'outcome_cease',
  'outcome_maintan',
  'no_outcome',
  'number_decsion_4weeks',
  'number_decision_gt_4weeks',
  'pc_decsion_4weeks',
  'pc_decision_gt_4weeks',
];

type Figure = number | undefined;

/** The department's open data for England, two regions and every council, shaped as it publishes them. */
export function dfeFiles(): SampleFile[] {
  return [
    dfeFile({
      name: 'dfe_timeliness_2025.csv',
      breakdown: 'All EHC plans issued',
      columns: TIMELINESS_COLUMNS,
      inFull: { figures: TIMELINESS, derive: timeliness },
      councils: { figures: TIMELINESS_OF_COUNCILS, derive: timelinessOfCouncil },
    }),
    dfeFile({
      name: 'dfe_requests_2025.csv',
      breakdown: 'All requests for EHC needs assessments',
      columns: REQUEST_COLUMNS,
      inFull: { figures: REQUESTS, derive: requests },
      councils: { figures: REQUESTS_OF_COUNCILS, derive: requests },
    }),
    dfeFile({
      name: 'dfe_annual_reviews_2025.csv',
      breakdown: 'All annual reviews',
      columns: ANNUAL_REVIEW_COLUMNS,
      inFull: { figures: ANNUAL_REVIEWS, derive: annualReviews },
      councils: { figures: ANNUAL_REVIEWS_OF_COUNCILS, derive: annualReviews },
    }),
  ];
}

interface DfeFile {
  name: string;
  breakdown: string;
  columns: readonly string[];
  inFull: Derived<FiguresByYear>;
  councils: Derived<FiguresOfCouncils>;
}

/** Figures, and how a row's columns are made of a place's counts. */
interface Derived<Figures> {
  figures: Figures;
  derive(counts: readonly number[]): Figure[];
}

function dfeFile({ name, breakdown, columns, inFull, councils }: DfeFile): SampleFile {
  const line = (year: string, place: Place, figures: Figure[]) =>
    [...placeCells(year, place, breakdown), ...figures.map((figure) => figure ?? NOT_PUBLISHED)].join(',');
  const rows = Object.entries(inFull.figures).flatMap(([year, places], index) => [
    ...entries(places).map(([key, counts]) => line(year, PLACES[key], inFull.derive(counts))),
    ...entries(councils.figures).flatMap(([key, years]) => {
      const counts = years[index];
      return counts ? [line(year, COUNCILS[key], councils.derive(counts))] : [];
    }),
  ]);
  const file = csvFile(name, [...PLACE_COLUMNS, ...columns], rows, '\r\n');
  return { ...file, text: BYTE_ORDER_MARK + file.text };
}

function entries<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}

function placeCells(year: string, place: Place, breakdown: string): string[] {
  const { level, regionCode, regionName, newCode, oldCode, name } = place;
  return [
    ...[year, 'Calendar year', level, 'E92000001', 'England'],
    ...[regionCode, regionName, newCode, oldCode, quoted(name)],
    ...[breakdown, breakdown],
  ];
}

function timelinessOfCouncil([issuedEx, withinEx]: readonly number[]): Figure[] {
  return timeliness([undefined, issuedEx, undefined, withinEx]);
}

function timeliness(counts: readonly Figure[]): Figure[] {
  const [issued, issuedEx, within, withinEx, later, laterEx, overAYear, overAYearEx] = counts;
  return [
    ...[issued, issuedEx, within, withinEx, percent(within, issued), percent(withinEx, issuedEx)],
    ...[later, laterEx, percent(later, issued), percent(laterEx, issuedEx)],
    ...[overAYear, overAYearEx, percent(overAYear, issued), percent(overAYearEx, issuedEx)],
  ];
}

function requests(counts: readonly number[]): Figure[] {
  const [received, fromElsewhere, refused, assess, undecided, withdrawn, inSixWeeks, later, ...disputes] =
    counts;
  const [mediations, tribunals, tribunalsAfterMediation] = disputes;
  const decided = sum(inSixWeeks, later);
  return [
    ...[received, fromElsewhere, assess, refused, undecided, withdrawn],
    ...[assess, assess && refused, undecided, withdrawn].map((count) => percent(count, received)),
    ...[inSixWeeks, later, percent(inSixWeeks, decided), percent(later, decided)],
    ...[mediations, tribunals, tribunalsAfterMediation],
  ];
}

function annualReviews(counts: readonly number[]): Figure[] {
  const published = Array.from({ length: ANNUAL_REVIEW_COLUMNS.length - 2 }, (_, index) => counts[index]);
  const [inFourWeeks, later] = published.slice(-2);
  const decided = sum(inFourWeeks, later);
  return [...published, percent(inFourWeeks, decided), percent(later, decided)];
}

function sum(a: Figure, b: Figure): Figure {
  return a === undefined || b === undefined ? undefined : a + b;
}

function percent(part: Figure, whole: Figure): Figure {
  return part === undefined || !whole ? undefined : Math.round((1000 * part) / whole) / 10;
}
