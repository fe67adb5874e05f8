import { drawArea, spelled } from '../areas.ts';
import { isIn, isoDate, MONTHS, type Month } from '../calendar.ts';
import { known, type SampleExtract } from '../extract.ts';
import { at, between, type Random, seeded, weekdayBetween, weighted } from '../random.ts';
import { COMPLAINTS, COMPLIMENTS } from '../totals.ts';

interface Contact {
  receivedOn: number;
  kind: 'complaint' | 'compliment';
  agency: string;
  stage: string;
  theme: string;
  area: string;
  dueOn: number | null;
  respondedOn: number | null;
  outcome: string;
}

const AREA_NAMES = spelled('name');
const SHARE_WITHOUT_AREA = 0.04;
// Twenty working days.
const DAYS_TO_RESPOND = 28;
const SHARE_ANSWERED_IN_TIME = { 2022: 0.58, 2023: 0.63, 2024: 0.81 } as Record<number, number>;

const drawAgency = weighted([
  ['education', 0.8],
  ['health', 0.14],
  ['social_care', 0.06],
]);
const drawStage = weighted([
  ['stage_1', 0.86],
  ['stage_2', 0.14],
]);
const drawComplaintTheme = weighted([
  ['communication', 0.31],
  ['delay_in_assessment', 0.23],
  ['annual_review', 0.14],
  ['provision_not_delivered', 0.14],
  ['placement', 0.11],
  ['transport', 0.07],
]);
const drawComplimentTheme = weighted([
  ['communication', 0.45],
  ['support_for_family', 0.35],
  ['quality_of_plan', 0.2],
]);
const drawOutcome = weighted([
  ['upheld', 0.34],
  ['partly_upheld', 0.37],
  ['not_upheld', 0.29],
]);

export const complaints: SampleExtract = {
  name: 'complaints',
  newline: '\r\n',
  columns: [
    'contact_id',
    'received_on',
    'kind',
    'agency',
    'stage',
    'theme',
    'dspl_area',
    'due_on',
    'responded_on',
    'outcome',
  ],
  rows: () => {
    const contacts = MONTHS.flatMap(contactsOf).map((contact, index) => ({
      ...contact,
      contactId: `C${String(index + 1).padStart(5, '0')}`,
    }));
    return (month) =>
      contacts
        .filter((contact) => hasNews(contact, month))
        .map((contact) => row(contact.contactId, contact, month));
  },
};

function contactsOf(month: Month): Contact[] {
  const random = seeded('complaints', month.text);
  const contacts = [
    ...Array.from({ length: at(COMPLAINTS, month.index) }, () => complaint(random, month)),
    ...Array.from({ length: at(COMPLIMENTS, month.index) }, () => compliment(random, month)),
  ];
  return contacts.toSorted((a, b) => a.receivedOn - b.receivedOn);
}

function complaint(random: Random, month: Month): Contact {
  const receivedOn = weekdayBetween(random, month.firstDay, month.lastDay);
  return {
    ...contact(random, receivedOn),
    kind: 'complaint',
    stage: drawStage(random),
    theme: drawComplaintTheme(random),
    dueOn: receivedOn + DAYS_TO_RESPOND,
    respondedOn: receivedOn + daysToResponse(random, month.year),
    outcome: drawOutcome(random),
  };
}

function daysToResponse(random: Random, year: number): number {
  const inTime = random() < (SHARE_ANSWERED_IN_TIME[year] ?? 1);
  return inTime ? between(random, 6, DAYS_TO_RESPOND) : between(random, DAYS_TO_RESPOND + 1, 75);
}

function compliment(random: Random, month: Month): Contact {
  return {
    ...contact(random, weekdayBetween(random, month.firstDay, month.lastDay)),
    theme: drawComplimentTheme(random),
  };
}

function contact(random: Random, receivedOn: number): Contact {
  return {
    receivedOn,
    kind: 'compliment',
    agency: drawAgency(random),
    stage: '',
    theme: '',
    area: random() < SHARE_WITHOUT_AREA ? '' : at(AREA_NAMES, drawArea(random)),
    dueOn: null,
    respondedOn: null,
    outcome: '',
  };
}

function hasNews({ receivedOn, respondedOn }: Contact, month: Month): boolean {
  return isIn(month, receivedOn) || (respondedOn !== null && isIn(month, respondedOn));
}

function row(contactId: string, contact: Contact, month: Month): string {
  const answered = known(contact.respondedOn, month);
  return [
    contactId,
    isoDate(contact.receivedOn),
    contact.kind,
    contact.agency,
    contact.stage,
    contact.theme,
    contact.area,
    contact.dueOn === null ? '' : isoDate(contact.dueOn),
    answered && contact.respondedOn !== null ? isoDate(contact.respondedOn) : '',
    answered ? contact.outcome : '',
  ].join(',');
}
