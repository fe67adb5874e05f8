import { AREAS, drawArea, spelled } from '../areas.ts';
import { isoDate, MONTHS, type Month } from '../calendar.ts';
import type { SampleExtract } from '../extract.ts';
import { at, between, draw, type Random, seeded, weekdayBetween, weighted } from '../random.ts';
import { type Answers, SATISFIED_WITH_GETTING_A_PLAN, STAFF_SUPPORTED } from '../totals.ts';

type Respondent = 'parent_carer' | 'young_person' | 'professional' | 'setting';

interface Question {
  survey: string;
  question: string;
  /** The months of the year in which it is asked; none for a survey that has not begun. */
  asked: readonly number[];
  from?: string;
  /** About how many answer each time. */
  answers: Partial<Record<Respondent, number>>;
  /** The share of answers of 4 or 5 in January 2022 and in December 2024. */
  positive: readonly [number, number];
  published?: ReadonlyMap<string, Answers>;
}

interface Response {
  survey: string;
  respondent: Respondent;
  /** Its place among the month's responses of these respondents to this survey. */
  place: number;
  respondedOn: number;
  area: number | null;
}

interface Answer extends Response {
  question: string;
  answer: number;
}

const MONTHLY = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const QUARTERLY = [3, 6, 9, 12];
const TERMLY = [2, 6, 11];
const YEARLY_IN = { february: [2], march: [3], may: [5], july: [7], october: [10], november: [11] };
const NOT_BEGUN: number[] = [];

// biome-ignore format: a table
const QUESTIONS: readonly Question[] = [
  { survey: 'ehcp-process', question: 'satisfied-process', asked: MONTHLY, answers: { parent_carer: 30 }, positive: [0.42, 0.66], published: SATISFIED_WITH_GETTING_A_PLAN },
  { survey: 'ehcp-process', question: 'assessment-experience', asked: MONTHLY, answers: { parent_carer: 28, young_person: 5 }, positive: [0.4, 0.6] },
  { survey: 'ehcp-process', question: 'plan-quality', asked: MONTHLY, answers: { parent_carer: 27, young_person: 4 }, positive: [0.38, 0.56] },
  { survey: 'end-of-assessment', question: 'satisfied-assessment', asked: MONTHLY, answers: { parent_carer: 18 }, positive: [0.47, 0.64] },
  { survey: 'end-of-assessment', question: 'listened-to', asked: MONTHLY, answers: { parent_carer: 18, young_person: 5 }, positive: [0.44, 0.68] },
  { survey: 'annual-review', question: 'review-quality', asked: MONTHLY, answers: { parent_carer: 20, young_person: 3 }, positive: [0.4, 0.55] },
  { survey: 'email-signature', question: 'satisfied-contact', asked: MONTHLY, from: '2023-04', answers: { parent_carer: 22, setting: 8 }, positive: [0.5, 0.72] },
  { survey: 'friends-and-family', question: 'overall-experience', asked: MONTHLY, answers: { parent_carer: 18, young_person: 6 }, positive: [0.78, 0.84] },
  { survey: 'family-feedback', question: 'overall', asked: MONTHLY, answers: { parent_carer: 18, young_person: 3 }, positive: [0.34, 0.52] },
  { survey: 'audiology-feedback', question: 'overall', asked: MONTHLY, from: '2023-10', answers: { parent_carer: 9 }, positive: [0.3, 0.45] },
  { survey: 'audiology-helpline', question: 'overall', asked: MONTHLY, from: '2023-10', answers: { parent_carer: 7 }, positive: [0.4, 0.55] },

  { survey: 'parent-carer-experience', question: 'overall-experience', asked: QUARTERLY, answers: { parent_carer: 100 }, positive: [0.41, 0.57] },
  { survey: 'service-users', question: 'satisfied-quality', asked: QUARTERLY, answers: { parent_carer: 52, young_person: 13 }, positive: [0.52, 0.61] },
  { survey: 'cypmhs', question: 'positive-experience', asked: QUARTERLY, answers: { parent_carer: 55, young_person: 25 }, positive: [0.55, 0.66] },
  { survey: 'neuro-hub', question: 'hub-helpful', asked: QUARTERLY, from: '2023-06', answers: { parent_carer: 50, young_person: 6 }, positive: [0.7, 0.86] },
  { survey: 'neuro-hub', question: 'supported-before-and-after', asked: QUARTERLY, from: '2023-06', answers: { parent_carer: 45 }, positive: [0.35, 0.52] },
  { survey: 'neuro-hub', question: 'needed-specialist-services', asked: QUARTERLY, from: '2023-06', answers: { parent_carer: 48 }, positive: [0.62, 0.44] },
  { survey: 'neurodiversity-offer', question: 'understands-pathway', asked: QUARTERLY, from: '2024-03', answers: { parent_carer: 60, young_person: 15 }, positive: [0.22, 0.41] },
  { survey: 'neurodiversity-offer', question: 'knows-offer', asked: QUARTERLY, from: '2024-03', answers: { parent_carer: 60, young_person: 15, professional: 25 }, positive: [0.3, 0.53] },
  { survey: 'priority-services', question: 'autism-and-adhd', asked: QUARTERLY, from: '2024-03', answers: { parent_carer: 30, young_person: 8 }, positive: [0.28, 0.42] },
  { survey: 'priority-services', question: 'speech-and-language', asked: QUARTERLY, from: '2024-03', answers: { parent_carer: 28, young_person: 6 }, positive: [0.4, 0.62] },
  { survey: 'priority-services', question: 'mental-health', asked: QUARTERLY, from: '2024-03', answers: { parent_carer: 26, young_person: 9 }, positive: [0.45, 0.56] },
  { survey: 'priority-services', question: 'special-school-places', asked: QUARTERLY, from: '2024-03', answers: { parent_carer: 24, young_person: 5 }, positive: [0.3, 0.45] },
  { survey: 'staff-communication', question: 'accurate-compassionate-timely', asked: NOT_BEGUN, answers: { parent_carer: 60, young_person: 15, professional: 25 }, positive: [0.45, 0.62] },

  { survey: 'voices-of-hertfordshire', question: 'support-experience', asked: TERMLY, answers: { young_person: 90 }, positive: [0.54, 0.63] },
  { survey: 'setting-experience', question: 'working-with-services', asked: TERMLY, answers: { setting: 60 }, positive: [0.43, 0.58] },
  { survey: 'hfl-training', question: 'overall-rating', asked: TERMLY, answers: { setting: 60 }, positive: [0.82, 0.9] },
  { survey: 'send-sas', question: 'training-helpful', asked: TERMLY, from: '2023-02', answers: { setting: 50 }, positive: [0.76, 0.88] },
  { survey: 'send-sas', question: 'confident-to-continue', asked: TERMLY, from: '2023-02', answers: { setting: 48 }, positive: [0.62, 0.76] },
  { survey: 'neuro-education-staff', question: 'more-confident', asked: TERMLY, from: '2023-11', answers: { setting: 80 }, positive: [0.55, 0.74] },
  { survey: 'placement', question: 'satisfied-placement', asked: TERMLY, answers: { parent_carer: 45 }, positive: [0.46, 0.58] },
  { survey: 'placement-panel', question: 'better-decisions', asked: NOT_BEGUN, answers: { parent_carer: 30 }, positive: [0.4, 0.5] },

  { survey: 'hpci-annual', question: 'satisfied-services', asked: YEARLY_IN.october, answers: { parent_carer: 250 }, positive: [0.33, 0.47] },
  { survey: 'participation', question: 'asked-for-views', asked: YEARLY_IN.november, from: '2023-11', answers: { parent_carer: 150, young_person: 50 }, positive: [0.33, 0.49] },
  { survey: 'participation', question: 'told-how-used', asked: YEARLY_IN.november, from: '2023-11', answers: { parent_carer: 146, young_person: 48 }, positive: [0.21, 0.37] },
  { survey: 'staff-annual', question: 'supported-and-committed', asked: YEARLY_IN.july, answers: { professional: 200 }, positive: [0.76, 0.92], published: STAFF_SUPPORTED },
  { survey: 'staff-annual', question: 'positive-about-work', asked: YEARLY_IN.july, answers: { professional: 196 }, positive: [0.58, 0.77] },
  { survey: 'stakeholder-confidence', question: 'confident-in-system', asked: YEARLY_IN.march, answers: { parent_carer: 90, setting: 50, professional: 30 }, positive: [0.34, 0.5] },
  { survey: 'stakeholder-confidence', question: 'leaders-committed', asked: YEARLY_IN.march, answers: { parent_carer: 88, setting: 50, professional: 30 }, positive: [0.38, 0.62] },
  { survey: 'salt-annual', question: 'support-rated', asked: YEARLY_IN.february, answers: { parent_carer: 100, setting: 50 }, positive: [0.49, 0.64] },
  { survey: 'partnership-feedback', question: 'individual', asked: NOT_BEGUN, answers: { parent_carer: 8, young_person: 2 }, positive: [0.4, 0.5] },
  { survey: 'partnership-feedback', question: 'strategic', asked: NOT_BEGUN, answers: { parent_carer: 2, setting: 2 }, positive: [0.4, 0.5] },

  { survey: 'quality-of-life', question: 'opinion-cared-about', asked: YEARLY_IN.may, answers: { young_person: 55 }, positive: [0.66, 0.72] },
  { survey: 'quality-of-life', question: 'families-see-feedback-used', asked: YEARLY_IN.may, answers: { young_person: 53 }, positive: [0.3, 0.42] },
  { survey: 'quality-of-life', question: 'support-to-cope', asked: YEARLY_IN.may, answers: { young_person: 55 }, positive: [0.58, 0.64] },
  { survey: 'quality-of-life', question: 'support-rated-highly', asked: YEARLY_IN.may, answers: { young_person: 54 }, positive: [0.52, 0.61] },
  { survey: 'quality-of-life', question: 'know-where-to-go-health', asked: YEARLY_IN.may, answers: { young_person: 55 }, positive: [0.61, 0.69] },
  { survey: 'quality-of-life', question: 'enjoy-life', asked: YEARLY_IN.may, answers: { young_person: 55 }, positive: [0.63, 0.67] },
  { survey: 'quality-of-life', question: 'public-transport-confident', asked: YEARLY_IN.may, answers: { young_person: 52 }, positive: [0.34, 0.4] },
  { survey: 'quality-of-life', question: 'club-or-hobby', asked: YEARLY_IN.may, answers: { young_person: 55 }, positive: [0.47, 0.56] },
  { survey: 'quality-of-life', question: 'belong-community', asked: YEARLY_IN.may, answers: { young_person: 54 }, positive: [0.51, 0.57] },
  { survey: 'quality-of-life', question: 'belong-setting', asked: YEARLY_IN.may, answers: { young_person: 54 }, positive: [0.57, 0.62] },
  { survey: 'parent-carer-annual', question: 'parent-survey-responses', asked: YEARLY_IN.october, answers: { parent_carer: 120 }, positive: [0.38, 0.47] },
  { survey: 'parent-carer-annual', question: 'parents-know-who-to-contact', asked: YEARLY_IN.october, answers: { parent_carer: 118 }, positive: [0.41, 0.53] },
  { survey: 'parent-carer-annual', question: 'health-needs-met-safely', asked: YEARLY_IN.october, answers: { parent_carer: 115 }, positive: [0.55, 0.62] },
  { survey: 'parent-carer-annual', question: 'coproduction-effective', asked: YEARLY_IN.october, answers: { parent_carer: 112 }, positive: [0.32, 0.46] },
  { survey: 'parent-carer-annual', question: 'families-see-feedback-used', asked: YEARLY_IN.october, answers: { parent_carer: 116 }, positive: [0.26, 0.4] },
];

const AREA_NAMES = spelled('joined');
const SHARE_WITHOUT_AREA = 0.04;

const drawPositiveAnswer = weighted([
  [4, 0.62],
  [5, 0.38],
]);
const drawOtherAnswer = weighted([
  [3, 0.44],
  [2, 0.34],
  [1, 0.22],
]);

export const surveyResponses: SampleExtract = {
  name: 'survey_responses',
  newline: '\r\n',
  columns: ['response_id', 'survey', 'respondent', 'dspl_area', 'question', 'answer', 'responded_on'],
  rows: () => (month) => {
    const answers = QUESTIONS.filter((question) => isAsked(question, month)).flatMap((question) =>
      answersTo(question, month),
    );
    return rowsOf(
      answers.toSorted((a, b) => a.respondedOn - b.respondedOn),
      month,
    );
  },
};

function isAsked({ asked, from = '' }: Question, month: Month): boolean {
  return asked.includes(month.number) && month.text >= from;
}

function answersTo(question: Question, month: Month): Answer[] {
  const random = seeded('answers', question.survey, question.question, month.text);
  const responses = responsesTo(question, month);
  const positive =
    question.published?.get(month.text)?.positive ??
    countBelow(random, responses.length, share(question, month));
  const { drawn, rest } = draw(random, responses, positive, contentment);
  const answer = (response: Response, drawAnswer: (random: Random) => number): Answer => ({
    ...response,
    question: question.question,
    answer: drawAnswer(random),
  });
  return [
    ...drawn.map((response) => answer(response, drawPositiveAnswer)),
    ...rest.map((response) => answer(response, drawOtherAnswer)),
  ];
}

/** The same people answer all questions of a survey, except that the last few leave one out. */
function responsesTo({ survey, answers, published }: Question, month: Month): Response[] {
  const respondents = Object.entries(answers) as [Respondent, number][];
  return respondents.flatMap(([respondent, about]) => {
    const random = seeded('responses', survey, respondent, month.text);
    const busy = between(random, 88, 112) / 100;
    const count = published?.get(month.text)?.answered ?? Math.round(about * busy);
    return Array.from({ length: count }, (_, place) => response(random, survey, respondent, place, month));
  });
}

// Every response takes the same number of draws, so that the next question finds the same people.
function response(
  random: Random,
  survey: string,
  respondent: Respondent,
  place: number,
  month: Month,
): Response {
  const respondedOn = weekdayBetween(random, month.firstDay, month.lastDay);
  const area = drawArea(random);
  const withoutArea = random() < SHARE_WITHOUT_AREA;
  // Professionals work across the county.
  return {
    survey,
    respondent,
    place,
    respondedOn,
    area: withoutArea || respondent === 'professional' ? null : area,
  };
}

function share({ positive: [first, last] }: Question, month: Month): number {
  return first + ((last - first) * month.index) / (MONTHS.length - 1);
}

function countBelow(random: Random, draws: number, limit: number): number {
  return Array.from({ length: draws }, random).filter((drawn) => drawn < limit).length;
}

function contentment({ area }: Response): number {
  return area === null ? 1 : at(AREAS, area).punctuality;
}

/** Rows in the order of the days, those of one response together. */
function rowsOf(answers: readonly Answer[], month: Month): string[] {
  const responses = new Map<string, Answer[]>();
  for (const answer of answers) {
    const key = `${answer.survey} ${answer.respondent} ${answer.place}`;
    responses.set(key, [...(responses.get(key) ?? []), answer]);
  }
  return [...responses.values()].flatMap((ofOne, index) => {
    const id = `S${month.text.replace('-', '')}${String(index + 1).padStart(4, '0')}`;
    return ofOne.map((answer) => row(id, answer));
  });
}

function row(
  responseId: string,
  { survey, respondent, area, question, answer, respondedOn }: Answer,
): string {
  return [
    responseId,
    survey,
    respondent,
    area === null ? '' : at(AREA_NAMES, area),
    question,
    answer,
    isoDate(respondedOn),
  ].join(',');
}
